import Foundation

extension Session {
    /// Runs one command to its end, feeding and draining its three streams side by side.
    func run(
        _ command: ShellCommand, input: Data, until deadline: Deadline, outputLimit: Int
    ) throws(SSHError) -> CommandOutput {
        guard !command.line.utf8.contains(0) else {
            throw .commandNotStarted(endpoint, reason: "its text has a NUL character")
        }
        let channel = try Channel(self, starting: command.line, until: deadline)
        var output = BoundedData(limit: outputLimit)
        var errors = BoundedData(limit: outputLimit)
        var pending = input[...]
        var isInputOpen = true
        while true {
            var hasMoved = false
            if !pending.isEmpty {
                let count = try channel.write(Data(pending.prefix(32 << 10)))
                pending = pending.dropFirst(count)
                hasMoved = count > 0
            }
            if pending.isEmpty, isInputOpen {
                try channel.endInput()
                isInputOpen = false
            }
            if try channel.readOutput(into: &output) { hasMoved = true }
            if try channel.readErrors(into: &errors) { hasMoved = true }
            if channel.isAtEnd { break }
            // A chatty command that never ends must meet its deadline too: there is always something to read from it.
            guard !deadline.hasPassed else { throw overdue(.command) }
            if !hasMoved { try wait(until: deadline, during: .command) }
        }
        try channel.awaitClose()
        return CommandOutput(
            status: channel.exitStatus, signal: channel.exitSignal, stdout: output.data, stderr: errors.data,
            truncated: output.isTruncated || errors.isTruncated)
    }
}
