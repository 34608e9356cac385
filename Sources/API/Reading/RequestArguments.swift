import Synchronization

/// What a request brought and its route understood, for whoever tells callers of the rest.
final class RequestArguments: Sendable {
    private struct State {
        var parameters: Set<String> = []
        var members: Set<String> = []
        var sentMembers: Set<String> = []
    }

    private let state = Mutex(State())

    /// The route understands these arguments of its query.
    func understand(parameters names: [String]) { state.withLock { $0.parameters.formUnion(names) } }

    /// The body has these members.
    func receive(members names: some Sequence<String>) { state.withLock { $0.sentMembers.formUnion(names) } }

    /// The route looked for that member.
    func understand(member name: String) { _ = state.withLock { $0.members.insert(name) } }

    /// Arguments of a query that the route understands.
    var parameters: Set<String> { state.withLock { $0.parameters } }

    /// Members that it looked for, and those that came and were of no use, in alphabetical order.
    var members: (known: Set<String>, unknown: [String]) {
        state.withLock { ($0.members, $0.sentMembers.subtracting($0.members).sorted()) }
    }
}
