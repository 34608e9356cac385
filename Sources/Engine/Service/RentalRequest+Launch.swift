import Advice
import Domain

extension RentalRequest {
    /// The options as they are stored, with what the workload says where the user did not.
    ///
    /// Throws `.invalidInput` for what cannot be launched.
    func checkedLaunch() throws -> LaunchOptions {
        var options = launch
        try checkTexts()
        guard Set(options.exposedPorts).count == options.exposedPorts.count, options.exposedPorts.allSatisfy(LaunchOptions.ports.contains),
            options.exposedPorts.count <= LaunchOptions.mostPorts
        else {
            throw Problem(
                .invalidInput, "exposed_ports must be at most \(LaunchOptions.mostPorts) different numbers from 1 to 65535")
        }
        guard !options.exposedPorts.contains(22) else {
            throw Problem(.invalidInput, "exposed_ports must not have 22: SSH is reached in any case")
        }
        if let minutes = options.bootTimeoutMinutes, !LaunchOptions.bootTimeouts.contains(minutes) {
            throw Problem(.invalidInput, "ssh_timeout_minutes must be between 1 and 30, not \(minutes)")
        }
        guard options.mode == .entrypoint else { return options }
        if options.exposedPorts.isEmpty, let port = ModelServer.port(of: workload) { options.exposedPorts = [port] }
        guard !options.exposedPorts.isEmpty else {
            throw Problem(
                .invalidInput, "exposed_ports is required with launch_mode entrypoint: the first is the port of the API",
                hint: "Workloads llm_vllm and llm_tgi have their own.")
        }
        guard options.image != nil || options.templateHash != nil || ModelServer.image(of: workload) != nil else {
            throw Problem(
                .invalidInput,
                "docker_image or template_hash_id is required with launch_mode entrypoint and workload_type \(workload.rawValue)",
                hint: "Workloads llm_vllm and llm_tgi have their own image.")
        }
        guard options.templateHash != nil || options.onStart != nil || ModelServer.image(of: workload) == nil || model?.isEmpty == false
        else {
            throw Problem(
                .invalidInput, "model_id is required with launch_mode entrypoint and workload_type \(workload.rawValue)",
                hint: "Give the name that the server loads the model by, e.g. Qwen/Qwen2.5-7B-Instruct.")
        }
        return options
    }

    /// GB to rent: what was asked for, else what the model and the template need, else the usual.
    ///
    /// Throws `InsufficientDisk` when what was asked for is too small.
    func diskToRent(template: Template?) throws -> Int {
        let estimate = DiskEstimate(model: model, quantization: launch.quantization, template: template)
        guard let asked = diskGB else { return estimate?.recommendedGB ?? Self.usualDiskGB }
        if let estimate, asked < estimate.minimumGB {
            throw InsufficientDisk(requestedGB: asked, model: model, quantization: launch.quantization, estimate: estimate)
        }
        return asked
    }

    /// Everything here goes into a shell's or a container's hands.
    private func checkTexts() throws {
        try Self.check("docker_image", launch.image, atMost: 512) { $0.value > 0x20 && $0.value < 0x7F }
        try Self.check("template_hash_id", launch.templateHash, atMost: 128) { $0.value > 0x20 && $0.value < 0x7F }
        try Self.check("model_id", model, atMost: 256) { $0.properties.generalCategory != .control }
        try Self.check("on_start_cmd", launch.onStart, atMost: LaunchOptions.longestOnStart) {
            $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }
    }

    private static func check(_ name: String, _ text: String?, atMost limit: Int, _ isAllowed: (Unicode.Scalar) -> Bool) throws {
        guard let text else { return }
        guard !text.allSatisfy(\.isWhitespace), text.utf8.count <= limit, text.unicodeScalars.allSatisfy(isAllowed) else {
            let further = name == "on_start_cmd" ? "no control characters but line ends and tabs" : "no blanks or control characters"
            throw Problem(
                .invalidInput,
                "\(name) must have 1 to \(limit) bytes and \(name == "model_id" ? "no control characters" : further)")
        }
    }
}
