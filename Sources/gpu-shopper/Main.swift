import ArgumentParser
import Domain
import Engine
import Foundation

/// Parses the arguments, runs the command, turns whatever goes wrong into a sentence and an exit code.
@main
enum Main {
    static func main() async {
        // A reader that goes away and a file that may not grow must be errors we can handle: a machine may be running.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try GPUShopper.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let problem as Problem {
            Output.report(problem)
            GPUShopper.exit(withError: problem.exitCode)
        } catch let code as ExitCode {
            GPUShopper.exit(withError: code)
        } catch {
            guard GPUShopper.exitCode(for: error) == .failure else { GPUShopper.exit(withError: error) }
            let problem = Problem(wrapping: error, doing: "the command")
            Output.report(problem)
            GPUShopper.exit(withError: problem.exitCode)
        }
    }
}
