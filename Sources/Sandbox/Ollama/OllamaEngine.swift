import Synchronization

/// What the model server of one machine holds and does.
final class OllamaEngine: Sendable {
    let machine: Int
    let files: MachineFiles
    let hardware: Hardware
    let cloud: Cloud
    let line = TurnLine()
    private let state: Mutex<State>

    /// The version it says it is.
    static let version = "0.33.0"

    struct State: Sendable {
        /// Models on the disk by the name they were asked for, oldest first.
        var pulled: [(name: String, model: LanguageModel, at: Double)] = []
        /// How far an unfinished pull came, from 0 to 1.
        var progress: [String: Double] = [:]
        var loaded: [LoadedModel] = []
        /// When the GPU last computed, in unix seconds, and whether it does now.
        var lastBusy = -Double.infinity
        var isBusy = false
        /// Since when it computes without a break, and when it did lately.
        var busySince: Double?
        var spans: [(from: Double, to: Double)] = []
        /// Answers given so far.
        var served = 0
    }

    init(machine: Int, files: MachineFiles, hardware: Hardware, cloud: Cloud) {
        self.machine = machine
        self.files = files
        self.hardware = hardware
        self.cloud = cloud
        state = Mutex(State())
    }

    func with<Value: Sendable>(_ body: (inout State) -> sending Value) -> Value {
        state.withLock { state in
            let now = Cloud.now
            if !state.isBusy { state.loaded.removeAll { $0.expiresAt <= now } }
            return body(&state)
        }
    }

    /// A model's full name: what has no tag means `latest`.
    static func fullName(_ name: String) -> String { name.contains(":") ? name : name + ":latest" }

    /// The model on the disk that a client means.
    func installed(_ name: String) throws(OllamaProblem) -> (name: String, model: LanguageModel) {
        let wanted = Self.fullName(name)
        guard let found = with({ $0.pulled.first { $0.name == wanted } }) else { throw .noModel(name) }
        return (found.name, found.model)
    }

    /// Decode tokens/s that a plan reaches on this machine.
    func speed(_ model: LanguageModel, _ plan: MemoryPlan) -> Double {
        let full = cloud.truth.speed(of: hardware.gpu, with: model) * hardware.speedFactor
        return plan.speed(full: full, model: model)
    }

    /// Prompt tokens/s: compute-bound, so it follows the arithmetic rate; a third of it is reached.
    func prefillSpeed(_ model: LanguageModel, _ plan: MemoryPlan) -> Double {
        let full = hardware.gpu.teraflops * 1e12 * 0.33 / (2 * model.active * 1e9) * hardware.speedFactor
        return 1 / (plan.shareOnGPU / full + (1 - plan.shareOnGPU) / 60)
    }
}
