import Testing

/// A step of `bench run` in which a test can hold it for as long as it likes.
enum HeldStep: String, CaseIterable, CustomTestStringConvertible {
    case choosing, launching, booting, checking, pulling, measuring, collecting, terminating

    /// How long to measure: where that is what holds the run, longer than any test takes.
    private var duration: String {
        switch self {
        case .measuring, .collecting: Shopper.endless
        default: "1s"
        }
    }

    /// What holds the run from its start.
    private var fault: String? {
        switch self {
        case .choosing: #"{"kind":"rate_limit","operation":"account","retry_after":45,"times":1}"#
        case .booting: #"{"kind":"never_boots","times":1}"#
        case .checking: #"{"kind":"no_gpu","times":1}"#
        case .pulling: #"{"kind":"pull_slow","factor":1000,"times":1}"#
        case .launching, .measuring, .collecting: nil
        case .terminating: #"{"kind":"destroy_error","status":500}"#
        }
    }

    /// Whether the bed has to hold back the answers to launches.
    var holdsLaunches: Bool { self == .launching }

    /// Starts a benchmark and returns when it is in this step.
    func start(_ bed: BenchBed) async throws -> RunningProgram {
        if let fault { try await bed.sandbox.fault(fault) }
        let run = try bed.shopper.startBench(duration: duration)
        switch self {
        case .choosing:
            try await bed.sandbox.reaches("the question for the balance") { $0.count("account") > 0 }
        case .launching:
            try await bed.sandbox.reaches("a machine") { !$0.instances.isEmpty }
            #expect(!run.saidErrors.contains("rented"), "too late to be launching")
        case .booting:
            try await run.says("  rented")
        case .checking:
            try await run.says("  booted")
        case .pulling:
            _ = try await pull(of: run, on: bed)
            try await eventually("the start of the benchmark") {
                try await Ledger(bed.shopper).first("SELECT step FROM sessions") == "benchmarking"
            }
        case .measuring:
            try await run.says("  pulled")
            _ = try await bed.measuring(run)
        case .collecting:
            let benchmark = try await bed.measuring(run)
            // The connection that follows the benchmark lives on; the one that collects is turned away.
            try await bed.sandbox.fault(#"{"kind":"ssh_refused","times":1000}"#)
            try benchmark.stop()
            try await bed.sandbox.strikes(1)
        case .terminating:
            try await bed.sandbox.reaches("a call that ends the machine") { $0.count("destroy") > 0 }
        }
        return run
    }

    /// Lets what was held in this step go on.
    func release(_ bed: BenchBed) async throws {
        try await bed.letGo()
        guard self == .pulling, let machine = try await bed.sandbox.state().instances.first?.id else { return }
        try await RemoteBenchmark(on: machine, of: bed)?.breakPull()
    }

    private func pull(of run: RunningProgram, on bed: BenchBed) async throws -> RemoteBenchmark {
        try await bed.benchmark(of: run, "a pull") { $0.stage == "pull" && $0.pullTotal > 0 }
    }

    var testDescription: String { rawValue }
}
