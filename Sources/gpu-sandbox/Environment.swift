import ArgumentParser
import Foundation

/// Prints what a client needs to find the sandbox.
struct Environment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Print shell assignments that point a client at the sandbox.")

    @Option(help: "The sandbox's port.")
    var port = Serve.usualPort

    func run() {
        print("export VASTAI_BASE_URL=http://127.0.0.1:\(port)/vastai")
        print("export VASTAI_API_KEY=sandbox")
        print("export VASTAI_SSH_USER=\(NSUserName())")
    }
}
