import SSH

/// Changes who may log in to a machine.
enum AuthorizedKeys {
    /// Lets a key in; a line that is there already is not written twice.
    static func adding(_ line: String) -> ShellCommand {
        ShellCommand("sh", "-c", "\(begin); grep -qxF -- \"$1\" \"$keys\" || printf '%s\\n' \"$1\" >> \"$keys\"", "sh", line)
    }

    /// Keeps a key out from now on, whatever stands around it in its line.
    ///
    /// The file changes in one step: nobody is locked out by a half-written one.
    static func removing(_ line: String) -> ShellCommand {
        let blob = line.split(separator: " ").dropFirst().first.map(String.init) ?? line
        let script = """
            \(begin); draft=$(mktemp "$keys.XXXXXX")
            grep -vF -- "$1" "$keys" > "$draft" || [ $? -eq 1 ]
            chmod 600 "$draft"; mv "$draft" "$keys"
            """
        return ShellCommand("sh", "-c", script, "sh", blob)
    }

    private static let begin = "set -e; umask 077; keys=$HOME/.ssh/authorized_keys; mkdir -p \"$HOME/.ssh\"; touch \"$keys\""
}
