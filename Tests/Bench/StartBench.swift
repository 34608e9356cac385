import Foundation

/// How long `gpu-shopper` takes to be of use.
struct StartBench {
    let programs: Programs
    let folder: URL

    func run(_ report: (Measurement) -> Void) throws {
        let database = folder.appending(path: "first-0.db")
        // The first start imports the shipped results.
        _ = try programs.run("gpu-shopper", ["benchmarks", "list"], database: database)
        let nothing = try Programs.best(of: 20) { _ in try programs.yardstick("/bin/true") }
        let yardstick = "\(Measurement.seconds(nothing.wall)), /bin/true"
        let help = try Programs.best(of: 20) { _ in try programs.run("gpu-shopper", ["--help"], database: database) }
        report(
            Measurement(
                what: "gpu-shopper --help", measured: Measurement.seconds(help.wall), yardstick: yardstick,
                ratio: help.wall / nothing.wall, budget: "<= 25 ms", isMet: help.wall <= .milliseconds(25)))
        let list = try Programs.best(of: 20) { _ in
            try programs.run("gpu-shopper", ["benchmarks", "list"], database: database)
        }
        report(
            Measurement(
                what: "gpu-shopper benchmarks list, 1,000 results", measured: Measurement.seconds(list.wall),
                yardstick: yardstick, ratio: list.wall / nothing.wall))
    }
}
