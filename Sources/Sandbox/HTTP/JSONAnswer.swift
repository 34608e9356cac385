import HTTPTypes
import Hummingbird
import NIOCore

/// An answer with a JSON body.
struct JSONAnswer: Sendable, ResponseGenerator {
    var status: HTTPResponse.Status = .ok
    var body: JSONValue
    var headers: HTTPFields = [:]
    var contentType = "application/json"

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers = headers
        headers[.contentType] = contentType
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes)))
    }
}
