import Advice
import Domain
import Foundation

/// What the failures on record say about machines and kinds of GPU at a moment.
///
/// A failure counts the less the older it is, and half after half an hour: nothing jumps when one drops out of a window.
struct OfferHealth {
    /// One machine.
    struct Machine {
        /// What failed on it last.
        let last: MachineFailure
        let gpuType: String
        /// Failures of the last half hour.
        let recentCount: Int
        /// What they make of the chance that the next rental comes up.
        let factor: Double
        /// Since when, and until when, it is left alone.
        let rest: (since: Date, until: Date)?
    }

    /// One GPU at one provider.
    struct Kind {
        let kind: MachineHistory.Kind
        /// Machines of it that failed in the last hour.
        let failedMachines: Int

        /// Several machines at once: the kind is to blame, or its provider.
        var isDegraded: Bool { failedMachines >= 3 }
    }

    private static let base = 0.7
    private static let window: TimeInterval = 30 * 60
    private static let failuresToRest = 3
    private static let kindWindow: TimeInterval = 3600
    /// What is forgotten: its weight is nothing.
    private static let memory: TimeInterval = 24 * 3600
    /// What a degraded kind makes of the chance of each of its offers.
    static let degradation = 0.3

    /// The machine that failed last comes first.
    let machines: [Machine]
    /// In the order of their providers and names.
    let kinds: [Kind]

    /// Reads the failures that no success followed.
    init(_ failures: [MachineFailure], at date: Date) {
        let known = failures.filter { date.timeIntervalSince($0.at) < Self.memory }
        let byMachine = Dictionary(grouping: known, by: \.machineKey)
        let machines = byMachine.values.compactMap { Self.machine($0, at: date) }
        self.machines = machines.sorted {
            $0.last.at != $1.last.at ? $0.last.at > $1.last.at : $0.last.offerID < $1.last.offerID
        }
        var failed: [MachineHistory.Kind: Int] = [:]
        for machine in machines where date.timeIntervalSince(machine.last.at) <= Self.kindWindow {
            failed[MachineHistory.Kind(provider: machine.last.provider, gpuType: machine.gpuType), default: 0] += 1
        }
        kinds = failed.map { Kind(kind: $0.key, failedMachines: $0.value) }
            .sorted { ($0.kind.provider, $0.kind.gpuType) < ($1.kind.provider, $1.kind.gpuType) }
    }

    /// What advice needs of it.
    var history: MachineHistory {
        MachineHistory(
            machines: Dictionary(
                uniqueKeysWithValues: machines.map {
                    ($0.last.machineKey, .init(factor: $0.factor, recentFailures: $0.recentCount, restsUntil: $0.rest?.until))
                }),
            kinds: Dictionary(uniqueKeysWithValues: kinds.filter(\.isDegraded).map { ($0.kind, Self.degradation) }))
    }

    private static func machine(_ failures: [MachineFailure], at date: Date) -> Machine? {
        let failures = failures.sorted { $0.at < $1.at }
        guard let last = failures.last else { return nil }
        // A clock that went back leaves failures that are still to come: they count as of now.
        let ages = failures.map { max(0, date.timeIntervalSince($0.at)) }
        let weight = ages.reduce(0) { $0 + exp2(-$1 / window) }
        return Machine(
            last: last, gpuType: GPUCatalogue.typeName(of: last.gpuName, memoryMiB: last.gpuMemoryMiB),
            recentCount: ages.count { $0 < window }, factor: max(MachineHistory.leastFactor, pow(base, weight)),
            rest: rest(failures.map { min($0.at, date) }).flatMap { $0.until > date ? $0 : nil })
    }

    /// The last time for which a machine was to be left alone: three failures in half an hour, half an hour from the last.
    private static func rest(_ times: [Date]) -> (since: Date, until: Date)? {
        var rest: (since: Date, until: Date)?
        for (index, time) in times.enumerated() {
            let inWindow = times[...index].count { time.timeIntervalSince($0) < window }
            guard inWindow >= failuresToRest else { continue }
            let since = rest.flatMap { $0.until >= time ? $0.since : nil } ?? time
            rest = (since, time + window)
        }
        return rest
    }
}
