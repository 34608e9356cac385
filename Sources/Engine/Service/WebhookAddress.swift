import Foundation
import HTTPTypes

/// An address that is called as it stands: `http(s)://host[:port]/path?query`.
///
/// Unlike a service's address it is whole, query included. A name and password in it are refused, since whoever prints
/// the address prints them; the path of many hooks is a secret of its own, so only ``place`` goes into logs.
struct WebhookAddress: Sendable {
    private let parts: URLComponents
    private let host: String

    /// `nil` for what cannot be called.
    init?(_ text: String) {
        let isClean = text.utf8.count <= 2048 && text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value != 0x7F }
        guard isClean, let parts = URLComponents(string: text), let host = parts.percentEncodedHost, !host.isEmpty else { return nil }
        guard ["http", "https"].contains(parts.scheme?.lowercased() ?? "") else { return nil }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else { return nil }
        guard parts.port.map((1...65535).contains) ?? true else { return nil }
        self.parts = parts
        self.host = host
    }

    /// What such an address must be, for a person.
    static let form = "an http:// or https:// address with a host; without user name and fragment"

    /// Scheme, host and port: what may be shown.
    var place: String { "\(parts.scheme?.lowercased() ?? "")://\(authority)" }

    /// A request that posts JSON there.
    var request: HTTPRequest {
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        let query = parts.percentEncodedQuery.map { "?\($0)" } ?? ""
        return HTTPRequest(
            method: .post, scheme: parts.scheme?.lowercased(), authority: authority, path: path + query,
            headerFields: [.contentType: "application/json"])
    }

    private var authority: String { parts.port.map { "\(host):\($0)" } ?? host }
}
