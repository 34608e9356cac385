/// `GET /_sandbox/state`.
struct SandboxState: Decodable {
    struct Machine: Decodable {
        let id: String
        let label: String?
        let status: String
        let gpu: String
        let offer: String
    }

    struct Offer: Decodable {
        let id: String
        let gpu: String
    }

    let offers: [Offer]
    let instances: [Machine]
    let truth: [String: [String: Double]]
    let calls: [String: Int]

    /// How often an operation was called.
    func count(_ operation: String) -> Int { calls[operation, default: 0] }
}
