import Foundation

/// Whether the server works, and its parts.
struct HealthShape: Encodable, Sendable {
    struct Services: Encodable, Sendable {
        let lifecycle: String
        let inventory: String
        let database: String
        let ready: String
    }

    let status: String
    let timestamp: Date
    let services: Services
}
