import Glibc

/// A port of 127.0.0.1 at which nobody listens and which nobody else is given for as long as this lives.
///
/// A port that was merely found free is anybody's a moment later. Here a socket holds it without listening: whoever
/// connects is refused. A server that is told to use this very port can take it all the same, since servers allow
/// that (`SO_REUSEADDR`); once it ends, connections are refused again.
public final class ReservedPort: Sendable {
    /// The port.
    public let number: Int
    private let descriptor: Int32

    /// Takes a free port.
    public init() throws {
        (descriptor, number) = try LoopbackSocket.bound()
    }

    deinit {
        close(descriptor)
    }

    private static let shared = Result { try ReservedPort() }

    /// A port that refuses every connection until the tests are over; all who ask share it.
    public static func refusing() throws -> Int {
        try shared.get().number
    }
}
