import Foundation

/// What a process has used so far, by the system's books.
struct ProcessLoad: Sendable {
    /// Seconds of processor time, in user code and in the system.
    let processor: Double
    /// Resident memory now and at its most, in megabytes of 10^6 bytes.
    let memory: Double
    let peak: Double

    init(of pid: Int32) throws {
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        // The program's name is in parentheses and may hold anything.
        let fields = stat.split(separator: ")").last.map { $0.split(separator: " ") } ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw TrialFailure("/proc/\(pid)/stat cannot be read")
        }
        processor = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        func kilobytes(_ name: String) throws -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            guard let value = line.flatMap({ $0.split(whereSeparator: \.isWhitespace).dropFirst().first }).flatMap({ Double($0) }) else {
                throw TrialFailure("/proc/\(pid)/status has no \(name)")
            }
            return value * 1024 / 1e6
        }
        memory = try kilobytes("VmRSS")
        peak = try kilobytes("VmHWM")
    }
}
