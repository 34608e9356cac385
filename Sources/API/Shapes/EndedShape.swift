/// How far the end of a session came.
public struct EndedShape: Codable, Sendable {
    /// One sentence.
    public let message: String
    /// Which session.
    public let session_id: String
    /// How it stands.
    public let session: SessionShape
}
