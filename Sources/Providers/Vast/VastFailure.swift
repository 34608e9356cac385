import Domain
import HTTP

/// A call that brought no answer.
struct VastFailure {
    private let operation: VastOperation
    private let error: any Error

    init(_ operation: VastOperation, _ error: any Error) {
        self.operation = operation
        self.error = error
    }

    /// The error in words for a person; `Problem` and cancellation stay what they are.
    var translated: any Error { problem ?? error }

    /// Whether the server may have acted on the call all the same.
    var mayHaveBeenProcessed: Bool {
        switch error {
        case let error as TransportError: error.mayHaveBeenProcessed
        case is CircuitOpen: false
        default: true
        }
    }

    /// The error as a problem, when it is one of the network's.
    var problem: Problem? {
        switch error {
        case let open as CircuitOpen:
            Problem(.unavailable, "Vast.ai was not asked to '\(operation.rawValue)': \(open)", cause: open)
        case let error as TransportError:
            Problem(
                code(of: error), "Vast.ai gave no answer to '\(operation.rawValue)': \(error)",
                hint: hint(for: error), cause: error)
        default:
            nil
        }
    }

    private func code(of error: TransportError) -> Problem.Code {
        switch error.kind {
        case .timedOut: .timedOut
        case .tooLarge: .badResponse
        case .badURL: .invalidInput
        case .cannotStore: .localStorage
        case .clientClosed: .interrupted
        case .couldNotResolve, .couldNotConnect, .tls, .connectionLost, .proxy, .other: .unavailable
        }
    }

    private func hint(for error: TransportError) -> String? {
        switch error.kind {
        case .badURL, .couldNotResolve, .couldNotConnect: "Check the network and VASTAI_BASE_URL"
        case .timedOut, .connectionLost: "Try again in a minute"
        default: nil
        }
    }
}
