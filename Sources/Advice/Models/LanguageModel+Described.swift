import Domain
import Foundation

extension LanguageModel {
    /// A model that nobody lists, from what somebody knows of it.
    ///
    /// - Parameters:
    ///   - weightsGB: size of the download, 10^9 bytes.
    ///   - activeGB: what is read per token, for a mixture of experts; all of it when left out.
    ///   - kvKiB: keys and values of one token, KiB; those of 8 heads of 128 numbers in every layer when left out, as most
    ///     models of 3 to 70 billion parameters have them.
    public static func described(
        _ name: String, weightsGB: Double, layers: Int, activeGB: Double? = nil, kvKiB: Double? = nil
    ) -> LanguageModel {
        let perLayer = kvKiB.map { max(1, Int(saturating: ($0 * 1024 / Double(4 * layers)).rounded())) }
        // Only the ratio of the two counts, and a mixture of experts reads a quarter more than it says.
        return LanguageModel(
            tag: name, parametersB: weightsGB, activeParametersB: activeGB.map { $0 < weightsGB * 0.9 ? $0 / 1.25 : weightsGB },
            bytes: Int64(Int(saturating: weightsGB * ByteUnits.bytesPerGB)), quantization: "unknown", layers: layers,
            kvHeads: perLayer == nil ? 8 : 1, headDimension: perLayer ?? 128)
    }
}
