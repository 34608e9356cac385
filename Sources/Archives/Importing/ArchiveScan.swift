public import Foundation

/// Finds what can be imported in the folders and files a person names.
///
/// A folder that holds the results or the metadata of a benchmark is one archive; otherwise its packed files, its
/// published summaries and, three levels deep, its sub-folders are looked at. A folder in which nothing is found that
/// way, but another member of an archive or the usual name, is an archive that broke early, to be named as such.
/// Order: as named, then by path. Nothing is found twice.
public struct ArchiveScan: Sendable {
    /// What was found.
    public struct Item: Hashable, Sendable {
        /// How it must be read.
        public enum Kind: Hashable, Sendable {
            /// One benchmark.
            case archive
            /// A file of published summaries.
            case published
        }

        /// Where it lies.
        public let location: URL
        /// How it must be read.
        public let kind: Kind
    }

    /// What can be imported, in a stable order.
    public private(set) var items: [Item] = []
    /// Named folders and files that hold nothing of the kind.
    public private(set) var skipped: [ArchiveImport.Skipped] = []

    private static let depth = 3
    private var seen: Set<String> = []

    /// Looks through all of `roots`.
    ///
    /// Blocking file access, no file is read but the beginning of `.json`
    /// files.
    public init(_ roots: [URL]) {
        for root in roots {
            let path = Self.trimmed(root.path(percentEncoded: false))
            guard let kind = LocalFile.kind(path) else {
                skip(path, .notFound(path))
                continue
            }
            switch kind {
            case .other: skip(path, .notAFile(path))
            case .file:
                if Self.isPacked(path) {
                    add(path, .archive)
                } else if !addPublished(path) {
                    skip(path, .nothingToImport)
                }
            case .folder:
                if walk(path, depth: Self.depth) == 0 { skip(path, .nothingToImport) }
            }
        }
    }

    /// How many items are in a folder, those seen before included.
    private mutating func walk(_ folder: String, depth: Int) -> Int {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
                .sorted()
        } catch {
            skip(folder, .unreadable(folder, reason: error.localizedDescription))
            return 1
        }
        let members = Self.members(folder, names)
        if members.contains(.results) || members.contains(.metadata) {
            add(folder, .archive)
            return 1
        }
        var found = 0
        for name in names {
            let path = "\(folder)/\(name)"
            if Self.isPacked(name), LocalFile.kind(path) != .folder {
                add(path, .archive)
                found += 1
            } else if name.hasSuffix(".json") {
                found += addPublished(path) ? 1 : 0
            } else if depth > 0, LocalFile.kind(path) == .folder {
                found += walk(path, depth: depth - 1)
            }
        }
        if found == 0, !members.isEmpty || Self.hasUsualName(folder) {
            add(folder, .archive)
            found = 1
        }
        return found
    }

    /// Whether a file is one of published summaries or, since it cannot be read, named as skipped.
    private mutating func addPublished(_ path: String) -> Bool {
        do throws(ArchiveError) {
            guard try PublishedReader.recognises(path) else { return false }
            add(path, .published)
        } catch {
            skip(path, error)
        }
        return true
    }

    private mutating func add(_ path: String, _ kind: Item.Kind) {
        let location = URL(filePath: path)
        guard seen.insert(location.resolvingSymlinksInPath().path(percentEncoded: false)).inserted else {
            return
        }
        items.append(Item(location: location, kind: kind))
    }

    private mutating func skip(_ path: String, _ reason: ArchiveError) {
        skipped.append(ArchiveImport.Skipped(archive: path, error: reason))
    }

    /// The members that lie in a folder as files; a rental says nothing of a benchmark.
    private static func members(_ folder: String, _ names: [String]) -> Set<ArchiveMember> {
        var members: Set<ArchiveMember> = []
        for name in names {
            guard let member = ArchiveMember.named(name)?.member, member != .rental else { continue }
            if LocalFile.kind("\(folder)/\(name)") == .file { members.insert(member) }
        }
        return members
    }

    private static func hasUsualName(_ folder: String) -> Bool {
        folder.split(separator: "/").last?.hasPrefix("benchmark_") ?? false
    }

    private static func isPacked(_ name: String) -> Bool {
        [".tar.gz", ".tgz", ".tar"].contains { name.hasSuffix($0) }
    }

    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
