import Domain
import Foundation
import SSH

/// Reads how busy a machine's GPUs are.
enum IdleProbe {
    /// Under this a GPU counts as idle.
    static let busyPercent = 5.0

    static let command = ShellCommand(raw: "nvidia-smi --query-gpu=utilization.gpu --format=csv,noheader,nounits")

    /// What a reading adds to what was known; a GPU that does not say how busy it is counts as unreadable, not as idle.
    static func reading(_ output: CommandOutput, after before: IdleReading, at now: Date) -> IdleReading {
        let lines = output.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let values = lines.compactMap(Double.init)
        guard output.succeeded, !values.isEmpty, values.count == lines.count, let busiest = values.max(), busiest.isFinite else {
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
}
