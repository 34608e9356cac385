import Trials

/// A server with a thousand live sessions: processor time of a comparison with the account, and memory.
struct LoadBench {
    let binaries: Binaries
    let sessions: Int

    func run(_ report: (Measurement) -> Void) async throws {
        let figures = try await LoadTrial(binaries, sessions: sessions).run(passes: 4, idle: 30, disturbing: 10)
        let isComparable = sessions == 1000
        let quiet = figures.passes.dropLast()
        let dearest = quiet.map(\.processor).max() ?? 0
        report(
            Measurement(
                what: "serve: one reconciliation of \(sessions) live sessions", measured: "\(Measurement.fixed(dearest, 2)) s CPU",
                yardstick: "\(Measurement.fixed(quiet.map(\.wall).max() ?? 0, 2)) s for who asks", budget: "< 2 s CPU",
                isMet: isComparable ? dearest < 2 : nil))
        report(
            Measurement(
                what: "  resident memory with them", measured: "\(Measurement.fixed(figures.memory.now, 0)) MB",
                yardstick: "\(Measurement.fixed(figures.memory.peak, 0)) MB at most", budget: "< 80 MB",
                isMet: isComparable ? figures.memory.now < 80 : nil))
        report(
            Measurement(
                what: "  taking them up after a restart", measured: "\(Measurement.fixed(figures.takingUp.processor, 2)) s CPU",
                yardstick: "\(Measurement.fixed(figures.takingUp.wall, 1)) s until all are at rest"))
        report(
            Measurement(
                what: "  watching over them for a minute", measured: "\(Measurement.fixed(figures.idlePerMinute, 2)) s CPU"))
        report(
            Measurement(
                what: "  one reading of the metrics", measured: "\(Measurement.fixed(figures.perScrape * 1000, 1)) ms CPU"))
        if let last = figures.passes.last {
            report(
                Measurement(
                    what: "  with 10 machines gone and 10 unknown ones", measured: "\(Measurement.fixed(last.processor, 2)) s CPU",
                    yardstick: "\(last.report.ghostsFixed) closed, \(last.report.orphansDestroyed) ended"))
        }
    }
}
