import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// Rents on demand; the machine carries the label from its first second.
    ///
    /// A cancelled task throws `CancellationError`, and the machine may exist all the same.
    public func launch(_ request: LaunchRequest) async throws -> Instance {
        guard let ask = request.offer.id.local(in: .vastai).flatMap({ Int($0) }), ask > 0 else {
            throw LaunchFailure.rejected(
                Problem(.invalidInput, "\(request.offer.id) is not the id of a Vast.ai offer"))
        }
        let contract = try await created(request, ask: ask).launchedInstance()
        return Instance(
            id: InstanceID(provider: .vastai, local: String(contract)),
            label: request.label.description,
            phase: .starting("created"),
            gpuName: request.offer.gpuName,
            pricePerHour: request.offer.pricePerHour)
    }

    private func created(_ request: LaunchRequest, ask: Int) async throws -> VastAnswer {
        let body = VastLaunchBody(request, address: address)
        var call = try VastCall(.createInstance, .put, "/api/v0/asks/\(ask)/").sending(body)
        call.repeatable = .once
        call.timeout = options.launchTimeout
        do {
            return try await exchange(call)
        } catch {
            let failure = VastFailure(.createInstance, error)
            guard let problem = failure.problem else { throw error }
            throw failure.mayHaveBeenProcessed
                ? LaunchFailure.outcomeUnknown(problem) : LaunchFailure.rejected(problem)
        }
    }
}
