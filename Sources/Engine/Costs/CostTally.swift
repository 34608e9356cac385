import Domain
import Foundation

/// Adds up what machines cost in a span of time.
///
/// What a machine has cost never falls as time goes on, so what falls between two moments is the difference of two such
/// figures, and the differences along a chain of moments add up to that of its ends exactly.
struct CostTally {
    /// A machine that was paid for.
    struct Machine {
        let provider: ProviderID
        let gpuType: String
        let consumer: String
        /// `nil` for an orphan of no session on record.
        let session: SessionID?
        /// From when it was billed.
        let billedFrom: Date
        /// When that was over; `nil` while it is not.
        let billedUntil: Date?
        /// What it has cost up to a moment.
        let accrued: (Date) -> USD
    }

    private let from: Date
    private let to: Date
    private var sessions: Set<SessionID> = []
    private var seconds = 0.0
    private(set) var report: CostReport

    /// Counts from `from` on and up to `to`; prints what was asked for.
    init(from: Date, to: Date, asked query: CostQuery) {
        self.from = from
        self.to = max(from, to)
        report = CostReport(periodEnd: query.to ?? to)
        report.consumer = query.consumer
        report.periodStart = query.from
    }

    mutating func add(_ machine: Machine) {
        let amount = machine.accrued(to) - machine.accrued(from)
        let hours = seconds(of: machine)
        guard amount > .zero || hours > 0 else { return }
        seconds += hours
        report.total += amount
        report.byProvider[machine.provider.rawValue, default: .zero] += amount
        report.byGPUType[machine.gpuType, default: .zero] += amount
        report.byConsumer[machine.consumer, default: .zero] += amount
        report.bySession[machine.session?.rawValue ?? OrphanRecord.consumer, default: .zero] += amount
        if let session = machine.session { sessions.insert(session) }
        addDays(machine)
    }

    /// The report so far.
    func finished() -> CostReport {
        var report = report
        report.sessionCount = sessions.count
        report.hoursUsed = (seconds / 3600 * 10_000).rounded() / 10_000
        return report
    }

    private func seconds(of machine: Machine) -> Double {
        let end = min(to, machine.billedUntil ?? to)
        return max(0, end.timeIntervalSince(max(from, machine.billedFrom)))
    }

    private mutating func addDays(_ machine: Machine) {
        var day = CalendarDay(max(from, min(machine.billedFrom, to)))
        var before = machine.accrued(from)
        let all = machine.accrued(to)
        while before < all {
            // Traffic may be known after the end of billing, so the days go on until everything is placed.
            let upTo = machine.accrued(min(day.next.start, to))
            if upTo > before {
                report.byDay[day.description, default: .zero] += upTo - before
                report.byMonth[day.month, default: .zero] += upTo - before
            }
            before = upTo
            guard day.next.start < to else { return }
            day = day.next
        }
    }
}
