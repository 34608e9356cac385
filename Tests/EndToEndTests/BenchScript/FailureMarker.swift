/// `failed.json`.
struct FailureMarker: Decodable {
    let stage: String
    let reason: String
    let exitCode: Int32
}
