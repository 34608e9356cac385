/// One machine as it comes over the wire; every field may be missing.
struct VastInstanceRow: Decodable, Sendable {
    let id: Int?
    let label: String?
    let actualStatus: String?
    let statusMessage: String?
    let sshHost: String?
    let sshPort: Int?
    let publicAddress: String?
    let ports: [Int: Int]
    let gpuName: String?
    let pricePerHour: Double?
    let startDate: Double?

    private enum CodingKeys: String, CodingKey {
        case id, label, ports
        case actualStatus = "actual_status"
        case statusMessage = "status_msg"
        case sshHost = "ssh_host"
        case sshPort = "ssh_port"
        case publicAddress = "public_ipaddr"
        case gpuName = "gpu_name"
        case pricePerHour = "dph_total"
        case startDate = "start_date"
    }

    init(from decoder: any Decoder) throws {
        let facts = try decoder.container(keyedBy: CodingKeys.self)
        id = facts.looseInteger(.id)
        label = facts.looseText(.label)
        actualStatus = facts.looseText(.actualStatus)
        statusMessage = facts.looseText(.statusMessage)
        sshHost = facts.looseText(.sshHost)
        sshPort = facts.looseInteger(.sshPort)
        publicAddress = facts.looseText(.publicAddress)
        ports = VastPortMap(facts, .ports).ports
        gpuName = facts.looseText(.gpuName)
        pricePerHour = facts.looseNumber(.pricePerHour)
        startDate = facts.looseNumber(.startDate)
    }
}
