import Archives
import Domain
import Foundation

extension Audit {
    /// Measurements that were made and are not in the database.
    func lostResults() throws -> [Finding] {
        let stored = Set(results.compactMap(\.sessionID))
        let named = Set(results.map(\.id))
        var lost: [Finding] = []
        for session in sessions where session.plan.rental == nil {
            if session.state.outcome == .succeeded, session.benchmarkID.map({ !named.contains($0) }) ?? true {
                lost.append(Finding(kind: .resultLost, detail: "\(session.id) succeeded without a result"))
            }
            guard !stored.contains(session.id.rawValue) else { continue }
            let isComplete = ledgers[session.id, default: []].contains { $0.event == "benchmarkEnded" }
            let isStruck = session.attempts.contains { $0.instance.map { crew.struck.contains($0.local) } ?? false }
            if isComplete, !isStruck {
                lost.append(Finding(kind: .resultLost, detail: "\(session.id) completed its benchmark and has no result"))
            }
        }
        for (folder, session) in try archives() where !stored.contains(session) {
            guard hasAnswers(folder) else { continue }
            lost.append(Finding(kind: .resultLost, detail: "\(folder.lastPathComponent) was collected and is not stored"))
        }
        return lost
    }

    /// Measurements that are in the database more than once.
    func doubledResults() -> [Finding] {
        Dictionary(grouping: results, by: { $0.sessionID ?? $0.id }).filter { $1.count > 1 }.map { session, twins in
            Finding(kind: .resultTwice, detail: "\(session) has \(twins.map(\.id).joined(separator: " and "))")
        }
    }

    /// Whole archives and the sessions that their names tell.
    private func archives() throws -> [(folder: URL, session: String)] {
        let place = shop.folder.appending(path: "archives")
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension != "part" }
            .compactMap { folder in
                let session = sessions.first { folder.lastPathComponent.contains($0.id.rawValue) }
                return session.map { (folder, $0.id.rawValue) }
            }
    }

    /// Whether an archive holds an answer that counts.
    private func hasAnswers(_ folder: URL) -> Bool {
        do {
            let contents = try ArchiveReader().read(folder)
            let figures = try ResultBuilder(origin: ResultOrigin(source: .measured)).build(from: contents).result.results
            return figures.totalRequests > figures.totalErrors
        } catch {
            // An archive that cannot be read holds nothing that could be lost; the session says so.
            return false
        }
    }
}
