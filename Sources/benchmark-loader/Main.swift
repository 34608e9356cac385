import ArgumentParser
import Domain
import Engine
import Foundation

/// Parses the arguments, imports, turns whatever goes wrong into a sentence and an exit code.
@main
enum Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            let command = try BenchmarkLoader.parseAsRoot()
            if let loader = command as? BenchmarkLoader {
                try await loader.run()
            } else {
                var other = command
                try other.run()
            }
        } catch let problem as Problem {
            LoaderOutput.report(problem)
            BenchmarkLoader.exit(withError: exitCode(problem))
        } catch let code as ExitCode {
            BenchmarkLoader.exit(withError: code)
        } catch {
            guard BenchmarkLoader.exitCode(for: error) == .failure else {
                BenchmarkLoader.exit(withError: error)
            }
            LoaderOutput.report(Problem(.internalError, "the import failed: \(error)", cause: error))
            BenchmarkLoader.exit(withError: ExitCode(70))
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
