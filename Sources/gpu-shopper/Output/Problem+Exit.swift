import ArgumentParser
import Domain

extension Problem {
    /// The exit code, documented in docs/cli.md; sysexits where one fits.
    var exitCode: ExitCode {
        switch code {
        case .invalidInput: ExitCode(64)
        case .notFound: ExitCode(66)
        case .unavailable: ExitCode(69)
        case .internalError: ExitCode(70)
        case .conflict: ExitCode(73)
        case .localStorage: ExitCode(74)
        case .staleInventory, .rateLimited, .timedOut: ExitCode(75)
        case .badResponse: ExitCode(76)
        case .providerRejectedKey, .forbidden: ExitCode(77)
        case .noCredentials: ExitCode(78)
        case .benchmarkFailed, .wrongHardware: ExitCode(1)
        case .noOffer: ExitCode(3)
        case .budget: ExitCode(4)
        case .teardownUnverified: ExitCode(5)
        case .interrupted: ExitCode(130)
        }
    }
}
