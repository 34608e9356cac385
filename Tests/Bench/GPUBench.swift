import ArgumentParser
import Foundation
import TestSupport
import Trials

/// Measures the built programs against the budgets of the design; what `make bench` runs.
@main
struct GPUBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-bench",
        abstract: "Measure import, start and transfer speed, beside yardsticks of the same run.",
        discussion: "Judges nothing by its exit code: 0 whenever everything could be measured.")

    @Option(help: "The folder with the programs, built for release.")
    var binaries: String

    @Option(help: "A folder for some 400 MB; what is made in it is removed again.")
    var folder: String

    @Option(help: "The archives follow from it.")
    var seed: UInt64 = 1

    @Option(help: "Archives to import.")
    var archives = 1000

    @Option(help: "Size of the file to transfer, MB.")
    var megabytes = 200

    @Option(help: "Live sessions of a server.")
    var sessions = 1000

    @Option(help: "Measure one part alone: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).")
    var only: Part?

    /// What can be measured alone.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case `import`, start, transfer, load
    }

    func run() async throws {
        let home = URL(filePath: FileManager.default.currentDirectoryPath)
        let place = URL(filePath: folder).standardizedFileURL.appending(path: "run-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let programs = Programs(folder: URL(filePath: binaries).standardizedFileURL, home: place)
        // The programs read `.env` and `data` where they are started: there are none here.
        guard FileManager.default.changeCurrentDirectoryPath(place.path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: place.path])
        }
        defer { try? FileManager.default.removeItem(at: place) }
        let processors = ProcessInfo.processInfo.activeProcessorCount
        print("seed \(seed), \(processors) processors; best of several runs each")
        if let load = Self.load, load > 0.5 * Double(processors) {
            print("this computer is busy (load \(Measurement.fixed(load, 1))): on an idle one times are shorter, processor times the same")
        }
        print()
        print(Measurement.header)
        // Starts are measured on what was imported.
        if measures(.import) || measures(.start) {
            try ImportBench(programs: programs, folder: place, archives: archives, seed: seed).run { print($0.line) }
        }
        if measures(.start) { try StartBench(programs: programs, folder: place).run { print($0.line) } }
        guard LoopbackSSHD.isAvailable else {
            return print("SFTP and a server's load were not measured: openssh-server is not installed")
        }
        if measures(.transfer) { try await TransferBench(folder: place, megabytes: megabytes, seed: seed).run { print($0.line) } }
        if measures(.load) {
            try await LoadBench(binaries: Binaries(folder: programs.folder, home: home), sessions: sessions).run { print($0.line) }
        }
    }

    private func measures(_ part: Part) -> Bool { only == nil || only == part }

    /// How many programs wanted a processor during the last minute, on the average.
    private static var load: Double? {
        var averages: [Double] = [0]
        return unsafe getloadavg(&averages, 1) == 1 ? averages[0] : nil
    }
}
