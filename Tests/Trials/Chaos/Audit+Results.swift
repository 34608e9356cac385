import Archives
import Domain
import Foundation

extension Audit {
    /// Measurements that were made and are not in the database; one finding for each session.
    func lostResults() throws -> [Finding] {
        let archives = try archives()
        return sessions.filter { $0.plan.rental == nil }.compactMap { session in
            lost(session, archives: archives[session.id, default: []]).map {
                Finding(kind: .resultLost, detail: "session \(session.id) \($0)")
            }
        }
    }

    private func lost(_ session: Session, archives: [URL]) -> String? {
        let stored = results.filter { $0.sessionID == session.id.rawValue }
        if session.state.outcome == .succeeded, !stored.contains(where: { $0.id == session.benchmarkID }) {
            return "succeeded without a result"
        }
        guard stored.isEmpty else { return nil }
        let isComplete = ledgers[session.id, default: []].contains { $0.event == "benchmark_ended" }
        let isStruck = session.attempts.contains { $0.instance.map { crew.struck.contains($0.local) } ?? false }
        if isComplete, !isStruck { return "completed its benchmark and has no result" }
        return archives.contains(where: hasAnswers) ? "collected an archive that is not stored" : nil
    }

    /// Measurements that are in the database more than once.
    func doubledResults() -> [Finding] {
        Dictionary(grouping: results, by: { $0.sessionID ?? $0.id }).filter { $1.count > 1 }.map { session, twins in
            Finding(kind: .resultTwice, detail: "\(session) has \(twins.map(\.id).joined(separator: " and "))")
        }
    }

    /// Whole archives by the session that their names tell.
    private func archives() throws -> [SessionID: [URL]] {
        let place = shop.folder.appending(path: "archives")
        guard FileManager.default.fileExists(atPath: place.path) else { return [:] }
        let whole = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil).filter {
            $0.pathExtension != "part"
        }
        return sessions.reduce(into: [:]) { found, session in
            found[session.id] = whole.filter { $0.lastPathComponent.contains(session.id.rawValue) }
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
