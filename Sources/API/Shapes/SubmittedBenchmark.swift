import Domain
import Foundation

/// A result that a caller sends in, checked: kept and shown, and never ranked until somebody judges it.
struct SubmittedBenchmark {
    let result: BenchmarkResult

    /// Members that a caller may leave out, because they have a meaning when they are not there.
    private static let ours = ["verdict", "verdict_reasons", "source", "source_detail", "content_hash"]
    private static let most = 1e15

    /// Throws `.invalidInput` that names the member which is wrong.
    init(_ fields: BodyFields, by caller: String, at now: Date) throws {
        let hash = fields.digest
        let empty = Self.empty(hash, by: caller, at: now)
        let form = try JSONValue(encoding: empty)
        guard case .object(let members) = form else { throw Problem(.internalError, "an empty result is no object") }
        var sent = fields.members(known: Set(members.keys).union(["session_id", "offer_id", "machine_id"]))
        for name in Self.ours { sent[name] = nil }
        try fields.require("hardware", "model", "results")
        try Self.check(.object(sent), at: "")
        let merged = Self.merged(form, .object(sent))
        let result: BenchmarkResult
        do {
            result = try ProductJSON.decoder().decode(BenchmarkResult.self, from: try ProductJSON.encoder().encode(merged))
        } catch let error as DecodingError {
            throw Problem(
                .invalidInput, "invalid benchmark data: \(Self.words(error))", hint: "The members are those of GET /api/v1/benchmarks.")
        }
        try Self.check(result)
        self.result = result
    }

    private static func empty(_ hash: String, by caller: String, at now: Date) -> BenchmarkResult {
        BenchmarkResult(
            id: "bm-" + hash.prefix(20), timestamp: now, hardware: .init(gpuName: "", gpuMemoryMiB: 0), model: .init(name: ""),
            testConfig: .init(), results: .init(), provider: "", location: "", pricePerHour: .zero, verdict: .suspect,
            verdictReasons: ["sent in over HTTP and judged by nobody yet"], source: .submitted, sourceDetail: caller, contentHash: hash)
    }

    private static func check(_ result: BenchmarkResult) throws {
        func refuse(_ what: String) -> Problem { Problem(.invalidInput, "invalid benchmark data: \(what)") }
        guard !result.hardware.gpuName.allSatisfy(\.isWhitespace) else { throw refuse("hardware.gpu_name is required") }
        guard !result.model.name.allSatisfy(\.isWhitespace) else { throw refuse("model.name is required") }
        guard result.results.avgTokensPerSecond > 0 else { throw refuse("results.avg_tokens_per_second must be above 0") }
        guard result.results.avgTokensPerSecond <= 1_000_000 else { throw refuse("results.avg_tokens_per_second must be at most 1000000") }
        guard (0...1).contains(result.results.errorRate) else { throw refuse("results.error_rate must be from 0 to 1") }
        guard result.results.matchRate.map((0...1).contains) ?? true else { throw refuse("results.match_rate must be from 0 to 1") }
        guard result.pricePerHour.dollars <= 1_000_000 else { throw refuse("price_per_hour must be at most 1000000") }
        guard (1...1024).contains(result.hardware.gpuCount) else { throw refuse("hardware.gpu_count must be from 1 to 1024") }
        guard (1...64).contains(result.id.utf8.count), result.id.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
        else { throw refuse("id must be 1 to 64 visible ASCII characters without a slash") }
    }

    /// No number of a measurement is below nothing, and no text is a book.
    private static func check(_ value: JSONValue, at path: String) throws {
        switch value {
        case .number(let number):
            guard (0...most).contains(number) else {
                throw Problem(.invalidInput, "invalid benchmark data: \(path) must be a number from 0 to \(Words.plain(most))")
            }
        case .text(let text):
            guard text.utf8.count <= 1024 else {
                throw Problem(.invalidInput, "invalid benchmark data: \(path) must have at most 1024 bytes")
            }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { try check(member, at: path.isEmpty ? name : "\(path).\(name)") }
        case .list(let items):
            guard items.count <= 1024 else { throw Problem(.invalidInput, "invalid benchmark data: \(path) must have at most 1024 items") }
            for item in items { try check(item, at: path) }
        case .null, .flag: break
        }
    }

    /// What was sent over what is usual; null says nothing.
    private static func merged(_ base: JSONValue, _ sent: JSONValue) -> JSONValue {
        guard case .object(let members) = base, case .object(let news) = sent else { return sent == .null ? base : sent }
        return .object(members.merging(news) { merged($0, $1) })
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(path(context.codingPath)) is not of the right kind"
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is required"
        @unknown default: "it cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
}
