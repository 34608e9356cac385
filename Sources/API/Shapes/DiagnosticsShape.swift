import Domain
import Foundation

/// What is on record about a machine in use.
struct DiagnosticsShape: Encodable, Sendable {
    let session_id: String
    let status: String
    let provider: String?
    let gpu_type: String?
    let gpu_count: Int?
    let ssh_host: String?
    let ssh_port: Int?
    let ssh_user: String?
    let launch_mode: String
    let api_endpoint: String?
    let created_at: Date
    let expires_at: Date
    let uptime: String
    let time_to_expiry: String
    let ssh_available: Bool
    let note: String

    /// Throws `.invalidInput` for a session that is not running.
    init(_ session: Session, at date: Date) throws {
        guard session.state.status == .running else {
            throw Problem(
                .invalidInput,
                "session \(session.id) is \(session.state.status.rawValue), not running; diagnostics are only available for running sessions"
            )
        }
        let shape = SessionShape(session, endReason: nil, at: date)
        session_id = shape.id
        status = shape.status
        provider = shape.provider
        gpu_type = shape.gpu_type
        gpu_count = shape.gpu_count
        ssh_host = shape.ssh_host
        ssh_port = shape.ssh_port
        ssh_user = shape.ssh_user
        launch_mode = shape.launch_mode
        api_endpoint = shape.api_endpoint
        created_at = shape.created_at
        expires_at = shape.expires_at
        uptime = Self.span(from: session.currentAttempt?.acceptedAt ?? session.createdAt, to: date)
        time_to_expiry = date < session.useEndsAt ? Self.span(from: date, to: session.useEndsAt) : "expired"
        ssh_available = session.currentAttempt?.ssh != nil
        note = "From the database: nothing was asked of the machine for this answer."
    }

    /// `2h 5m`, or `5m` below an hour.
    private static func span(from begin: Date, to end: Date) -> String {
        let minutes = max(0, Int(saturating: end.timeIntervalSince(begin) / 60))
        return minutes < 60 ? "\(minutes)m" : "\(minutes / 60)h \(minutes % 60)m"
    }
}
