import Domain
import Foundation
import Storage

extension Audit {
    /// Machines whose cost on record is less than the bill, or more than the bill and the time until their absence was proved.
    func costs() -> [Finding] {
        ours.compactMap { machine in
            guard let ended = machine.ended else { return nil }
            let attempts = paid.attempts.map(\.attempt).filter { $0.instance?.local == machine.id }
            let orphans = paid.orphans.map(\.orphan).filter { $0.instance.local == machine.id }
            // The sandbox bills rent alone; what we add for traffic is in no bill of its.
            let recorded = (attempts.map { $0.rent(at: .distantFuture) } + orphans.map { $0.accrued(at: .distantFuture) }).reduce(
                .zero, +)
            let closings = attempts.compactMap(\.closedAt) + orphans.compactMap(\.endedAt)
            guard closings.count == attempts.count + orphans.count, let proved = closings.max() else {
                let isNowhere = attempts.isEmpty && orphans.isEmpty
                // Taken away before anybody could see it: nobody can know what it cost.
                if isNowhere, crew.struck.contains(machine.id) { return nil }
                return Finding(
                    kind: .cost,
                    detail:
                        "\(machine.id) as \(machine.label ?? "-") ended \(isNowhere ? "and is on no record" : "and is on record as alive")")
            }
            // Moments are kept to the millisecond, prices to the micro-dollar, and each sum is rounded.
            let rounding = 4 + machine.pricePerHour / 3600 * 1e6 * 0.004
            let bill = machine.pricePerHour / 3600 * 1e6 * (ended - machine.billedFrom)
            // A machine whose provider does not say since when it runs is paid for from the call that made it.
            let call = attempts.map { machine.created - $0.intendedAt.timeIntervalSince1970 }.max() ?? 0
            let most =
                machine.pricePerHour / 3600 * 1e6 * (max(0, proved.timeIntervalSince1970 - machine.billedFrom) + min(max(0, call), 1))
            let micros = Double(recorded.micros)
            guard micros < bill - rounding || micros > most + rounding else { return nil }
            let life = ended - machine.billedFrom
            let lag = proved.timeIntervalSince1970 - ended
            return Finding(
                kind: .cost,
                detail: """
                    \(machine.id) as \(machine.label ?? "-") at $\(machine.pricePerHour.fixed(6))/h lived \(life.fixed(3)) s, was proved gone \
                    \(lag.fixed(3)) s later: bill \(bill.fixed(1)) micro-dollars, on record \(micros.fixed(1))
                    """)
        }
    }
}
