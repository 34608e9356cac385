import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer whose body is JSON in the product's form.
struct JSONAnswer<Body: Encodable & Sendable>: ResponseGenerator, Sendable {
    let status: HTTPResponse.Status
    let body: Body
    let headers: HTTPFields

    init(_ body: Body, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    func response(from request: Request, context: some RequestContext) throws -> Response { try answer() }

    /// The answer, for a route whose bodies differ.
    func answer() throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try ProductJSON.encoder().encode(body))))
    }
}
