import Foundation
import HTTPTypes

/// Everything the loop needs to know about one exchange.
struct TransferPlan: Sendable {
    let target: RequestTarget
    let url: String
    let headerLines: [String]
    let body: Data?
    let timeout: Duration
    let connectTimeout: Duration
    let stallTimeout: Duration?
    let limit: Int
    /// Demands a connection of its own.
    ///
    /// libcurl silently sends a request again when a kept-alive connection closes before the first byte of
    /// the answer, whatever the method. The server may have acted on the first copy, so calls that must not
    /// happen twice never travel on a used connection.
    let freshConnection: Bool
    let file: DownloadFile?
    let options: HTTPClientOptions

    /// The body to send: calls that conventionally carry one send an empty one rather than none.
    var bodyToSend: Data? {
        if let body { return body }
        return ["POST", "PUT", "PATCH"].contains(target.method) ? Data() : nil
    }

    /// The request's fields as libcurl wants them.
    static func headerLines(of request: HTTPRequest, hasBody: Bool) -> [String] {
        var lines: [String] = []
        for field in request.headerFields {
            // libcurl computes these two itself.
            if field.name == .contentLength || field.name == .transferEncoding { continue }
            // "Name:" without a value would delete the field; a semicolon sends it empty.
            lines.append(field.value.isEmpty ? "\(field.name.rawName);" : "\(field.name.rawName): \(field.value)")
        }
        if hasBody, request.headerFields[.contentType] == nil {
            // Otherwise libcurl would claim a form.
            lines.append("Content-Type:")
        }
        // A pause for "100 Continue" costs a second with servers that do not know it.
        lines.append("Expect:")
        return lines
    }
}
