import Domain
import Foundation
import SSH

/// Reads how busy a machine's GPUs are, and for how long they were idle.
enum IdleProbe {
    /// Under this a GPU counts as idle.
    static let busyPercent = 5.0

    static let command = GPULookout.look

    private static let means = "means:"
    private static let watched = "watched:"

    /// What the answer to ``command`` adds to what was known; a GPU that does not say how busy it is counts as unreadable, not as
    /// idle.
    static func reading(_ output: CommandOutput, after before: IdleReading, at now: Date) -> IdleReading {
        let all = output.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let lines = Array(all.prefix { $0 != means })
        let values = lines.compactMap(Double.init)
        guard output.succeeded, !values.isEmpty, values.count == lines.count, values.allSatisfy(\.isFinite),
            let busiest = (values + recentMeans(all)).max()
        else {
            let said = (output.errorText + output.text).split(separator: "\n").first.map(String.init) ?? "no output"
            return unreadable("nvidia-smi does not say how busy the GPUs are: \(said.prefix(200))", after: before)
        }
        guard busiest < busyPercent else { return IdleReading(readAt: now, utilizationPercent: busiest) }
        guard let seconds = all.last.flatMap(watchedSeconds) else {
            return unreadable(
                "the GPUs cannot be watched between two readings: nothing can be kept in ~/.gpu-shopper on the machine", after: before)
        }
        return IdleReading(readAt: now, idleSince: now.addingTimeInterval(-seconds), utilizationPercent: busiest)
    }

    /// Nothing is known for a while, so nothing was idle without a break.
    static func unreadable(_ reason: String, after before: IdleReading) -> IdleReading {
        IdleReading(readAt: before.readAt, idleSince: nil, utilizationPercent: before.utilizationPercent, trouble: reason)
    }

    private static func watchedSeconds(_ line: String) -> Double? {
        guard line.hasPrefix(watched) else { return nil }
        let value = Double(line.dropFirst(watched.count).trimmingCharacters(in: .whitespaces))
        return value.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    /// The line `Avg : 11 %` of each block `GPU Utilization Samples`.
    private static func recentMeans(_ lines: [String]) -> [Double] {
        var isInside = false
        var found: [Double] = []
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count < 2 {
                isInside = line == "GPU Utilization Samples"
            } else if isInside, parts[0] == "Avg", let mean = Double(parts[1].prefix { $0 != " " }), mean.isFinite {
                found.append(mean)
            }
        }
        return found
    }
}
