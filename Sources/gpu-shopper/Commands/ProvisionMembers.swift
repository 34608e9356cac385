import Domain
import Engine
import Foundation

/// The flags of `provision`, checked, as the server wants them; those that choose an offer apart.
struct ProvisionMembers: Encodable {
    let consumer_id: String
    var offer_id: String?
    let model: String?
    let workload_type: String
    let reservation_hours: Int
    let idle_threshold_minutes: Int
    let storage_policy: String
    let disk_gb: Int?
    let template_hash_id: String?
    let docker_image: String?
    let launch_mode: String
    let exposed_ports: [Int]
    let on_start_cmd: String?
    let model_id: String?
    let quantization: String?
    let ssh_timeout_minutes: Int?
    let auto_retry: Bool
    let max_retries: Int
    let retry_scope: String?
    let ssh_public_key: String?

    init(_ command: Provision) throws {
        try FlagRange.text("--consumer", command.consumer)
        try FlagRange.text("--offer", command.offer)
        try Self.requireOneChoice(command)
        try FlagRange.whole("--hours", command.hours, RentalTerms.hours)
        try FlagRange.whole("--idle-timeout", command.idleTimeout, 0...1440, "minutes")
        try FlagRange.whole("--disk", command.disk, 1...10_000, "GB")
        try FlagRange.whole("--retries", command.retries, 0...5)
        for (flag, text) in [
            ("--template", command.template), ("--image", command.image), ("--on-start", command.onStart), ("--model-id", command.modelID),
        ] { try FlagRange.text(flag, text) }
        for port in command.expose { try FlagRange.whole("--expose", port, LaunchOptions.ports) }
        try FlagRange.whole("--ssh-timeout", command.sshTimeout, LaunchOptions.bootTimeouts, "minutes")
        consumer_id = command.consumer
        offer_id = command.offer
        model = command.model
        workload_type = try Self.word("--workload", command.workload, Workload.self)
        reservation_hours = command.hours
        idle_threshold_minutes = command.idleTimeout
        storage_policy = try Self.word("--storage", command.storage, StoragePolicy.self)
        disk_gb = command.disk
        template_hash_id = command.template
        docker_image = command.image
        launch_mode = try Self.word("--launch-mode", command.launchMode, LaunchMode.self)
        exposed_ports = command.expose
        on_start_cmd = command.onStart
        model_id = command.modelID
        quantization = try command.quantization.map { try Self.word("--quantization", $0, Quantization.self) }
        ssh_timeout_minutes = command.sshTimeout
        auto_retry = command.retries > 0
        max_retries = command.retries
        retry_scope = try command.retryScope.map { try Self.word("--retry-scope", $0, RetryScope.self) }
        ssh_public_key = try command.sshPublicKey.map(Self.publicKey)
    }

    /// Exactly one way of saying which machine.
    private static func requireOneChoice(_ command: Provision) throws {
        let terms = command.terms
        switch (command.offer, command.model) {
        case (.some, .some):
            throw Problem(.invalidInput, "--offer and --model both say what to rent", hint: "Keep one of them.")
        case (.some, nil):
            guard let flag = terms.words.first else { return }
            throw Problem(
                .invalidInput, "--offer names one machine, and \(flag) chooses among many", hint: "Leave out one of them.")
        case (nil, .some(let model)):
            _ = try terms.request(for: try KnownModel(model))
        case (nil, nil):
            guard terms.gpu != nil else {
                throw Problem(
                    .invalidInput, "it is not said which machine to rent",
                    hint: "Give --offer ID, or --gpu NAME for the cheapest of a kind, or --model TAG for the best for a model.")
            }
            guard let flag = terms.thoseOfModels.first else { return try terms.check() }
            throw Problem(.invalidInput, "\(flag) is about a model, and none is named", hint: "Add --model TAG.")
        }
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ flag: String, _ text: String, _: Word.Type
    ) throws -> String {
        guard Word(rawValue: text) != nil else {
            throw Problem(.invalidInput, "\(flag) must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")), not '\(text)'")
        }
        return text
    }

    private static func publicKey(_ path: String) throws -> String {
        let expanded = (path as NSString).expandingTildeInPath
        do {
            return try String(contentsOfFile: expanded, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw Problem(
                .invalidInput, "--ssh-public-key: \(path) cannot be read", hint: "Give a file such as ~/.ssh/id_ed25519.pub.", cause: error)
        }
    }
}
