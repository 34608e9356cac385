import Domain
import Foundation
import Synchronization

/// A server's process: it comes to every seam on its way, and may die at any of them.
final class SimulatedProcess: Sendable {
    /// Thrown at the seam at which the process dies, and at all it comes to afterwards: nothing that it does counts any more.
    struct Crash: Error {}

    let world: World
    let owner: SessionOwner
    let time: SteadyTime
    private let probability: Double
    private let isDead = Mutex(false)
    private let died: @Sendable (SimulatedProcess) -> Void

    /// - Parameters:
    ///   - clock: what the host's clock shows more than it should, in seconds.
    ///   - died: is told once.
    init(
        world: World, owner: SessionOwner, crash probability: Double, clock: @escaping @Sendable () -> Double,
        died: @escaping @Sendable (SimulatedProcess) -> Void
    ) {
        self.world = world
        self.owner = owner
        self.probability = probability
        self.died = died
        time = SteadyTime(
            wall: { World.start.addingTimeInterval(world.now + clock()) }, elapsed: { .seconds(world.now) },
            rest: { try await world.pause($0 / .seconds(1)) })
    }

    /// Whether it still works.
    var isAlive: Bool { !isDead.withLock { $0 } }

    /// Comes to a seam: time passes, others act, and it may be the last thing the process does.
    func seam(_ seconds: Double) async throws {
        guard isAlive else { throw Crash() }
        try await world.pause(seconds)
        guard isAlive else { throw Crash() }
        if world.chance(probability) { try crash() }
    }

    /// Dies.
    func crash() throws {
        kill()
        throw Crash()
    }

    /// Dies without a word.
    func kill() {
        let isNew = isDead.withLock { isDead in
            defer { isDead = true }
            return !isDead
        }
        if isNew { died(self) }
    }
}

extension World {
    /// When every simulation begins.
    static let start = Date(timeIntervalSince1970: 1_795_410_000)

    /// A moment of the world as a date.
    static func date(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

    /// A date as a moment of the world.
    static func moment(_ date: Date) -> Double { date.timeIntervalSince(start) }
}
