import Advice
import Archives
import Domain
import Foundation
import Testing

/// What the verdict writes is what the suspicion reads.
@Suite struct HostFaultTests {
    private func reasons(
        _ run: RunObservations = RunObservations(), _ change: (inout BenchmarkResult) -> Void = { _ in }
    ) -> [String] {
        var result = BenchmarkResult(
            id: "x", timestamp: .distantPast, hardware: .init(gpuName: "RTX 4090", gpuMemoryMiB: 24_564),
            model: .init(name: "qwen2:7b", sizeGB: 4.4), testConfig: .init(contextTokens: 4096),
            results: .init(
                totalRequests: 20, avgTokensPerSecond: 190, memorySizeBytes: 5_500_000_000, memoryVRAMBytes: 5_500_000_000),
            provider: "vastai", location: "", pricePerHour: .zero, source: .measured, contentHash: "x")
        change(&result)
        return VerdictRules.judge(result, observing: run).reasons
    }

    @Test func `offload, throttling, a missing GPU and uneven requests are put down to the machine`() {
        #expect(HostFault.isNamed(in: reasons { $0.results.memoryVRAMBytes = 0 }))
        #expect(HostFault.isNamed(in: reasons { $0.results.memoryVRAMBytes = 4_000_000_000 }))
        #expect(HostFault.isNamed(in: reasons { $0.hardware.gpuCount = 0 }))
        #expect(HostFault.isNamed(in: reasons { $0.gpuStats.maxMemoryUsedMiB = 1000 }), "an idle GPU beside a busy host")
        #expect(HostFault.isNamed(in: reasons(RunObservations(requestSpread: 0.3))))
        #expect(HostFault.isNamed(in: reasons(RunObservations(throttledShare: 0.4, throttleReasons: ["power brake"]))))
    }

    @Test func `short, stopped and failed runs and cut contexts are not`() {
        func short(_ result: inout BenchmarkResult) { result.results.totalRequests = 2 }
        let cases = [
            reasons { short(&$0) }, reasons(RunObservations(requestSpread: 0.3)) { short(&$0) },
            reasons(RunObservations(failure: "stopped by the user")), reasons(RunObservations(brokenRequestLines: 9)),
            reasons(RunObservations(askedContext: 9000, givenContext: 8192)),
            reasons {
                $0.results.totalErrors = 5
                $0.results.errorRate = 0.25
            },
            reasons {
                $0.testConfig.contextTokens = nil
                $0.model.sizeGB = 20
            },
        ]
        for reasons in cases {
            #expect(!reasons.isEmpty)
            #expect(!HostFault.isNamed(in: reasons), "\(reasons)")
        }
    }
}
