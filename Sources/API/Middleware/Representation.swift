import Archives
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers to reads have a validator, are left out when the caller has them already, and are packed when it asks for that.
struct Representation: RouterMiddleware {
    /// Less than this is not worth packing.
    private static let leastPacked = 1024

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.method == .get, response.status == .ok else {
            // What a write answers may hold a key, and what fails now may work in a moment.
            response.headers[.cacheControl] = response.headers[.cacheControl] ?? "no-store"
            return response
        }
        let body = try await AnswerBytes.collect(response.body)
        let tag = response.headers[.eTag] ?? Self.tag(of: body)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = response.headers[.cacheControl] ?? "private, no-cache"
        response.headers[.vary] = "Accept-Encoding, Authorization"
        if Self.holds(request.headers[.ifNoneMatch], tag) {
            response.headers[.contentType] = nil
            return Response(status: .notModified, headers: response.headers)
        }
        response.body = ResponseBody(byteBuffer: body)
        guard body.readableBytes >= Self.leastPacked, Self.wantsGzip(request.headers[.acceptEncoding]),
            let packed = Gzip.packed(Array(body.readableBytesView))
        else { return response }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = String(packed.count)
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        return response
    }

    /// Weak, since it stands for the packed bytes too.
    static func tag(of body: ByteBuffer) -> String {
        let digest = SHA256.hash(data: body.readableBytesView)
        return "W/\"" + digest.prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\""
    }

    /// Whether a list of validators holds this one, compared weakly.
    private static func holds(_ list: String?, _ tag: String) -> Bool {
        guard let list else { return false }
        func bare(_ text: Substring) -> Substring {
            let text = text.drop { $0 == " " || $0 == "\t" }
            return text.hasPrefix("W/") ? text.dropFirst(2) : text
        }
        return list == "*" || list.split(separator: ",").contains { bare($0).trimmingSuffix(while: { $0 == " " }) == bare(tag[...]) }
    }

    private static func wantsGzip(_ list: String?) -> Bool {
        guard let list else { return false }
        return list.lowercased().split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let name = parts.first, name == "gzip" || name == "*" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight ?? 1 > 0
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
