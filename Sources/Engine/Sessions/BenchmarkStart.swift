import Domain
import Foundation
import Providers
import SSH

/// Uploads the script and starts it detached; a benchmark that already runs in its folder is left alone.
struct BenchmarkStart: Sendable {
    let session: Session
    let paths: RemotePaths
    let script: URL
    /// Seconds for pulling the model, and for everything: after them the worker waits no longer, and neither must the script.
    let pullSeconds: Int
    let wholeSeconds: Int
    /// Seconds until the machine must be gone.
    let grantedSeconds: Int

    init(session: Session, paths: RemotePaths, script: URL, deadlines: Deadlines) {
        self.session = session
        self.paths = paths
        self.script = script
        let bytes = ModelSize.bytes(of: session.plan.model)
        let offer = session.currentAttempt?.offer
        pullSeconds = Int(saturating: deadlines.pull(bytes: bytes, mbps: offer?.downloadMbps).inSeconds)
        wholeSeconds = Int(
            saturating: offer.map { WorstCase.benchmark(offer: $0, plan: session.plan, modelBytes: bytes, deadlines: deadlines).inSeconds }
                ?? 7200)
        let after = deadlines.collect + deadlines.ingest + deadlines.teardown
        grantedSeconds = wholeSeconds + Int(saturating: after.inSeconds)
    }

    func run(on host: any MachineShell) async throws {
        let probe = try await host.run(
            ShellCommand("test", "-e", paths.archive + "/status.json"), timeout: .seconds(20))
        if probe.succeeded { return }
        // The machine ends itself when nobody says that it is in use; one that cannot write its deadline down will not run a
        // benchmark either.
        let granted = try await host.run(
            ShellCommand("sh", "-c", WatchdogScript.grantCommand(seconds: grantedSeconds)), timeout: .seconds(20))
        guard granted.succeeded else {
            throw Problem(.benchmarkFailed, "the machine's own deadline could not be moved: \(granted.errorText.prefix(200))")
        }
        try await host.makeDirectory(paths.folder, permissions: 0o700)
        try await host.upload(file: script, to: paths.script, permissions: 0o755)
        let plan = session.plan
        let settings = [
            "MODEL": plan.model,
            "DURATION": String(plan.durationSeconds),
            "NUM_CTX": String(plan.contextTokens),
            "PULL_TIMEOUT": String(pullSeconds),
            "MAX_SECONDS": String(wholeSeconds),
            "EXPECT_GPU": session.currentAttempt?.offer.gpuName ?? "",
        ]
        // No channel is held open for the run: the script gets a session of its own and plain files.
        let detached = ShellCommand(
            "sh", "-c", "OUT=\"$PWD/$1\" setsid nohup bash \"$2\" >\"$3\" 2>&1 </dev/null & echo started",
            "sh", paths.archive, paths.script, paths.folder + "/start.log")
        let output = try await host.run(ShellCommand.environment(settings, detached), timeout: .seconds(20))
        guard output.succeeded, output.text.contains("started") else {
            throw Problem(.benchmarkFailed, "the benchmark script could not be started: \(output.errorText.prefix(200))")
        }
    }
}
