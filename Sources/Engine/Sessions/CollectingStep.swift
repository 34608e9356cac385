import Archives
import Domain
import Foundation
import SSH

/// Pulls what the benchmark left by SFTP: resumed after cuts, sizes and hashes checked.
///
/// A signal does not cut this short; its own deadline does.
struct CollectingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        let session = claim.session
        let paths = RemotePaths(session: session)
        let final = worker.archiveFolder.appendingPathComponent(paths.archiveName)
        // A process that takes the step up after its deadline gets a last chance.
        let end = worker.isLate(session) ? worker.time.now.addingTimeInterval(Self.lastChance) : session.stepDeadline
        do {
            // Under its final name an archive is whole: a process that died after this is continued here.
            if !FileManager.default.fileExists(atPath: final.path) { try await pull(session, paths: paths, to: final, until: end) }
            let bytes = try Self.size(of: final)
            let collected = try await worker.apply(
                .collected, to: claim, detail: "\(bytes) bytes in \(final.path), hashes verified"
            ) { row in
                row.archivePath = final.path
            }
            worker.tell(.collected(bytes: bytes), collected.session)
            return collected
        } catch let problem as Problem {
            // An earlier reason, such as the script's own failure, says more than that nothing could be collected.
            let known = session.currentAttempt?.failure.map { Problem($0.code, "\($0.message); \(problem.message)") }
            return try await worker.failAttempt(claim, known ?? problem, replace: false)
        }
    }

    private func pull(_ session: Session, paths: RemotePaths, to final: URL, until end: Date) async throws {
        let machine = try worker.machine(of: session)
        worker.tell(.collecting(bytes: 0), session)
        let names = try await insisting(session, until: end) {
            try await worker.dialer.connected(to: machine, limit: left(until: end)) { host in
                try await quieten(host, paths: paths)
                return try await host.list(paths.archive).filter { $0.kind == .file && Self.isOfArchive($0.name) }.map(\.name)
            }
        }
        guard !names.isEmpty else { throw Problem(.benchmarkFailed, "the machine holds no files of the benchmark") }
        let part = final.appendingPathExtension("part")
        try makeFolder(part)
        do {
            _ = try await worker.dialer.download(
                names.map { (path: paths.archive + "/" + $0, file: part.appendingPathComponent($0)) }, from: machine,
                attempts: worker.interrupt.signal == nil ? 8 : 3, limit: left(until: end), time: worker.time
            ) { [worker] bytes in worker.tell(.collecting(bytes: bytes), session) }
        } catch let error as SSHError {
            throw Self.problem(error)
        }
        try finish(session, part: part, final: final)
    }

    /// Control files that are meaningless off the machine, and half-written ones, stay behind.
    private static func isOfArchive(_ name: String) -> Bool {
        !["stop", "heartbeat", "lock"].contains(name) && !name.hasPrefix(".") && !name.hasSuffix(".tmp")
    }

    private static func problem(_ error: SSHError) -> Problem {
        if case .localFile = error {
            return Problem(.localStorage, "the archive cannot be kept: \(error.message)", hint: error.hint, cause: error)
        }
        return Problem(.unavailable, "the archive could not be collected: \(error.message)", hint: error.hint, cause: error)
    }

    /// Asks a benchmark that still runs to end, then makes sure that nothing writes any more.
    private func quieten(_ host: any MachineShell, paths: RemotePaths) async throws {
        let quiet = """
            cd "$1" 2>/dev/null || exit 0
            [ -e complete ] || [ -e failed.json ] || : > stop
            p=$(sed -n 's/.*"pid":\\([0-9]*\\).*/\\1/p' status.json 2>/dev/null)
            n=0
            while [ -n "$p" ] && kill -0 "$p" 2>/dev/null; do
                n=$((n + 1))
                [ "$n" -eq 50 ] && kill -TERM "$p" 2>/dev/null
                [ "$n" -ge 80 ] && { kill -KILL "$p" 2>/dev/null; break; }
                sleep 0.2
            done
            exit 0
            """
        _ = try await host.run(ShellCommand("sh", "-c", quiet, "sh", paths.archive), timeout: .seconds(40))
    }

    private func left(until end: Date) -> Duration { .seconds(max(1, end.timeIntervalSince(worker.time.now))) }

    private static let lastChance: TimeInterval = 60

    /// Repeats over connection troubles until patience or the step's time is over, or until nothing can come of it.
    private func insisting<Value: Sendable>(_ session: Session, until end: Date, _ work: () async throws -> Value) async throws -> Value {
        // Somebody who pressed Ctrl-C waits for the machine's end, not for a host that does not answer.
        let usual = min(worker.deadlines.outOfReach.inSeconds, worker.deadlines.collect.inSeconds)
        let patience = worker.interrupt.signal == nil ? usual : min(usual, 20)
        let limit = min(end, worker.time.now.addingTimeInterval(patience))
        while true {
            do { return try await work() } catch let error as SSHError {
                guard !error.isFinal, worker.time.now < limit else {
                    throw Problem(.unavailable, "the archive could not be collected: \(error.message)", hint: error.hint, cause: error)
                }
                // A dead machine may come back with a whole result; it is not paid for the remains of a run that failed.
                if let fate = try await worker.fate(of: session), fate.isAbsent || session.currentAttempt?.failure != nil {
                    throw Problem(.unavailable, "the archive could not be collected: \(fate.words)", cause: error)
                }
                try await worker.time.sleep(for: .seconds(1))
            }
        }
    }

    private func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Problem(
                .localStorage, "the folder \(folder.path) cannot be made", hint: "Check free space and permissions, or set ARCHIVE_DIR.",
                cause: error)
        }
    }

    /// Adds what only we know, then shows the archive under its final name.
    private func finish(_ session: Session, part: URL, final: URL) throws {
        do {
            if let attempt = session.currentAttempt {
                let rental = Rental(
                    provider: attempt.offer.provider.rawValue, location: attempt.offer.location,
                    pricePerHour: attempt.pricePerHour, sessionID: session.id.rawValue,
                    offerID: attempt.offer.id.rawValue, machineID: attempt.offer.machineID)
                try rental.encoded().write(to: part.appendingPathComponent("rental.json"), options: .atomic)
            }
            try FileManager.default.moveItem(at: part, to: final)
        } catch {
            throw Problem(
                .localStorage, "the archive \(final.path) cannot be written",
                hint: "Check free space; what was collected so far is in \(part.path).", cause: error)
        }
    }

    private static func size(of folder: URL) throws -> Int {
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
                .map { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 }.reduce(0, +)
        } catch {
            throw Problem(.localStorage, "the archive \(folder.path) cannot be read", hint: "Check its permissions.", cause: error)
        }
    }
}
