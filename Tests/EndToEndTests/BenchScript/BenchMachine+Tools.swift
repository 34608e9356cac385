import Foundation
import Testing

extension BenchMachine {
    /// Leaves the script nothing on its path but our commands and the tools it needs, one of them missing if told so.
    mutating func keepOnlyNeededTools(but missing: String? = nil) throws {
        let bin = folder.appending(path: "needed")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        let path = try #require(environment["PATH"]).split(separator: ":").dropFirst()
        let needed = "awk bash cat curl date env grep head mkdir mv nproc rm sha256sum sleep tail timeout touch uname wc"
        for name in needed.split(separator: " ") where name != missing ?? "" {
            let found = path.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            try FileManager.default.createSymbolicLink(
                atPath: bin.appending(path: String(name)).path, withDestinationPath: try #require(found, "\(name)"))
        }
        environment["PATH"] = "\(folder.path)/bin:\(bin.path)"
    }

    /// Makes the script's clock jump to `seconds` after its start, once the file `late` lies in the script's home.
    func settingsForJump(to seconds: Int) throws -> [String: String] {
        let clock = folder.appending(path: "clock.sh")
        let jump = "if [ -e \"$HOME/late\" ]; then SECONDS=\(seconds); trap - DEBUG; fi"
        try Data("set -o functrace; trap '\(jump)' DEBUG\n".utf8).write(to: clock)
        return ["BASH_ENV": clock.path]
    }
}
