import Foundation
import TestSupport
import Testing

struct LoaderRefusalTests {
    @Test func `an empty folder name is refused, not taken for this folder`() async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: desk.work)
            for flag in ["-dir", "--dir"] {
                let said = try await desk.load("--db", "x.db", flag, "")
                #expect(said.status == 64 && said.errors.contains("--dir is empty"), said.all)
            }
            #expect(try await desk.load("--db", "x.db", "--dir", "", "benchmark_00000").status == 64)
            #expect(!FileManager.default.fileExists(atPath: desk.work.appending(path: "x.db").path))
        }
    }

    @Test(arguments: ["0x10", "1e-9", "1e3", "nan", "inf", "0.0000001", "", " 1", "1,5", "$1"])
    func `a price that is no decimal number or would count as free is refused`(price: String) async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: desk.work)
            let said = try await desk.load("--db", "x.db", "--dir", ".", "--price", price)
            #expect(said.status == 64 && said.errors.contains("--price must be dollars per hour"), said.all)
        }
    }

    @Test(arguments: ["0", "0.44", ".5", "16", "0.000001"])
    func `a price in decimals is taken`(price: String) async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: desk.work)
            #expect(try await desk.load("--db", "x.db", "--dir", ".", "--price", price, "--dry-run").status == 0)
        }
    }

    @Test func `a dry run leaves an empty file empty`() async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(2, into: desk.work)
            try Data().write(to: desk.work.appending(path: "x.db"))
            let said = try await desk.load("--db", "x.db", "--dir", ".", "--dry-run", "-o", "json")
            #expect(said.status == 0, said.all)
            #expect(try said.json()["imported"].number == 2)
            #expect(try Data(contentsOf: desk.work.appending(path: "x.db")).isEmpty)
            let names = try FileManager.default.contentsOfDirectory(atPath: desk.work.path)
            #expect(names.filter { $0.hasPrefix("x.db") } == ["x.db"])
        }
    }

    @Test(arguments: ["", "-o json", "--dry-run", "--help"])
    func `a report that cannot be written is said and exits with 74`(flags: String) async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(1, into: desk.work)
            for lost in [">/dev/full", ">&-"] {
                let said = try await desk.shell("\"$load\" --db x.db --dir . \(flags) \(lost)")
                #expect(said.status == 74 && said.errors.contains("could not be written"), said.all)
            }
            let read = try await desk.shell("\"$load\" --db x.db --dir . \(flags) | true; echo ${PIPESTATUS[0]}")
            #expect(read.output == "0\n" && read.errors.isEmpty, read.all)
            let after = try await desk.load("--db", "x.db", "--dir", ".")
            #expect(after.status == 0, after.all)
        }
    }

    @Test func `what was skipped exits with its own code when the report is lost too`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shell("\"$load\" --db x.db --dir nowhere >/dev/full")
            #expect(said.status == 2 && said.errors.contains("could not be written"), said.all)
        }
    }

    @Test func `broken lines of an archive that is there already do not count again`() async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 5, samples: 2).write(2, into: desk.work)
            let results = desk.work.appending(path: "benchmark_00001/results.jsonl")
            try (try Data(contentsOf: results) + Data("{broken\n".utf8)).write(to: results)
            // The same archive twice is imported once.
            let copy = desk.work.appending(path: "copy")
            try FileManager.default.copyItem(at: desk.work.appending(path: "benchmark_00001"), to: copy)
            let dry = try await desk.load("--db", "x.db", "--dir", ".", "--dry-run", "-o", "json").json()
            #expect(dry["imported"].number == 2 && dry["broken_lines"].number == 1)
            let first = try await desk.load("--db", "x.db", "--dir", ".", "-o", "json").json()
            #expect(first["imported"].number == 2 && first["already_present"].number == 1)
            #expect(first["broken_lines"].number == 1)
            let again = try await desk.load("--db", "x.db", "--dir", ".", "-o", "json").json()
            #expect(again["imported"].number == 0 && again["already_present"].number == 3 && again["broken_lines"].number == 0)
            let dryAgain = try await desk.load("--db", "x.db", "--dir", ".", "--dry-run", "-o", "json").json()
            #expect(dryAgain["imported"].number == 0 && dryAgain["broken_lines"].number == 0)
        }
    }

    @Test func `results of which no line can be read are named and skipped`() async throws {
        try await Desk.use { desk in
            try ArchiveGenerator(requests: 3, samples: 2).write(2, into: desk.work)
            try Data("one\ntwo\n".utf8).write(to: desk.work.appending(path: "benchmark_00000/results.jsonl"))
            let said = try await desk.load("--db", "x.db", "--dir", ".", "-o", "json")
            #expect(said.status == 2, said.all)
            let report = try said.json()
            #expect(report["imported"].number == 1 && report["broken_lines"].number == 0)
            #expect(report["skipped"][0]["archive"].text?.hasSuffix("benchmark_00000") == true)
            #expect(report["skipped"][0]["reason"].text?.contains("2 broken lines") == true)
        }
    }
}
