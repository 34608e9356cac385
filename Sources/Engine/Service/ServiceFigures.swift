public import Domain
public import Foundation
public import Storage

/// What a deployment's database says of its sessions and dangers at one moment; what is measured from outside.
public struct ServiceFigures: Sendable {
    /// Sessions that are counted together.
    public struct Group: Hashable, Sendable {
        /// Whose machines they use.
        public let provider: ProviderID
        /// How clients see them.
        public let status: SessionStatus

        /// Joins both.
        public init(provider: ProviderID, status: SessionStatus) {
            self.provider = provider
            self.status = status
        }
    }

    /// Unfinished sessions.
    public let sessions: [Group: Int]
    /// What was counted since the database was made.
    public let counters: [ServiceCounter: Int]
    /// Alarms that stand.
    public let alarms: [Alarm.Kind: Int]
    /// What machines cost an hour that should be gone: those alive past their deadline, and those with an alarm about their end.
    public let atRiskPerHour: USD

    /// Reads all of it (database, no network).
    public init(from store: Store, at date: Date) async throws {
        let unfinished = try await store.sessions(unfinishedOnly: true)
        let standing = try await store.alarms()
        let orphans = try await store.orphans().filter { $0.endedAt == nil }
        counters = try await store.counters()
        alarms = standing.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
        sessions = unfinished.reduce(into: [:]) { groups, session in
            groups[Group(provider: session.provider ?? ProviderID(rawValue: "unknown"), status: session.state.status), default: 0] += 1
        }
        let subjects = Set(standing.filter { Self.teardown.contains($0.kind) }.map(\.subject))
        let machines = unfinished.flatMap { session in
            session.attempts.filter { attempt in
                guard let machine = attempt.instance, attempt.closedAt == nil else { return false }
                return date > session.stepDeadline || subjects.contains(machine.description)
            }.map(\.pricePerHour)
        }
        let strays = orphans.filter { subjects.contains($0.instance.description) }.map(\.pricePerHour)
        atRiskPerHour = (machines + strays).reduce(.zero, +)
    }

    /// Alarms about a machine that should be gone.
    private static let teardown: Set<Alarm.Kind> = [.teardownRefused, .teardownLate, .orphan]
}
