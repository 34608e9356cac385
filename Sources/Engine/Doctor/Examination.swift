public import Domain
import Foundation
import Providers
public import Storage

/// Looks at everything a benchmark depends on; changes nothing, spends nothing.
public struct Examination: Sendable {
    private let store: Store
    private let providers: ProviderSet
    private let resources: ResourceLocator
    private let settings: Settings
    private let time: any TimeSource

    /// Joins what is examined.
    public init(store: Store, providers: ProviderSet, resources: ResourceLocator, settings: Settings, time: any TimeSource) {
        self.store = store
        self.providers = providers
        self.resources = resources
        self.settings = settings
        self.time = time
    }

    /// Every check in a fixed order; asks the providers over the network.
    public func run() async throws -> [DoctorFinding] {
        var findings = [
            DoctorFinding("deployment", .good, store.deploymentID.rawValue + (settings.deployment == nil ? "" : " (from DEPLOYMENT_ID)")),
            try await database(),
            DoctorFinding("files", .good, resources.home.path),
            disk(),
            clock(),
            NativeLibraries.finding,
        ]
        findings += settings.warnings.map { DoctorFinding("settings", .warning, $0) }
        if providers.isEmpty {
            findings.append(
                DoctorFinding(
                    "credentials", .bad, "no marketplace is configured",
                    hint: "Set VASTAI_API_KEY, or try the sandbox: gpu-sandbox --port 8900 & eval \"$(gpu-sandbox env --port 8900)\""))
        }
        for provider in providers.all { findings += await account(provider) }
        return findings
    }

    private func database() async throws -> DoctorFinding {
        let results = try await store.benchmarkCount()
        var live = 0
        var abandoned = 0
        for session in try await store.sessions(unfinishedOnly: true) {
            let lease = try await store.lease(of: session.id)
            if lease?.isFree(at: time.now, isAlive: ProcessIdentity.isAlive) ?? true { abandoned += 1 } else { live += 1 }
        }
        let open = live + abandoned
        let driven = live == 0 ? "" : ", \(live) of them driven by a live process"
        let text = "\(store.path): \(results) results, \(open) unfinished session\(open == 1 ? "" : "s")\(driven)"
        return DoctorFinding(
            "database", abandoned == 0 ? .good : .warning, text,
            hint: abandoned == 0 ? nil : "Continue what is left with 'gpu-shopper bench resume'.")
    }

    private func disk() -> DoctorFinding {
        let folder = (store.path as NSString).deletingLastPathComponent
        do {
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
            let free = (attributes[.systemFreeSize] as? NSNumber)?.doubleValue ?? 0
            let text = "\(MoneyText.fixed(free / ByteUnits.bytesPerGB, 1)) GB free in \(folder)"
            return free > 200e6
                ? DoctorFinding("disk", .good, text)
                : DoctorFinding("disk", .warning, text, hint: "Archives and the database need some hundred MB.")
        } catch {
            return DoctorFinding("disk", .warning, "free space of \(folder) is unknown")
        }
    }

    private func account(_ provider: any Provider) async -> [DoctorFinding] {
        let name = provider.id.rawValue
        do {
            let before = time.now
            let balance = try await provider.account().balance
            let milliseconds = Int(saturating: time.now.timeIntervalSince(before) * 1000)
            var findings = [DoctorFinding("credentials", .good, "\(name) accepts the key, answered in \(milliseconds) ms")]
            if let balance {
                findings.append(
                    balance >= USD(micros: 1_000_000)
                        ? DoctorFinding("balance", .good, "\(name) holds \(MoneyText.dollars(balance))")
                        : DoctorFinding(
                            "balance", .warning, "\(name) holds \(MoneyText.dollars(balance))",
                            hint: "A benchmark needs its budget on the account."))
            }
            return findings + [await machines(provider)]
        } catch {
            return [Self.failed(asking: name, error)]
        }
    }

    private static func failed(asking name: String, _ error: any Error) -> DoctorFinding {
        let problem = Problem(wrapping: error, doing: "asking \(name)")
        return DoctorFinding("provider", .bad, problem.message, hint: problem.hint)
    }

    private func machines(_ provider: any Provider) async -> DoctorFinding {
        let found: OrphanFinder.Findings
        do {
            found = try await OrphanFinder(providers: ProviderSet([provider]), store: store).find()
            if let failure = found.failures.first { throw failure.problem }
        } catch {
            return Self.failed(asking: provider.id.rawValue, error)
        }
        func count(_ standing: AccountMachine.Standing) -> Int { found.machines.filter { $0.standing == standing }.count }
        let orphans = count(.orphan)
        let text =
            "\(provider.id): \(count(.live)) of ours in use, \(orphans) orphan\(orphans == 1 ? "" : "s"), \(count(.otherDeployment)) of other deployments, \(count(.foreign)) others"
        return DoctorFinding(
            "machines", orphans == 0 ? .good : .warning, text,
            hint: orphans == 0 ? nil : "End them with 'gpu-shopper cleanup-orphans --execute'.")
    }

    /// Deadlines and costs are wall-clock: a clock before this program's time makes both wrong.
    private func clock() -> DoctorFinding {
        let text = ProductJSON.rfc3339(time.now)
        // 2026-01-01, before the first release.
        return time.now.timeIntervalSince1970 > 1_767_225_600
            ? DoctorFinding("clock", .good, text)
            : DoctorFinding("clock", .bad, text, hint: "Set the clock; deadlines and costs depend on it.")
    }
}
