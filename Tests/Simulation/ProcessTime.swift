import Domain
import Foundation

/// The clock of a process: it stands still for ever once that is dead.
struct ProcessTime: TimeSource {
    let process: SimulatedProcess

    var now: Date { process.time.now }

    func sleep(for duration: Duration) async throws {
        try await process.seam(max(0.001, duration / .seconds(1)))
    }
}
