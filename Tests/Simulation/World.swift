import Foundation
import Synchronization
import TestSupport

/// Virtual time, and whose turn it is.
///
/// Exactly one actor runs at any moment. It runs until it comes to a seam (a clock, a provider, a store, a machine), where
/// it puts its next step into the queue and passes the turn to the earliest one there. So the seed alone decides what
/// happens, and a seed that fails fails again.
final class World: Sendable {
    /// Thrown at every seam once the simulation has ended.
    struct Over: Error {}

    private struct State {
        var now = 0.0
        var steps = 0
        var queue = EventQueue()
        var random: SeededGenerator
        var isOver = false
    }

    private typealias Job = @Sendable () async -> Void

    private let state: Mutex<State>
    private let jobs: AsyncStream<Job>
    private let jobSource: AsyncStream<Job>.Continuation
    private let end = Gate()
    private let horizon: Double
    private let check = Mutex<(@Sendable (Double) -> Bool)?>(nil)

    /// - Parameter horizon: seconds after which the simulation ends.
    init(seed: UInt64, horizon: Double) {
        self.horizon = horizon
        state = Mutex(State(random: SeededGenerator(seed: seed)))
        (jobs, jobSource) = AsyncStream.makeStream()
    }

    /// Seconds since the beginning.
    var now: Double { state.withLock { $0.now } }

    /// How often the turn was passed.
    var steps: Int { state.withLock { $0.steps } }

    /// Whether every actor is being sent home.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Ends the simulation.
    func stop() { state.withLock { $0.isOver = true } }

    /// Runs the actors that `begin` starts, and those they start, until none is left; `check` sees every step and says
    /// whether to go on.
    func run(_ begin: @Sendable () -> Void, check: @escaping @Sendable (Double) -> Bool) async {
        self.check.withLock { $0 = check }
        await withDiscardingTaskGroup { group in
            begin()
            passTurn()
            group.addTask {
                await self.end.wait()
                self.jobSource.finish()
            }
            for await job in jobs { group.addTask { await job() } }
        }
        self.check.withLock { $0 = nil }
    }

    /// Starts an actor after a while.
    func start(after seconds: Double = 0, _ work: @escaping @Sendable () async -> Void) {
        let gate = Gate()
        state.withLock { $0.queue.insert(gate, at: $0.now + seconds) }
        jobSource.yield {
            await gate.wait()
            if !self.isOver { await work() }
            self.passTurn()
        }
    }

    /// Lets time pass, and others act.
    func pause(_ seconds: Double) async throws {
        let gate = Gate()
        state.withLock { $0.queue.insert(gate, at: $0.isOver ? $0.now : $0.now + max(0, seconds)) }
        passTurn()
        await gate.wait()
        guard !isOver else { throw Over() }
        try Task.checkCancellation()
    }

    /// A number from 0 up to, not including, 1.
    func unit() -> Double { state.withLock { $0.random.unit() } }

    /// Whether something of this probability happens.
    func chance(_ probability: Double) -> Bool { probability > 0 && unit() < probability }

    /// A number of the range.
    func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// One of several.
    func pick<Element>(_ elements: [Element]) -> Element { elements[min(elements.count - 1, Int(unit() * Double(elements.count)))] }

    /// Sixty-four random bits.
    func bits() -> UInt64 { state.withLock { $0.random.next() } }

    private func passTurn() {
        let event = state.withLock { state -> EventQueue.Event? in
            guard let event = state.queue.popFirst() else { return nil }
            state.now = max(state.now, event.at)
            state.steps += 1
            if state.now > horizon { state.isOver = true }
            return event
        }
        guard let event else { return end.open() }
        if !isOver, let check = check.withLock({ $0 }), !check(now) { stop() }
        event.gate.open()
    }
}
