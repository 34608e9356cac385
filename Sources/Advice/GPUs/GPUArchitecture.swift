/// A GPU generation, as far as it decides decode speed.
public enum GPUArchitecture: String, Hashable, Sendable, Codable, CaseIterable {
    /// NVIDIA 2016.
    case pascal
    /// NVIDIA 2017, HBM2 only.
    case volta
    /// NVIDIA 2018.
    case turing
    /// NVIDIA 2020; data-centre parts have HBM.
    case ampere
    /// NVIDIA 2022, GDDR6 only.
    case ada
    /// NVIDIA 2022, HBM only.
    case hopper
    /// NVIDIA 2024; data-centre parts have HBM.
    case blackwell
    /// AMD data-centre 2021.
    case cdna2
    /// AMD data-centre 2023.
    case cdna3
    /// AMD desktop 2022.
    case rdna3
}
