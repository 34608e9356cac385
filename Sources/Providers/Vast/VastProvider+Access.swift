import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// Attaches the key and looks for it in the machine's list, a few times if need be.
    ///
    /// It takes 10 to 15 s more until the machine itself knows the key.
    public func grantAccess(to id: InstanceID, publicKey: String) async throws {
        let number = try number(of: id)
        let key = publicKey.trimmingCharacters(in: .whitespacesAndNewlines)
        for check in 1...max(1, options.keyChecks) {
            if check > 1 { try await time.sleep(for: .seconds(1 << min(check - 2, 3))) }
            try await attach(key, to: number)
            if try await isAttached(key, to: number) { return }
        }
        throw Problem(
            .unavailable, "Vast.ai accepted the SSH key for \(id) but does not list it",
            hint: "Take another machine; this one cannot be logged in to")
    }

    private func attach(_ publicKey: String, to number: Int) async throws {
        let call = try VastCall(.attachKey, .post, "/api/v0/instances/\(number)/ssh/").sending(["ssh_key": publicKey])
        let answer = try await reporting(.attachKey) { try await exchange(call) }
        if answer.status != 404, (200...499).contains(answer.status), answer.saysAlready { return }
        guard answer.isSuccess else { throw answer.problem }
        guard try answer.decoded(as: VastErrorBody.self).success != false else {
            throw Problem(
                .badResponse,
                "Vast.ai did not attach the SSH key to machine \(number): \(answer.explanation ?? "no reason given")")
        }
    }

    private func isAttached(_ publicKey: String, to number: Int) async throws -> Bool {
        let call = VastCall(.showKeys, .get, "/api/v0/instances/\(number)/ssh/")
        let answer = try await reporting(.showKeys) { try await exchange(call) }
        // A service that cannot list keys has still accepted this one.
        if [405, 501].contains(answer.status) { return true }
        guard answer.isSuccess else { throw answer.problem }
        return try answer.decoded(as: VastKeyList.self).contains(publicKey) ?? true
    }
}

extension VastAnswer {
    /// "This key is already there" is what we wanted to hear, whatever the status.
    fileprivate var saysAlready: Bool {
        (try? decoded(as: VastErrorBody.self))?.mentions(["already"]) == true
    }
}
