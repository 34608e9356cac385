import Domain
import HTTPTypes
import Hummingbird

/// Tells a caller of parameters and members that mean nothing where they were sent: a filter or a limit that is misspelt must not
/// go unnoticed.
struct UnknownArguments: RouterMiddleware {
    private static let header = HTTPField.Name("Warning")
    private static let mostNamed = 8

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let header = Self.header, response.status != .notFound else { return response }
        let parameters = context.arguments.parameters
        var seen = parameters
        let unknown = Self.names(in: request).filter { seen.insert($0).inserted }
        var sentences = unknown.map { Self.sentence(about: $0, "parameter", among: parameters) }
        // Reading ends where something is wrong: what comes after was not looked for yet.
        if response.status.kind == .successful {
            let members = context.arguments.members
            sentences += members.unknown.map { Self.sentence(about: $0, "member", among: members.known) }
        }
        for sentence in sentences.prefix(Self.mostNamed) {
            response.headers.append(HTTPField(name: header, value: "299 gpu-shopper \"\(sentence)\""))
        }
        return response
    }

    /// A query that cannot be read was refused where somebody wanted to read it.
    private static func names(in request: Request) -> [String] {
        guard request.uri.query?.isEmpty == false else { return [] }
        do { return try QueryFields.pairs(of: request).map(\.0) } catch { return [] }
    }

    private static func sentence(about name: String, _ kind: String, among known: Set<String>) -> String {
        let shown = String(name.unicodeScalars.prefix(64).map { isPlain($0) ? Character($0) : "?" })
        let key = name.lowercased().replacing("-", with: "_")
        let nearest = EditDistance.nearest(to: key, in: known.sorted().map { ($0, $0) }, atMost: 3, limit: 1).first
        return "unknown \(kind) '\(shown)' was ignored" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }

    /// What a header's quoted text can hold as it stands.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\"
    }
}
