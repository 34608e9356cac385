import Domain
import HTTPTypes
import Hummingbird

/// Tells a caller of the query arguments that mean nothing where they were sent: a filter that is misspelt must not go unnoticed.
struct UnknownArguments: RouterMiddleware {
    private static let header = HTTPField.Name("Warning")

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let header = Self.header, request.uri.query?.isEmpty == false, response.status != .notFound else { return response }
        let known = context.arguments.names
        var seen: Set<String> = []
        for name in Self.names(in: request).filter({ !known.contains($0) && seen.insert($0).inserted }).prefix(8) {
            response.headers.append(HTTPField(name: header, value: "299 gpu-shopper \"\(Self.sentence(about: name, among: known))\""))
        }
        return response
    }

    /// A query that cannot be read was refused where somebody wanted to read it.
    private static func names(in request: Request) -> [String] {
        do { return try QueryFields.pairs(of: request).map(\.0) } catch { return [] }
    }

    private static func sentence(about name: String, among known: Set<String>) -> String {
        let shown = String(name.unicodeScalars.prefix(64).map { isPlain($0) ? Character($0) : "?" })
        let key = name.lowercased().replacing("-", with: "_")
        let nearest = EditDistance.nearest(to: key, in: known.sorted().map { ($0, $0) }, atMost: 3, limit: 1).first
        return "unknown parameter '\(shown)' was ignored" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    /// What a header's quoted text can hold as it stands.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\"
    }
}
