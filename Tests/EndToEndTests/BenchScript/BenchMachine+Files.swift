import Foundation
import Testing

extension BenchMachine {
    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: out.appending(path: name).path) }

    func text(_ name: String) throws -> String {
        try String(contentsOf: out.appending(path: name), encoding: .utf8)
    }

    func lines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n").map(String.init)
    }

    func status() throws -> StatusFile { try decode("status.json") }
    func failure() throws -> FailureMarker { try decode("failed.json") }
    func metadata() throws -> MetadataFile { try decode("metadata.json") }

    func requests() throws -> [RequestLine] {
        try lines("results.jsonl").map { try Self.decoder.decode(RequestLine.self, from: Data($0.utf8)) }
    }

    /// What the fake server was asked.
    func sent(to path: String) throws -> [SentRequest] {
        try String(contentsOf: folder.appending(path: "server.log"), encoding: .utf8)
            .split(separator: "\n")
            .map { try Self.decoder.decode(SentRequest.self, from: Data($0.utf8)) }
            .filter { $0.path == path }
    }

    /// The stage that `status.json` names; nil before there is one.
    func stage() -> String? { try? status().stage }

    private func decode<Value: Decodable>(_ name: String) throws -> Value {
        let data = try Data(contentsOf: out.appending(path: name))
        return try Self.decoder.decode(Value.self, from: data)
    }
}
