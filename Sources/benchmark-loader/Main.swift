import ArgumentParser
import Console
import Domain
import Engine
import Foundation

/// Parses the arguments, imports, turns whatever goes wrong into a sentence and an exit code.
@main
enum Main {
    static func main() async {
        StandardStream.occupyClosedOnes()
        // A reader that goes away and a file that may not grow must be errors we can handle.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let code = await run()
        guard let lost = LoaderOutput.lostReport else { Foundation.exit(code.rawValue) }
        LoaderOutput.report(lost)
        // Another failure says more than that its report is lost too.
        Foundation.exit(code.isSuccess ? exitCode(lost).rawValue : code.rawValue)
    }

    private static func run() async -> ExitCode {
        do {
            let command = try BenchmarkLoader.parseAsRoot()
            if let loader = command as? BenchmarkLoader {
                try await loader.run()
            } else {
                var other = command
                try other.run()
            }
            return .success
        } catch let problem as Problem {
            LoaderOutput.report(problem)
            return exitCode(problem)
        } catch let code as ExitCode {
            return code
        } catch {
            let code = BenchmarkLoader.exitCode(for: error)
            guard code != .failure else {
                LoaderOutput.report(Problem(.internalError, "the import failed: \(error)", cause: error))
                return ExitCode(70)
            }
            // The parser's own words: help goes to where reports go, complaints to stderr.
            let words = BenchmarkLoader.fullMessage(for: error)
            if !words.isEmpty { LoaderOutput.write(words + "\n", to: code.isSuccess ? .output : .errors) }
            return code
        }
    }

    private static func exitCode(_ problem: Problem) -> ExitCode {
        switch problem.code {
        case .invalidInput: ExitCode(64)
        case .localStorage: ExitCode(74)
        case .unavailable: ExitCode(75)
        default: ExitCode(70)
        }
    }
}
