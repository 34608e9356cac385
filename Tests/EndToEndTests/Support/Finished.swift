import Domain
import Foundation
import Testing

/// What a program left.
struct Finished: CustomTestStringConvertible {
    let status: Int32
    let output: String
    let errors: String

    /// The report of `bench run -o json`.
    func report(at location: SourceLocation = #_sourceLocation) throws -> BenchReport {
        do {
            return try Self.decoder.decode(BenchReport.self, from: Data(output.utf8))
        } catch {
            Issue.record("not a report (exit \(status)): \(error)\n\(output)\n\(errors)", sourceLocation: location)
            throw error
        }
    }

    /// The reports of `bench resume -o json`.
    func reports(at location: SourceLocation = #_sourceLocation) throws -> [BenchReport] {
        do {
            return try Self.decoder.decode([BenchReport].self, from: Data(output.utf8))
        } catch {
            Issue.record("no reports (exit \(status)): \(error)\n\(output)\n\(errors)", sourceLocation: location)
            throw error
        }
    }

    /// The output as untyped JSON.
    func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    /// For the message of a failed expectation.
    var all: Comment { "exit \(status)\n\(output)\n\(errors)" }

    var testDescription: String { "exit \(status): \(errors)" }

    private static var decoder: JSONDecoder {
        let decoder = ProductJSON.decoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}
