import ArgumentParser
import Console
import Sandbox

/// Prints what a client needs to find the sandbox.
struct Environment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Print shell assignments that point a client at the sandbox.")

    @Option(help: "The sandbox's port.")
    var port = Serve.usualPort

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port is a number from 1 to 65535.") }
    }

    func run() throws {
        StandardStream.occupyClosedOnes()
        do throws(SandboxProblem) {
            try StandardStream.output.say(
                """
                export VASTAI_BASE_URL=http://127.0.0.1:\(port)/vastai
                export VASTAI_API_KEY=sandbox
                export VASTAI_SSH_USER=\(SSHAccount.name())

                """)
        } catch {
            _ = StandardStream.errors.write("error: \(error)\n")
            throw ExitCode(1)
        }
    }
}
