import HTTPTypes

extension OllamaEngine {
    /// Plans a model's place in memory; throws when not even the host has room for it.
    func plan(_ model: LanguageModel, context: Int?) throws(OllamaProblem) -> MemoryPlan {
        let wanted =
            context.map { min(max($0, 4), model.trainedContext) }
            ?? MemoryPlan.defaultContext(for: model, gpu: hardware.gpu, count: hardware.gpuCount)
        // A driver that does not answer leaves everything to the processor.
        let count = hardware.isBroken ? 0 : hardware.gpuCount
        let plan = MemoryPlan(model: model, gpu: hardware.gpu, count: count, context: wanted)
        let spilled = plan.size - plan.sizeOnGPU
        guard spilled <= hardware.hostMemoryMiB << 20 else {
            throw OllamaProblem(
                status: .internalServerError,
                message: "model requires more system memory (\(Self.gibibytes(spilled)) GiB) than is available "
                    + "(\(Self.gibibytes(hardware.hostMemoryMiB << 20)) GiB)")
        }
        return plan
    }

    /// Makes a model resident with this plan and returns the seconds that took; the caller holds the turn.
    func load(_ name: String, _ model: LanguageModel, _ plan: MemoryPlan, keepAlive: Double?) async throws -> Double {
        let isWarm = with { state in
            guard let index = state.loaded.firstIndex(where: { $0.name == name && $0.plan == plan }) else {
                return false
            }
            state.loaded[index].expiresAt = Self.expiry(keepAlive)
            return true
        }
        // What a server spends on finding its model already there.
        if isWarm { return 0.0012 }
        try await Task.sleep(for: .seconds(cloud.options.loadSeconds))
        with { state in
            state.loaded.removeAll { $0.name == name }
            let room = (hardware.gpu.memoryMiB * hardware.gpuCount) << 20
            while !state.loaded.isEmpty, state.loaded.reduce(plan.sizeOnGPU, { $0 + $1.plan.sizeOnGPU }) > room {
                state.loaded.removeFirst()
            }
            state.loaded.append(LoadedModel(name: name, model: model, plan: plan, expiresAt: Self.expiry(keepAlive)))
        }
        return cloud.options.loadSeconds + 0.0012
    }

    func unload(_ name: String) { with { $0.loaded.removeAll { $0.name == name } } }

    /// When a model is dropped: five minutes after its last use unless told otherwise.
    static func expiry(_ keepAlive: Double?) -> Double {
        let seconds = keepAlive ?? 300
        return seconds < 0 ? .infinity : Cloud.now + seconds
    }

    private static func gibibytes(_ bytes: Int) -> String {
        "\((Double(bytes) / 0x1p30 * 10).rounded() / 10)"
    }
}
