import Advice
import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct OfferHealthTests {
    private let minute = 60.0
    private let start = Samples.start

    private func failure(_ machine: String?, _ minutes: Double, gpu: String = "RTX 4090", offer: String? = nil) -> MachineFailure {
        MachineFailure(
            provider: .vastai, machineID: machine, offerID: OfferID(provider: .vastai, local: offer ?? machine ?? "x"), gpuName: gpu,
            gpuMemoryMiB: 24_564, kind: .bootTimeout, reason: "no SSH", at: start + minutes * minute)
    }

    private func factor(_ failures: [MachineFailure], at minutes: Double) throws -> Double {
        try #require(OfferHealth(failures, at: start + minutes * minute).machines.first).factor
    }

    @Test func `a failure counts fully at once, half after half an hour, and hardly after a day`() throws {
        let one = [failure("m", 0)]
        #expect(try factor(one, at: 0) == 0.7)
        #expect(abs(try factor(one, at: 30) - 0.7.squareRoot()) < 1e-12)
        #expect(abs(try factor(one, at: 60) - 0.7.squareRoot().squareRoot()) < 1e-12)
        #expect(try factor(one, at: 1439) > 0.999_999)
        #expect(OfferHealth(one, at: start + 1440 * minute).machines.isEmpty)
        var last = 0.0
        for minutes in 0..<180 {
            let now = try factor(one, at: Double(minutes))
            #expect(now > last)
            last = now
        }
        #expect(abs(try factor([failure("m", 0), failure("m", 0)], at: 0) - 0.49) < 1e-12)
        #expect(try factor((0..<20).map { _ in failure("m", 0) }, at: 0) == 0.05)
    }

    @Test func `the third failure in half an hour makes a machine rest, half an hour from the last`() throws {
        func rest(_ failures: [Double], at minutes: Double) throws -> (since: Double, until: Double)? {
            let health = OfferHealth(failures.map { failure("m", $0) }, at: start + minutes * minute)
            return try #require(health.machines.first).rest.map {
                ($0.since.timeIntervalSince(start) / minute, $0.until.timeIntervalSince(start) / minute)
            }
        }
        #expect(try rest([0, 10], at: 10) == nil)
        #expect(try rest([0, 10, 31], at: 31) == nil)
        let third = try #require(try rest([0, 10, 20], at: 20))
        #expect(third == (20, 50))
        #expect(try rest([0, 10, 20], at: 49.9) != nil)
        #expect(try rest([0, 10, 20], at: 50) == nil)
        let fourth = try #require(try rest([0, 10, 20, 25], at: 40))
        #expect(fourth == (20, 55))
        let lone = try #require(try rest([0, 10, 20, 45], at: 46))
        #expect(lone == (20, 50), "one more after a pause starts no rest of its own")
    }

    @Test func `three machines of a kind within an hour degrade it, one machine thrice does not`() {
        func degraded(_ failures: [MachineFailure], at minutes: Double = 30) -> [String] {
            OfferHealth(failures, at: start + minutes * minute).history.kinds.keys.map { "\($0.provider):\($0.gpuType)" }
        }
        let three = [failure("a", 0), failure("b", 10, gpu: "RTX_4090"), failure("c", 20, gpu: "NVIDIA GeForce RTX 4090")]
        #expect(degraded(three) == ["vastai:RTX 4090"])
        #expect(degraded(three, at: 61).isEmpty)
        #expect(degraded([failure("a", 0), failure("a", 10), failure("a", 20)]).isEmpty)
        #expect(degraded([failure("a", 0), failure("b", 10), failure("c", 20, gpu: "RTX 3090")]).isEmpty)
        #expect(degraded([failure(nil, 0, offer: "1"), failure(nil, 1, offer: "2"), failure(nil, 2, offer: "3")]) == ["vastai:RTX 4090"])
    }

    @Test func `a clock that went back makes no rest longer`() throws {
        let health = OfferHealth((0..<3).map { failure("m", 600 + Double($0)) }, at: start)
        let machine = try #require(health.machines.first)
        #expect(machine.rest?.until == start + 30 * minute)
        #expect(abs(machine.factor - 0.343) < 1e-12)
    }

    @Test func `the report has the keys of the API and says what failed last`() async throws {
        let store = try Store.inMemory()
        for minutes in [0.0, 5, 10] {
            try await store.noteMachineFailure(
                offer: Samples.offer("\(minutes)", machine: "m", gpu: "RTX_4090"), kind: .wrongHardware, reason: "it is a 3090",
                at: start + minutes * minute)
        }
        try await store.noteMachineFailure(
            offer: Samples.offer("7", machine: "n", gpu: "RTX 3090", mib: 24_576), kind: .staleInventory, reason: "taken",
            at: start + 12 * minute)
        let report = try await OfferHealthReport(from: store, at: start + 12 * minute)
        let json = try #require(
            try JSONSerialization.jsonObject(with: try ProductJSON.encoder().encode(report)) as? NSDictionary)
        #expect(
            json == [
                "offers": [
                    [
                        "offer_id": "vastai-7", "machine_id": "n", "provider": "vastai", "gpu_type": "RTX 3090", "recent_failures": 1,
                        "is_suppressed": false, "confidence_multiplier": 0.7, "last_failure": "2026-11-23T05:12:00Z",
                        "last_failure_type": "stale_inventory", "last_failure_reason": "taken",
                    ] as [String: Any],
                    [
                        "offer_id": "vastai-10.0", "machine_id": "m", "provider": "vastai", "gpu_type": "RTX 4090", "recent_failures": 3,
                        "is_suppressed": true, "suppressed_at": "2026-11-23T05:10:00Z", "suppressed_until": "2026-11-23T05:40:00Z",
                        "confidence_multiplier": 0, "last_failure": "2026-11-23T05:10:00Z", "last_failure_type": "wrong_hardware",
                        "last_failure_reason": "it is a 3090",
                    ] as [String: Any],
                ],
                "gpu_types": [
                    ["gpu_type_key": "vastai:RTX 3090", "failed_offer_count": 1, "is_degraded": false] as [String: Any],
                    ["gpu_type_key": "vastai:RTX 4090", "failed_offer_count": 1, "is_degraded": false] as [String: Any],
                ],
            ] as NSDictionary)
        #expect(try ProductJSON.decoder().decode(OfferHealthReport.self, from: try ProductJSON.encoder().encode(report)) == report)
    }

    @Test func `both filters narrow both lists, a GPU in any spelling`() async throws {
        let store = try Store.inMemory()
        let dock = ProviderID(rawValue: "tensordock")
        for offer in [
            Samples.offer("1", gpu: "RTX_4090"), Samples.offer("2", gpu: "RTX 3090", mib: 24_576),
            Samples.offer("3", gpu: "geforcertx4090-pcie-24gb", provider: dock),
        ] {
            try await store.noteMachineFailure(offer: offer, kind: .unknown, reason: "", at: start)
        }
        func keys(_ provider: ProviderID? = nil, _ gpu: String? = nil) async throws -> [String] {
            let report = try await OfferHealthReport(from: store, provider: provider, gpuType: gpu, at: start)
            #expect(Set(report.offers.map { "\($0.provider):\($0.gpuType)" }) == Set(report.gpuTypes.map(\.key)))
            return report.gpuTypes.map(\.key)
        }
        #expect(try await keys() == ["tensordock:RTX 4090", "vastai:RTX 3090", "vastai:RTX 4090"])
        #expect(try await keys(dock) == ["tensordock:RTX 4090"])
        #expect(try await keys(nil, "nvidia rtx 4090") == ["tensordock:RTX 4090", "vastai:RTX 4090"])
        #expect(try await keys(.vastai, "3090") == ["vastai:RTX 3090"])
        #expect(try await keys(.vastai, "H100").isEmpty)
        let problem = await #expect(throws: Problem.self) { _ = try await keys(nil, "RTX 4990") }
        #expect(problem?.code == .invalidInput)
    }

    @Test func `three machines of a degraded kind show what that costs them`() async throws {
        let store = try Store.inMemory()
        for id in ["1", "2", "3"] {
            try await store.noteMachineFailure(offer: Samples.offer(id), kind: .bootTimeout, reason: "", at: start)
        }
        let report = try await OfferHealthReport(from: store, at: start)
        #expect(report.gpuTypes.map(\.degradationApplied) == [0.3])
        #expect(report.offers.map(\.confidenceMultiplier) == [0.21, 0.21, 0.21])
        for id in ["1", "2", "3"] { try await store.noteMachineSuccess(offer: Samples.offer(id), at: start) }
        #expect(try await OfferHealthReport(from: store, at: start).offers.isEmpty)
    }

    @Test func `a machine that rests is passed over until it has rested, unless its offer is named`() async throws {
        let cheap = Samples.offer("1", dollars: 0.1, machine: "m")
        try await Bed.use(cheap, Samples.offer("2", dollars: 0.5)) { bed in
            func choose(_ plan: SessionPlan = Samples.plan()) async throws -> String {
                try await bed.selector.choose(for: plan, tried: [], remaining: USD(micros: 1_000_000)).offer.id.rawValue
            }
            #expect(try await choose() == "vastai-1")
            for _ in 1...3 {
                try await bed.store.noteMachineFailure(offer: cheap, kind: .bootTimeout, reason: "no SSH", at: bed.time.now)
            }
            #expect(try await choose() == "vastai-2")
            #expect(try await choose(Samples.plan(offer: "1")) == "vastai-1")
            try await bed.time.sleep(for: .seconds(1800))
            #expect(try await choose() == "vastai-1")
        }
    }

    @Test func `between equal machines the one that failed lately comes second`() async throws {
        let (first, second) = (Samples.offer("1"), Samples.offer("2"))
        try await Bed.use(first, second) { bed in
            func choose() async throws -> String {
                try await bed.selector.choose(for: Samples.plan(), tried: [], remaining: USD(micros: 1_000_000)).offer.id.rawValue
            }
            #expect(try await choose() == "vastai-1")
            try await bed.store.noteMachineFailure(offer: first, kind: .authFailed, reason: "key refused", at: bed.time.now)
            #expect(try await choose() == "vastai-2")
            try await bed.store.noteMachineSuccess(offer: first, at: bed.time.now)
            #expect(try await choose() == "vastai-1")
        }
    }
}
