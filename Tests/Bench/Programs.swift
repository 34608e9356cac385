import Foundation

/// The programs to measure, run where nothing of the user's is read or changed.
struct Programs {
    let folder: URL
    /// Their home folder.
    let home: URL

    /// Runs one of ours on a database of this folder.
    func run(_ name: String, _ arguments: [String], database: URL) throws -> TimedProgram {
        try TimedProgram.run(
            folder.appending(path: name).path, arguments,
            environment: ["DATABASE_PATH": database.path, "HOME": home.path, "PATH": "/usr/bin:/bin"])
    }

    /// Runs a yardstick.
    func yardstick(_ program: String, _ arguments: [String] = []) throws -> TimedProgram {
        try TimedProgram.run(program, arguments, environment: ["PATH": "/usr/bin:/bin"])
    }

    /// The quickest of several runs: what is left when nobody else was in the way.
    static func best(of count: Int, _ run: (Int) throws -> TimedProgram) throws -> TimedProgram {
        var best = try run(0)
        for number in 1..<count {
            let next = try run(number)
            if next.wall < best.wall { best = next }
        }
        return best
    }
}
