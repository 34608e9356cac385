public import Domain
import Foundation
public import Storage

/// Removes raw archives whose result is in the database; what is not read yet is never touched.
public struct ArchivePruning: Sendable {
    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    /// What can go: read, over for longer than `age`, and not among the `newest`.
    public func plan(olderThan age: Duration, keeping newest: Int) async throws -> PruningPlan {
        let all = try await store.keptArchives()
        let read = all.filter { $0.benchmarkID != nil && $0.finishedAt != nil }
        let limit = time.now.addingTimeInterval(-age.inSeconds)
        let old = read.dropFirst(newest).filter { ($0.finishedAt ?? .distantFuture) < limit }
        let items = try await Self.measured(Array(old))
        return PruningPlan(
            items: items, unread: all.count - read.count, recent: read.count - old.count, missing: old.count - items.count)
    }

    /// Removes one.
    ///
    /// It is out of sight before its row forgets it and its files go, so that whatever cuts this off leaves nothing half there:
    /// the next time goes on.
    @concurrent
    public func remove(_ item: PruningPlan.Item) async throws {
        let hidden = Self.hidden(item.archive.path)
        do {
            if item.place != hidden { try FileManager.default.moveItem(at: item.place, to: hidden) }
            guard try await store.forget(item.archive, at: time.now) else {
                try FileManager.default.moveItem(at: hidden, to: URL(filePath: item.archive.path))
                return
            }
            try FileManager.default.removeItem(at: hidden)
        } catch let error as CocoaError {
            throw Problem(
                .localStorage, "the archive \(item.archive.path) cannot be removed", hint: "Check the permissions of its folder.",
                cause: error)
        }
    }

    /// Only what we named and made is ever removed: a link, or a folder of another name, counts as missing.
    @concurrent
    private static func measured(_ archives: [KeptArchive]) async throws -> [PruningPlan.Item] {
        archives.compactMap { archive in
            guard (archive.path as NSString).lastPathComponent.contains(archive.session.rawValue) else { return nil }
            let place = [URL(filePath: archive.path), hidden(archive.path)].first { url in
                (try? url.resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey]))
                    .map { $0.isDirectory == true && $0.isSymbolicLink != true } ?? false
            }
            return place.map { PruningPlan.Item(archive: archive, bytes: bytes(in: $0), place: $0) }
        }
    }

    private static func hidden(_ path: String) -> URL {
        let own = URL(filePath: path)
        return own.deletingLastPathComponent().appending(path: ".removed-" + own.lastPathComponent, directoryHint: .isDirectory)
    }

    private static func bytes(in folder: URL) -> Int64 {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
        return (files?.allObjects ?? []).reduce(0) { sum, file in
            sum + Int64((try? (file as? URL)?.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0)
        }
    }
}
