import Foundation
import HTTPTypes

/// What may be said about a request in public: method, host and path, never the query or credentials.
struct RequestTarget: Sendable, Equatable, CustomStringConvertible {
    let method: String
    let scheme: String
    let host: String
    let path: String

    init(_ request: HTTPRequest) {
        method = request.method.rawValue
        scheme = request.scheme?.lowercased() ?? ""
        let authority = request.authority ?? ""
        host = String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
        let target = request.path ?? "/"
        path = String(target.prefix { $0 != "?" && $0 != "#" })
    }

    var description: String { "\(method) \(host)\(path)" }

    /// The host without its port.
    var hostName: String {
        if host.hasPrefix("[") {
            return String(host.dropFirst().prefix { $0 != "]" })
        }
        return String(host.prefix { $0 != ":" })
    }

    var isLoopback: Bool {
        let name = hostName.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
