import Foundation
import HTTPTypes

/// One step of a chain of redirects, and the rules for the next.
struct RedirectHop {
    static let limit = 5

    /// The only fields another origin gets to see: anything else may be a credential.
    private static let harmless: [HTTPField.Name] = [.accept, .acceptLanguage, .userAgent, .range]

    let request: HTTPRequest
    let count: Int

    init(first request: HTTPRequest) {
        self.request = request
        count = 0
    }

    private init(_ request: HTTPRequest, count: Int) {
        self.request = request
        self.count = count
    }

    var target: RequestTarget { RequestTarget(request) }

    func next(_ location: String) throws(TransportError) -> RedirectHop {
        guard count < Self.limit else { throw refuse("more than \(Self.limit) redirects") }
        guard let parts = URLComponents(string: location), let scheme = parts.scheme?.lowercased(),
            let host = parts.percentEncodedHost, !host.isEmpty, scheme == "http" || scheme == "https"
        else { throw refuse("it redirects to something that is not a web address") }
        guard scheme == "https" || request.scheme?.lowercased() != "https" else {
            throw refuse("it redirects from https to http")
        }
        var following = request
        following.scheme = scheme
        following.authority = parts.port.map { "\(host):\($0)" } ?? host
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        following.path = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
        let isSameOrigin =
            scheme == request.scheme?.lowercased()
            && following.authority?.lowercased() == request.authority?.lowercased()
        if !isSameOrigin {
            following.headerFields = HTTPFields(request.headerFields.filter { Self.harmless.contains($0.name) })
        }
        return RedirectHop(following, count: count + 1)
    }

    private func refuse(_ reason: String) -> TransportError {
        TransportError(.badURL(reason: reason), target, mayHaveBeenProcessed: true)
    }
}
