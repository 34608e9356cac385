import ArgumentParser
import Console
import Domain
import Engine
import Foundation

/// Parses the arguments, runs the command, turns whatever goes wrong into a sentence and an exit code.
@main
enum Main {
    static func main() async {
        StandardStream.occupyClosedOnes()
        // A reader that goes away and a file that may not grow must be errors we can handle: a machine may be running.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let code = await run()
        guard let lost = Output.lostResult else { Foundation.exit(code.rawValue) }
        Output.report(lost)
        // Another failure says more than that its report is lost too.
        Foundation.exit(code.isSuccess ? lost.exitCode.rawValue : code.rawValue)
    }

    private static func run() async -> ExitCode {
        do {
            var command = try GPUShopper.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .success
        } catch let problem as Problem {
            Output.report(problem)
            return problem.exitCode
        } catch let code as ExitCode {
            return code
        } catch {
            let code = GPUShopper.exitCode(for: error)
            guard code != .failure else {
                let problem = Problem(wrapping: error, doing: "the command")
                Output.report(problem)
                return problem.exitCode
            }
            if let mistyped = MistypedCommand(Array(CommandLine.arguments.dropFirst()), below: GPUShopper.self) {
                Output.report(mistyped.problem)
                return mistyped.problem.exitCode
            }
            // The parser's own words: help goes to where results go, complaints to stderr.
            let words = UsageLine(GPUShopper.fullMessage(for: error)).text
            if !words.isEmpty { Output.write(words + "\n", to: code.isSuccess ? .output : .errors) }
            return code
        }
    }
}
