import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The Vast.ai marketplace over HTTP.
struct VastDialect: Sendable {
    let cloud: Cloud
    let park: MachinePark
    let logger: Logger

    typealias Handler = @Sendable (VastDialect, Request, SandboxContext) async throws -> JSONAnswer

    func addRoutes(to router: Router<SandboxContext>) {
        addOfferRoutes(to: router)
        addInstanceRoutes(to: router)
        addKeyRoutes(to: router)
        addAccountRoutes(to: router)
        addTemplateRoutes(to: router)
    }

    /// Registers one call: counted, let in by its key, then subject to the faults that hit any call.
    func on(
        _ method: HTTPRequest.Method, _ path: String, _ operation: VastOperation,
        in router: Router<SandboxContext>, _ handler: @escaping Handler
    ) {
        router.on(RouterPath("/vastai/api/\(path)"), method: method) { request, context -> Response in
            let answer: JSONAnswer
            do throws(any Error) {
                if let page = try admit(request, operation, context) { return page }
                answer = try await handler(self, request, context)
            } catch let refusal as VastRefusal {
                answer = JSONAnswer(status: refusal.status, body: refusal.body, headers: refusal.headers)
            } catch let error as JSONSyntaxError {
                answer = JSONAnswer(
                    status: .badRequest,
                    body: ["success": false, "error": "invalid_args", "msg": .string(error.description)])
            }
            return try answer.response(from: request, context: context)
        }
    }

    /// Lets a call through, refuses it, or answers it with a web page instead.
    private func admit(_ request: Request, _ operation: VastOperation, _ context: SandboxContext) throws -> Response? {
        cloud.with { $0.calls[operation.rawValue, default: 0] += 1 }
        if case .machine(let id) = try caller(of: request) {
            let isItsOwn = context.parameters.get("id", as: Int.self) == id
            guard isItsOwn, [.show, .update, .destroy].contains(operation) else { throw VastRefusal.foreignInstance }
        }
        let concerns: @Sendable (Fault) -> Bool = { $0.concerns("operation", operation.rawValue) }
        if let fault = cloud.with({ $0.faults.take(.rateLimit, where: concerns) }) {
            throw VastRefusal.tooManyRequests(retryAfter: fault.number("retry_after"))
        }
        if let fault = cloud.with({ $0.faults.take(.serverError, where: concerns) }) {
            throw VastRefusal(
                status: .init(code: fault.parameters["status"]?.int ?? 500),
                body: ["success": false, "error": "server_error", "msg": "Internal server error"])
        }
        if cloud.with({ $0.faults.take(.html, where: concerns) }) != nil { return Self.page }
        return nil
    }

    private static var page: Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(
                    string: "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
                        + "<h1>We are down for maintenance</h1></body></html>")))
    }
}
