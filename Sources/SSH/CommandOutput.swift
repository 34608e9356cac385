public import Foundation

/// What a finished command left behind.
public struct CommandOutput: Hashable, Sendable {
    /// The exit status; 0 when ``signal`` is set, which is then the verdict.
    public let status: Int32
    /// The signal that ended the command, without `SIG` (`KILL`, `TERM`), when one did.
    public let signal: String?
    /// The start of its standard output, up to the caller's bound.
    public let stdout: Data
    /// The start of its standard error, up to the caller's bound.
    public let stderr: Data
    /// Whether either stream went past the bound; what came after was read and dropped.
    public let truncated: Bool

    /// A record of one run.
    public init(status: Int32, signal: String? = nil, stdout: Data, stderr: Data = Data(), truncated: Bool = false) {
        self.status = status
        self.signal = signal
        self.stdout = stdout
        self.stderr = stderr
        self.truncated = truncated
    }

    /// Whether the command ended by itself with status 0.
    public var succeeded: Bool { status == 0 && signal == nil }

    /// ``stdout`` as text, bytes that are not UTF-8 replaced.
    public var text: String { String(decoding: stdout, as: UTF8.self) }

    /// ``stderr`` as text, bytes that are not UTF-8 replaced.
    public var errorText: String { String(decoding: stderr, as: UTF8.self) }
}
