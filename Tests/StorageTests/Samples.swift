import Domain
import Foundation
import Storage
import Testing

/// Made-up rows and the moments around them.
enum Samples {
    static let start = Date(timeIntervalSince1970: 1_795_410_000.125)
    static let alice = SessionOwner(host: "here:boot-1", processID: 100, startTicks: 1)
    static let bob = SessionOwner(host: "here:boot-1", processID: 200, startTicks: 2)

    static func id(_ number: UInt64 = 1) throws -> SessionID {
        let text = String(number, radix: 16)
        return try #require(SessionID(rawValue: String(repeating: "0", count: 16 - text.count) + text))
    }

    static func session(_ number: UInt64 = 1) throws -> Session {
        Session(
            id: try id(number), deployment: try #require(DeploymentID(rawValue: "test-1")), createdAt: start,
            stepDeadline: start + 60, hardDeadline: start + 3600,
            plan: SessionPlan(
                model: "qwen2:7b", durationSeconds: 60, budget: USD(micros: 1_000_000),
                offer: OfferID(rawValue: "vastai-9"), gpu: "RTX 4090", providers: [.vastai], diskGB: 32),
            sshPublicKey: "ssh-ed25519 AAAA", sealedPrivateKey: Data([0, 1, 2, 255]))
    }

    static func offer(_ number: Int = 1) -> Offer {
        Offer(
            id: OfferID(provider: .vastai, local: "\(number)"), provider: .vastai, machineID: "m\(number)",
            gpuName: "RTX 4090", gpuCount: 2, gpuMemoryMiB: 24_564, measuredBandwidthGBps: 912.25,
            pricePerHour: USD(micros: 377_001), diskGB: 32, diskPricePerGBMonth: USD(micros: 150_001),
            downloadPricePerGB: USD(micros: 5000),
            uploadPricePerGB: USD(micros: 7000), downloadMbps: 812.5, location: "Quebec, CA", reliability: 0.9957,
            cudaVersion: 12.8, driverVersion: "570.124.06", secondsLeft: 86_400.5, verified: true,
            interruptible: true,
            host: HostFacts(
                computeCapability: 890, cpuArchitecture: "amd64", cpuCores: 16, diskSpaceGB: 412.5, hasStaticIP: true, uploadMbps: 640.5),
            fetchedAt: start)
    }

    static func attempt(of session: SessionID, _ ordinal: Int = 1) -> Attempt {
        Attempt(
            session: session, ordinal: ordinal, offer: offer(ordinal), label: "gpu-shopper-test-1-\(session)",
            intendedAt: start + 1)
    }

    static func result(
        _ number: Int, model: String = "qwen2:7b", gpu: String = "NVIDIA GeForce RTX 4090",
        provider: String = "vastai", at date: Date = start
    ) -> BenchmarkResult {
        let digits = String(number, radix: 16)
        let hash = String(repeating: "0", count: 8 - digits.count) + digits + "feed"
        return BenchmarkResult(
            id: hash, timestamp: date,
            hardware: .init(gpuName: gpu, gpuMemoryMiB: 24_564, gpuCount: 1, driverVersion: "570.124.06"),
            model: .init(name: model), testConfig: .init(contextTokens: 4096),
            results: .init(totalRequests: 14, avgTokensPerSecond: 100.5 + Double(number)),
            provider: provider, location: "Quebec, CA", pricePerHour: USD(micros: 377_001), verdict: .suspect,
            verdictReasons: ["one host only"], source: .measured, sessionID: "0000000000000001",
            machineID: "m\(number)", contentHash: "hash-\(hash)")
    }

    /// A session of ours whose first launch is about to be made, held by Alice until half a minute after the start.
    static func launched(in store: Store) async throws -> SessionClaim {
        let session = try session()
        let claim = try await store.insert(session, ownedBy: alice, leaseUntil: start + 30)
        return try await store.apply(
            .launchIntended, to: claim, at: start + 1, deadline: start + 121,
            updating: { $0.attempts.append(attempt(of: $0.id)) })
    }
}
