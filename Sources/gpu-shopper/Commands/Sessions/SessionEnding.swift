import API
import Domain
import Engine
import Foundation
import HTTPTypes

/// Asks a server for a session's end and says how far it came.
struct SessionEnding {
    let desk: ServerDesk

    /// Ends it; a machine that is not proved gone when `wait` is over is said, with an exit code of its own.
    func run(_ method: HTTPRequest.Method, _ id: String, path: String, wait: Int) async throws {
        try FlagRange.whole("--wait", wait, 0...300, "seconds")
        let whole = try await SessionReference(id).resolved(at: desk.link)
        let answer = try await desk.link.ask(
            method, "sessions/\(whole)\(path)", query: [URLQueryItem(name: "wait", value: String(wait))], timeout: .seconds(wait + 60))
        let ended = try answer.decoded(EndedShape.self)
        if desk.output.format == .json {
            desk.show(answer)
        } else if answer.status == 200 {
            let (status, cost) = (ended.session.status, ended.session.cost_usd)
            desk.output.show(
                .sentence(
                    "Session \(whole) is over (\(status)); it cost \(MoneyText.dollars(cost)).",
                    Facts(["session id": whole, "status": status, "cost usd": FlagRange.plain(cost.dollars)])))
        }
        guard answer.status != 200 else { return }
        if let refused = ended.session.alarms?.first(where: { $0.kind == Alarm.Kind.teardownRefused.rawValue }) {
            throw Problem(
                .providerRejectedKey, "session \(whole) is \(ended.session.status): \(refused.message)",
                hint: "Give the server a key that may end machines; it goes on asking until the machine is gone.")
        }
        throw Problem(
            .timedOut, "session \(whole) is \(ended.session.status): its machine is not proved gone yet",
            hint: "The server goes on until it is; 'gpu-shopper sessions show \(whole)' tells when.")
    }
}
