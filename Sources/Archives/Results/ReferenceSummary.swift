import Domain
import Foundation

/// `benchmark_result.json` of the reference's script: it stands in for `metadata.json` and `rental.json`.
///
/// Only what describes the run is taken; the figures are computed again from the raw lines. Its times to the
/// first token are those of whole answers and are never read.
struct ReferenceSummary: Decodable {
    var timestamp: FlexibleText?
    var hardware: ArchiveMetadata.Hardware?
    var model: Model?
    var testConfig: TestConfig?
    var results: Quality?
    var provider: FlexibleText?
    var location: FlexibleText?
    var pricePerHour: FlexibleNumber?
    var sessionID: FlexibleText?

    enum CodingKeys: String, CodingKey {
        case timestamp, hardware, model, results, provider, location
        case testConfig = "test_config"
        case pricePerHour = "price_per_hour"
        case sessionID = "session_id"
    }

    struct Model: Decodable {
        var name: String?
        var quantization: FlexibleText?
        var parameterCount: FlexibleText?
        var runtime: FlexibleText?
        var runtimeVersion: FlexibleText?

        enum CodingKeys: String, CodingKey {
            case name, quantization, runtime
            case parameterCount = "parameter_count"
            case runtimeVersion = "runtime_version"
        }
    }

    struct TestConfig: Decodable {
        var durationMinutes: FlexibleNumber?
        var maxTokens: FlexibleNumber?
        var warmupRequests: FlexibleNumber?

        enum CodingKeys: String, CodingKey {
            case durationMinutes = "duration_minutes"
            case maxTokens = "max_tokens"
            case warmupRequests = "warmup_requests"
        }
    }

    struct Quality: Decodable {
        var matchRate: FlexibleNumber?
        var promptsWithExpected: FlexibleNumber?
        var promptsMatching: FlexibleNumber?

        enum CodingKeys: String, CodingKey {
            case matchRate = "match_rate"
            case promptsWithExpected = "prompts_with_expected"
            case promptsMatching = "prompts_matching"
        }
    }

    static func read(_ bytes: [UInt8]) throws(ArchiveError) -> ReferenceSummary {
        do {
            return try JSONDecoder().decode(ReferenceSummary.self, from: Data(bytes))
        } catch {
            throw .malformed(ArchiveMember.referenceSummary.rawValue, detail: JSONComplaint.text(error))
        }
    }

    /// The same facts in the shape of `metadata.json`.
    var metadata: ArchiveMetadata {
        var metadata = ArchiveMetadata()
        metadata.startedAt = timestamp
        metadata.hardware = hardware
        metadata.model = ArchiveMetadata.Model(
            name: model?.name, runtime: model?.runtime, runtimeVersion: model?.runtimeVersion,
            parameterSize: model?.parameterCount, quantization: model?.quantization
        )
        metadata.testConfig = ArchiveMetadata.TestConfig(
            durationSeconds: testConfig?.durationMinutes.map { FlexibleNumber(($0.value ?? 0) * 60) },
            maxTokens: testConfig?.maxTokens, warmupRequests: testConfig?.warmupRequests
        )
        return metadata
    }

    /// What the summary says about the rental.
    var rental: Rental {
        Rental(
            provider: provider?.value, location: location?.value,
            pricePerHour: pricePerHour?.value.flatMap { USD(dollars: $0) },
            sessionID: sessionID?.value
        )
    }
}
