import Logging
import NIOCore
import NIOPosix

extension Machine {
    /// Waits until the machine is up and runs the script it was rented with, unless it is stopped or ended before; returns
    /// when the script has ended, which what it left running has not.
    func runStartScript(_ turn: StartScript.Turn, servedAt controlPort: Int) async {
        do {
            while let wait = cloud.rental(id)?.secondsUntilRunning(at: Cloud.now), wait > 0 {
                try await Task.sleep(for: .seconds(wait))
            }
            guard let rental = cloud.rental(id), rental.secondsUntilRunning(at: Cloud.now) != nil, let text = rental.onstart
            else { return }
            try await NIOThreadPool.singleton.runIfActive(eventLoop: group.next()) { [self] in
                try script.run(turn) { try startScript(text, of: rental, controlPort: controlPort) }
            }.get()
            while !script.isOver() { try await Task.sleep(for: .milliseconds(100)) }
        } catch {
            // Being ended meanwhile is nothing to report.
            if !(error is CancellationError) { logger.warning("machine \(id): its start script did not run: \(error)") }
        }
    }

    /// As the first process of a container has it: with what the machine needs to speak for itself, which no login inherits.
    private func startScript(_ text: String, of rental: Rental, controlPort: Int) throws -> ChildProcess {
        try files.make()
        // Before anything runs: whatever it is, it must not find the computer's own.
        try files.writeSwitches(machine: id, controlPort: controlPort)
        try files.write(text, to: files.startScript)
        let own = [
            "HOME": files.home, "TMPDIR": files.temporary, "PATH": files.binaries + ":" + Self.path,
            ProcessTable.marker: files.folder, "CONTAINER_ID": String(id), "CONTAINER_API_KEY": rental.instanceKey.text,
        ]
        let process = try ChildProcess(
            ["/bin/bash", "-c", "cd \"$HOME\" && exec /bin/bash \"$0\"", files.startScript],
            environment: Dictionary(rental.variables, uniquingKeysWith: { $1 }).merging(own) { $1 }, log: files.startLog)
        guardian.watch(process.pid)
        return process
    }
}
