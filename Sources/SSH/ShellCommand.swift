/// One command line for the login shell of a host, safe by construction.
///
/// Words are quoted for POSIX `sh`, so a name from outside can never become syntax; text that is meant to be
/// syntax has to be a literal in the source.
public struct ShellCommand: Hashable, Sendable, CustomStringConvertible {
    /// The line as the host's shell reads it.
    public let line: String

    /// A program and its arguments, each passed on exactly as it is.
    public init(_ program: String, _ arguments: String...) {
        self.init(words: [program] + arguments)
    }

    /// A program and its arguments as one list.
    public init(words: [String]) {
        line = words.map(Self.quoted).joined(separator: " ")
    }

    /// Shell syntax, unquoted; only a literal can be given.
    public init(raw: StaticString) {
        line = "\(raw)"
    }

    private init(line: String) {
        self.line = line
    }

    /// `command` with these variables exported to everything in it, in the order of their names.
    ///
    /// - Throws: ``SSHError/unusableVariable(name:)`` when a name is not a shell identifier.
    public static func environment(
        _ variables: [String: String], _ command: ShellCommand
    ) throws(SSHError) -> ShellCommand {
        var line = ""
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            guard isIdentifier(name) else { throw .unusableVariable(name: name) }
            line += "export \(name)=\(quoted(value)); "
        }
        return ShellCommand(line: line + command.line)
    }

    /// `command` started in `directory`; it does not start when the directory is missing.
    public static func inside(_ directory: String, _ command: ShellCommand) -> ShellCommand {
        ShellCommand(line: "cd -- \(quoted(directory)) && { \(command.line)\n}")
    }

    /// The line.
    public var description: String { line }

    /// `word` so that a POSIX shell reads it back as one word with these exact characters.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy(isPlainByte)
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private static func isPlainByte(_ byte: UInt8) -> Bool {
        // No "=": a first word with one would be read as an assignment.
        isWordByte(byte) || "-./:,+@".utf8.contains(byte)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy(isWordByte)
    }
}
