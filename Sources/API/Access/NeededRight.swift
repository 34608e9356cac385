import Engine
import HTTPTypes

/// What a caller must be allowed for a request; the one place that decides it.
enum NeededRight {
    /// Routes below `/api/v1` that change what belongs to everybody.
    private static let upkeep = ["budgets", "reconcile", "benchmark-schedules"]

    static func of(_ method: HTTPRequest.Method, path: String) -> APIRights {
        // What is read there opens a machine.
        if path.hasPrefix("/api/v1/sessions/"), path.hasSuffix("/key") { return .rent }
        guard method != .get, method != .head else { return .read }
        return upkeep.contains { path == "/api/v1/\($0)" || path.hasPrefix("/api/v1/\($0)/") } ? .admin : .rent
    }

    /// Whether a route answers whoever asks: what watches a server has no token.
    static func isOpen(_ path: String) -> Bool { path == "/health" || path == "/ready" }
}
