import Domain
import Foundation
import SSH

/// Reads how busy a machine's GPUs are.
///
/// The figure of one moment misses whoever sends a request now and then, so the driver's own mean is asked for as well: it
/// keeps the samples of the last 14 seconds (71 of them on an H100).
enum IdleProbe {
    /// Under this a GPU counts as idle.
    static let busyPercent = 5.0

    /// Old drivers answer the second question with words of no use, and that is no trouble.
    static let command = ShellCommand(
        raw: """
            nvidia-smi --query-gpu=utilization.gpu --format=csv,noheader,nounits || exit
            echo means:; timeout 8 nvidia-smi -q -d UTILIZATION; true
            """)

    private static let means = "means:"

    /// What a reading adds to what was known; a GPU that does not say how busy it is counts as unreadable, not as idle.
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
        let isIdle = busiest < busyPercent
        return IdleReading(readAt: now, idleSince: isIdle ? before.idleSince ?? now : nil, utilizationPercent: busiest)
    }

    /// Nothing is known for a while, so nothing was idle without a break.
    static func unreadable(_ reason: String, after before: IdleReading) -> IdleReading {
        IdleReading(readAt: before.readAt, idleSince: nil, utilizationPercent: before.utilizationPercent, trouble: reason)
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
