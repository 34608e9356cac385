import Foundation
import HTTPTypes

/// The fixed front part of a service's addresses.
struct BaseURL: Sendable {
    private let scheme: String?
    private let authority: String?
    private let prefix: String

    init(_ url: URL) {
        let parts = URLComponents(url: url, resolvingAgainstBaseURL: true)
        scheme = parts?.scheme?.lowercased()
        authority = parts?.percentEncodedHost.map { host in
            parts?.port.map { "\(host):\($0)" } ?? host
        }
        let path = parts?.percentEncodedPath ?? ""
        prefix = path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    func request(
        _ method: HTTPRequest.Method, _ path: String, query: [URLQueryItem], headers: HTTPFields
    ) -> HTTPRequest {
        var target = prefix + (path.hasPrefix("/") ? "" : "/") + Self.encode(path, allowing: Self.pathCharacters)
        if !query.isEmpty {
            target += "?" + query.map(Self.encode).joined(separator: "&")
        }
        return HTTPRequest(
            method: method, scheme: scheme, authority: authority, path: target, headerFields: headers)
    }

    private static func encode(_ item: URLQueryItem) -> String {
        let name = encode(item.name, allowing: unreserved)
        return item.value.map { "\(name)=\(encode($0, allowing: unreserved))" } ?? name
    }

    private static func encode(_ text: String, allowing allowed: CharacterSet) -> String {
        text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    /// Only what no server reads in two ways: `+` and `/` in a query are encoded too.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static let pathCharacters = unreserved.union(CharacterSet(charactersIn: "/:@!$&'()*+,;="))
}
