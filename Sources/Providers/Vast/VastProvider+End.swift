import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// Asks for the machine's end, repeatedly while the service fails; 404 is success.
    ///
    /// Nothing here proves that the machine is gone: only ``instance(_:)`` does.
    public func requestEnd(of id: InstanceID) async throws {
        let number = try number(of: id)
        endings.insert(number)
        var call = VastCall(.destroyInstance, .delete, "/api/v0/instances/\(number)/")
        call.body = Data("{}".utf8)
        call.urgency = .ending
        let answer = try await reporting(.destroyInstance) {
            try await patiently(call) { $0.status == 429 || $0.status >= 500 }
        }
        if answer.status == 404 { return }
        guard answer.isSuccess else { throw answer.problem }
        guard !answer.isEmpty else { return }
        let body = try answer.decoded(as: VastErrorBody.self)
        guard body.success == false, !body.saysAbsent else { return }
        throw Problem(
            .badResponse, "Vast.ai did not end machine \(number): \(answer.explanation ?? "no reason given")",
            hint: "It may still cost money; it is asked for again, and https://cloud.vast.ai/instances/ shows it")
    }
}
