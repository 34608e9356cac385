import Domain
import Engine
import Foundation
import Storage
import Testing

@Suite struct RunDeskTests {
    private static func offer(_ gpu: String, _ memoryMiB: Int, count: Int = 1) -> Offer {
        Offer(
            id: OfferID(provider: .vastai, local: "\(gpu)-\(count)".replacing(" ", with: "")), provider: .vastai, gpuName: gpu,
            gpuCount: count,
            gpuMemoryMiB: memoryMiB, pricePerHour: USD(micros: 200_000), fetchedAt: Samples.start)
    }

    private static let market = [
        offer("RTX 4090", 24_564), offer("RTX 4090", 24_564, count: 2), offer("RTX_3090", 24_576), offer("RTX 4060 Ti", 16_380),
        offer("RTX 4060 Ti", 8188), offer("Voodoo 2", 12),
    ]

    private func desk(_ offers: [Offer] = market, store: Store? = nil) throws -> RunDesk {
        let provider = ScriptedProvider(time: SystemTime())
        return RunDesk(store: try store ?? .inMemory(), providers: ProviderSet([provider]), time: SystemTime()) { offers }
    }

    @Test func `every model meets every GPU, each once, in the catalogues' words`() async throws {
        let desk = try desk()
        let run = try await desk.open(
            RunRequest(
                models: ["Qwen2:7B", "qwen2:7b", "deepseek-r1:14b"], gpuTypes: ["geforce rtx_4090", "RTX4090", "3090"], providers: [.vastai]
            ))
        #expect(run.request.models == ["qwen2:7b", "deepseek-r1:14b"] && run.request.gpuTypes == ["RTX 4090", "RTX 3090"])
        let entries = try await desk.run(run.id).entries
        #expect(
            entries.map { "\($0.model) \($0.gpuType)" } == [
                "qwen2:7b RTX 4090", "qwen2:7b RTX 3090", "deepseek-r1:14b RTX 4090", "deepseek-r1:14b RTX 3090",
            ])
        #expect(entries.allSatisfy { $0.status == .pending && $0.priority == 1 })
    }

    @Test func `without GPUs every card of the market is meant, and cards that differ in memory are apart`() async throws {
        let desk = try desk()
        let run = try await desk.open(RunRequest(models: ["qwen2:7b"]))
        #expect(
            try await desk.run(run.id).entries.map(\.gpuType) == ["RTX 3090", "RTX 4060 Ti 16GB", "RTX 4060 Ti 8GB", "RTX 4090"])
        #expect(run.request.gpuTypes.isEmpty && run.request.providers.isEmpty)
        let named = try await desk.open(RunRequest(models: ["qwen2:7b"], gpuTypes: ["RTX 4060 Ti 16GB"]))
        #expect(try await desk.run(named.id).entries.map(\.gpuType) == ["RTX 4060 Ti 16GB"])
        let none = await #expect(throws: Problem.self) { _ = try await self.desk([]).open(RunRequest(models: ["qwen2:7b"])) }
        #expect(none?.code == .noOffer)
    }

    @Test func `what cannot fit, and whom nobody can rent from, is skipped with the reason`() async throws {
        let desk = try desk()
        let run = try await desk.open(
            RunRequest(models: ["deepseek-r1:70b"], gpuTypes: ["RTX 4090", "RTX 3090", "RTX 5090"], providers: [.vastai, .tensordock]))
        let entries = try await desk.run(run.id).entries
        // 42.5 GB: two cards of the largest machine known hold it, one does not.
        #expect(entries.map(\.status) == [.pending, .skipped, .skipped, .skipped, .skipped, .skipped])
        #expect(entries[2].failureReason?.contains("1x RTX 3090") == true && entries[2].failureReason?.contains("lacks") == true)
        #expect(entries[1].failureReason == "no credentials for tensordock are configured")
        #expect(run.counts.pending == 1 && run.counts.skipped == 5 && run.status == .pending)
    }

    @Test(arguments: [
        (RunRequest(models: []), "at least one model is required"),
        (RunRequest(models: ["qwen2:7x"]), "qwen2:7x"), (RunRequest(models: ["qwen2:7b"], gpuTypes: ["Voodoo"]), "Voodoo"),
        (RunRequest(models: ["qwen2:7b"], gpuTypes: ["4060 Ti"]), "RTX 4060 Ti 16GB or RTX 4060 Ti 8GB"),
        (RunRequest(models: ["qwen2:7b"], providers: [ProviderID(rawValue: "acme")]), "provider not found: acme"),
        (RunRequest(models: ["qwen2:7b"], maxBudget: USD(micros: -1)), "budget"),
        (RunRequest(models: ["qwen2:7b"], priority: 1001), "priority"),
        (RunRequest(models: ["qwen2:7b"], location: " "), "location"),
        (RunRequest(models: Array(repeating: "qwen2:7b", count: 101)), "100 models"),
    ])
    func `a request that cannot be meant is refused by name`(request: RunRequest, words: String) async throws {
        let store = try Store.inMemory()
        let problem = await #expect(throws: Problem.self) { _ = try await self.desk(store: store).open(request) }
        #expect(problem?.code == .invalidInput && problem?.message.contains(words) == true, "\(problem?.description ?? "")")
        #expect(try await store.runIDs().isEmpty)
    }

    @Test func `a run is called off once, and one that there is not never`() async throws {
        let desk = try desk()
        let run = try await desk.open(RunRequest(models: ["qwen2:7b"]))
        #expect(try await desk.run(String(run.id.dropLast(2))).run == run)
        #expect(try await desk.cancel(String(run.id.dropFirst(4))).status == .cancelled)
        for id in [run.id, "run-00000000", "run-", ""] {
            let problem = await #expect(throws: Problem.self) { try await desk.cancel(id) }
            #expect(problem?.code == .notFound)
        }
    }

    @Test func `a schedule changes in what is given`() async throws {
        let desk = try desk()
        let cron = try CronSchedule("30 3 * * *")
        let made = try await desk.schedule(named: "nightly", cron, RunRequest(models: ["Qwen2:7b"], maxBudget: USD(micros: 5)))
        #expect(made.request.models == ["qwen2:7b"])
        let off = try await desk.change(made.id, name: nil, cron: nil, request: nil, isEnabled: false)
        #expect(!off.isEnabled && off.name == "nightly" && off.request == made.request && off.cron == cron)
        let renamed = try await desk.change(
            made.id, name: "weekly", cron: try CronSchedule("0 0 * * SUN"), request: RunRequest(models: ["llama3.1:8b"]), isEnabled: nil)
        #expect(renamed.request == RunRequest(models: ["llama3.1:8b"]) && !renamed.isEnabled)
        #expect(try await desk.schedule(made.id) == renamed)
        for name in ["", "  ", "a\nb", String(repeating: "n", count: 129)] {
            let refused = await #expect(throws: Problem.self) { _ = try await desk.schedule(named: name, cron, made.request) }
            #expect(refused?.code == .invalidInput)
        }
        try await desk.removeSchedule(made.id)
        let gone = await #expect(throws: Problem.self) { _ = try await desk.schedule(made.id) }
        #expect(gone?.code == .notFound)
    }
}
