/// Sizes in the two units the field mixes up: `GB` is 10^9 bytes, `GiB` is 2^30.
public enum ByteUnits {
    /// Bytes in one GB (decimal, as disks, links and model downloads are sold).
    public static let bytesPerGB = 1_000_000_000.0
    /// Bytes in one GiB (binary, as GPU memory is counted).
    public static let bytesPerGiB = 1_073_741_824.0
    /// MiB in one GiB.
    public static let mebibytesPerGiB = 1024.0
}
