import Foundation

/// The marker of a benchmark that failed, in words.
enum FailureMarker {
    private struct Marker: Decodable {
        var stage: String?
        var reason: String?
        var exitCode: FlexibleNumber?

        enum CodingKeys: String, CodingKey {
            case stage, reason
            case exitCode = "exit_code"
        }
    }

    /// Stage and reason of `failed.json`, or the text of the reference's marker; a marker always gives a
    /// reason.
    static func reason(_ contents: ArchiveContents) -> String? {
        if let bytes = contents.members[.failure] {
            // A marker cut short by the failure itself still says that there was one.
            guard let marker = try? JSONDecoder().decode(Marker.self, from: Data(bytes)) else {
                return "it left a failure marker"
            }
            let reason =
                marker.reason ?? marker.exitCode?.whole.map { "exit code \($0)" } ?? "no reason was given"
            return marker.stage.map { "\(reason) (stage \($0))" } ?? reason
        }
        guard let bytes = contents.members[.referenceFailure] else { return nil }
        let text = String(decoding: bytes.prefix(200), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        return text.isEmpty ? "it left a failure marker" : text
    }
}
