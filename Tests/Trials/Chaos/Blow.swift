/// A signal to one of the processes, or to all of them at once.
struct Blow: Sendable, CustomStringConvertible {
    enum Target: Sendable, Equatable, CustomStringConvertible {
        case server
        case bench(Int)
        case everything

        var description: String {
            switch self {
            case .server: "the server"
            case .bench(let number): "bench \(number)"
            case .everything: "every process"
            }
        }
    }

    let moment: Moment
    let target: Target
    /// `kill -9`, else a polite end.
    let isKill: Bool

    var description: String { "\(isKill ? "kill -9" : "SIGTERM") to \(target) \(moment)" }
}
