import Domain
import Engine
import Foundation

/// The flags of `provision`, checked, as the server wants them.
struct ProvisionBody: Encodable {
    let consumer_id: String
    var offer_id: String?
    let model: String?
    let workload_type: String
    let reservation_hours: Int
    let idle_threshold_minutes: Int
    let storage_policy: String
    let disk_gb: Int?
    let auto_retry: Bool
    let max_retries: Int
    let retry_scope: String?
    let ssh_public_key: String?
    private let terms: AdviceMembers

    init(_ command: Provision) throws {
        try FlagRange.text("--consumer", command.consumer)
        try FlagRange.text("--offer", command.offer)
        try Self.requireOneChoice(command)
        terms = command.terms.members
        try FlagRange.whole("--hours", command.hours, RentalTerms.hours)
        try FlagRange.whole("--idle-timeout", command.idleTimeout, 0...1440, "minutes")
        try FlagRange.whole("--disk", command.disk, 1...10_000, "GB")
        try FlagRange.whole("--retries", command.retries, 0...5)
        consumer_id = command.consumer
        offer_id = command.offer
        model = command.model
        workload_type = try Self.word("--workload", command.workload, Workload.self)
        reservation_hours = command.hours
        idle_threshold_minutes = command.idleTimeout
        storage_policy = try Self.word("--storage", command.storage, StoragePolicy.self)
        disk_gb = command.disk
        auto_retry = command.retries > 0
        max_retries = command.retries
        retry_scope = try command.retryScope.map { try Self.word("--retry-scope", $0, RetryScope.self) }
        ssh_public_key = try command.sshPublicKey.map(Self.publicKey)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(consumer_id, forKey: .consumer_id)
        try container.encodeIfPresent(offer_id, forKey: .offer_id)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(workload_type, forKey: .workload_type)
        try container.encode(reservation_hours, forKey: .reservation_hours)
        try container.encode(idle_threshold_minutes, forKey: .idle_threshold_minutes)
        try container.encode(storage_policy, forKey: .storage_policy)
        try container.encodeIfPresent(disk_gb, forKey: .disk_gb)
        try container.encode(auto_retry, forKey: .auto_retry)
        try container.encode(max_retries, forKey: .max_retries)
        try container.encodeIfPresent(retry_scope, forKey: .retry_scope)
        try container.encodeIfPresent(ssh_public_key, forKey: .ssh_public_key)
        if model != nil { try terms.encode(to: encoder) }
    }

    private enum CodingKeys: String, CodingKey {
        case consumer_id, offer_id, model, workload_type, reservation_hours, idle_threshold_minutes, storage_policy, disk_gb, auto_retry
        case max_retries, retry_scope, ssh_public_key
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
