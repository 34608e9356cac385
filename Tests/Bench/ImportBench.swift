import Foundation
import TestSupport

/// `benchmark-loader` over a thousand archives: about a million requests and 300,000 telemetry samples.
struct ImportBench {
    /// What the Go implementation took for the same on a machine of two cores.
    private static let reference = 2.6

    let programs: Programs
    let folder: URL
    let archives: Int
    let seed: UInt64

    func run(_ report: (Measurement) -> Void) throws {
        let raw = folder.appending(path: "archives")
        defer { try? FileManager.default.removeItem(at: raw) }
        let made = try ArchiveGenerator(requests: 1000, samples: 300, seed: seed, decimals: 10).write(archives, into: raw)
        let size = "\(archives) archives, \(Measurement.fixed(Double(made.bytes) / 1e6, 0)) MB"

        // The first reading also brings the files into memory: neither side is measured by the disk.
        let find = [raw.path, "-type", "f", "-exec", "cat", "{}", "+"]
        let cat = try Programs.best(of: 4) { _ in try programs.yardstick("/usr/bin/find", find) }
        let first = try Programs.best(of: 3) { try load(raw, into: "first-\($0)") }
        let again = try Programs.best(of: 3) { try load(raw, into: "first-\($0)") }

        let share = first.wall / .seconds(1) / Self.reference
        let isComparable = archives == 1000
        report(
            Measurement(
                what: "import \(size)", measured: Measurement.seconds(first.wall), yardstick: "2.60 s, the reference",
                ratio: share, budget: "<= 0.33", isMet: isComparable ? share <= 1 / 3 : nil))
        report(
            Measurement(
                what: "  beside reading the files alone", measured: Measurement.seconds(first.wall),
                yardstick: "\(Measurement.seconds(cat.wall)), cat to /dev/null", ratio: first.wall / cat.wall))
        report(
            Measurement(
                what: "  processor time, user and system", measured: Measurement.seconds(first.processor),
                yardstick: "\(Measurement.seconds(cat.processor)), cat to /dev/null", ratio: first.processor / cat.processor))
        report(
            Measurement(
                what: "  the same again: all are present", measured: Measurement.seconds(again.wall),
                yardstick: "\(Measurement.seconds(first.wall)), the first time", ratio: again.wall / first.wall))
    }

    private func load(_ raw: URL, into name: String) throws -> TimedProgram {
        let database = folder.appending(path: "\(name).db")
        return try programs.run(
            "benchmark-loader", ["--db", database.path, "--dir", raw.path, "--provider", "vastai", "--price", "0.31"],
            database: database)
    }
}
