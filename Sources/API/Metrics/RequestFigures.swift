import Engine
import Hummingbird
import Synchronization

/// How requests were answered by this process, by route.
final class RequestFigures: Sendable {
    struct Key: Hashable {
        let method: String
        let path: String
        let status: Int
    }

    /// Seconds.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Methods that anybody may send are not all worth a series.
    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    private let answers = Mutex<[Key: Histogram]>([:])

    func note(method: String, path: String?, status: Int, seconds: Double) {
        let key = Key(method: Self.methods.contains(method) ? method : "other", path: path ?? "unmatched", status: status)
        answers.withLock { $0[key, default: Histogram(bounds: Self.bounds)].observe(seconds) }
    }

    var all: [Key: Histogram] { answers.withLock { $0 } }
}
