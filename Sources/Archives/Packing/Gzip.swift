/// Bytes as one gzip member.
public enum Gzip {
    /// Packs them, fast rather than small; `nil` when there is no memory for it.
    public static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let output = GzipOutput(level: 1) else { return nil }
        return output.pack(bytes, finishing: true)
    }
}
