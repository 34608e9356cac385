public import Foundation

/// Packs a benchmark's folder into one `.tar.gz`; the same files give the same bytes wherever and whenever it
/// is done.
///
/// Files are taken in the order of their names, without times and owners. Links, folders, hidden files and
/// the live control files (`status.json`, `heartbeat`, `stop`) stay out.
public struct ArchiveWriter: Sendable {
    private static let liveFiles: Set<String> = ["status.json", "heartbeat", "stop"]
    private static let end = [UInt8](repeating: 0, count: 2 * TarHeader.blockSize)

    private let limits: ArchiveLimits

    /// A writer that refuses files which the reader with the same limits could not read again.
    public init(limits: ArchiveLimits = .standard) {
        self.limits = limits
    }

    /// Packs the files of `folder` into `destination`, which is replaced in one step; a full disk leaves
    /// nothing behind.
    public func write(_ folder: URL, to destination: URL) throws(ArchiveError) -> PackedArchive {
        let source = folder.path(percentEncoded: false)
        guard LocalFile.kind(source) == .folder else { throw .notFound(source) }
        let path = destination.path(percentEncoded: false)
        var output = try OutputFile(path)
        guard let gzip = GzipOutput() else { throw .unwritable(path, reason: "no memory to pack it") }
        let prefix = folder.lastPathComponent
        for name in try Self.files(in: source) {
            let location = "\(source)/\(name)"
            let tooLarge = ArchiveError.tooLarge(limit: limits.maximumBytes)
            guard
                let bytes = try LocalFile.read(
                    location, name: name, limit: limits.maximumBytes, tooLarge: tooLarge)
            else { continue }
            let member = "\(prefix)/\(name)"
            let header =
                TarHeader(path: member, size: bytes.count).block()
                ?? TarHeader(path: name, size: bytes.count).block()
            guard let header else {
                throw .unwritable(path, reason: "the file name '\(name)' is too long for it")
            }
            try output.write(gzip.pack(header))
            try output.write(gzip.pack(bytes))
            let rest = bytes.count % TarHeader.blockSize
            if rest > 0 {
                try output.write(gzip.pack([UInt8](repeating: 0, count: TarHeader.blockSize - rest)))
            }
        }
        try output.write(gzip.pack(Self.end, finishing: true))
        let size = output.size
        return PackedArchive(location: destination, size: size, sha256: try output.finish())
    }

    private static func files(in folder: String) throws(ArchiveError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(folder, reason: error.localizedDescription)
        }
        return names.filter { name in
            !name.hasPrefix(".") && !name.hasSuffix(".part") && !liveFiles.contains(name)
                && LocalFile.isRegular("\(folder)/\(name)")
        }.sorted()
    }
}
