import Domain
import Foundation

/// The flags of `provision`, checked, as the server wants them.
struct ProvisionBody: Encodable {
    let consumer_id: String
    let offer_id: String
    let workload_type: String
    let reservation_hours: Int
    let idle_threshold_minutes: Int
    let storage_policy: String
    let disk_gb: Int?
    let auto_retry: Bool
    let max_retries: Int
    let retry_scope: String?
    let ssh_public_key: String?

    init(_ command: Provision) throws {
        try FlagRange.text("--consumer", command.consumer)
        try FlagRange.text("--offer", command.offer)
        try FlagRange.whole("--hours", command.hours, RentalTerms.hours)
        try FlagRange.whole("--idle-timeout", command.idleTimeout, 0...1440, "minutes")
        try FlagRange.whole("--disk", command.disk, 1...10_000, "GB")
        try FlagRange.whole("--retries", command.retries, 0...5)
        consumer_id = command.consumer
        offer_id = command.offer
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
