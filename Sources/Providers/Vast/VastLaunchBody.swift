import Domain

/// The body of a launch.
///
/// There is no `price` in it: sending one would make the machine an interruptible bid. There is no key either: the
/// server forgets it at times, so the key is attached afterwards.
struct VastLaunchBody: Encodable, Sendable {
    private let clientID = "me"
    private let image: String?
    private let templateHash: String?
    private let environment: [String: String]?
    private let disk: Int
    private let label: String
    /// SSH through the provider's proxy, the one way in that every host has; ports of the machine itself come with direct SSH.
    ///
    /// Another one, as some templates have it, would run neither SSH nor the start script.
    private let runtype: String
    /// Fail rather than leave a stopped, billed machine behind when the host is busy.
    private let cancelUnavailable = true
    private let targetState = "running"
    /// What the machine runs when it starts.
    private let onstart: String?

    private enum CodingKeys: String, CodingKey {
        case image, disk, label, runtype, onstart
        case clientID = "client_id"
        case templateHash = "template_hash_id"
        case environment = "env"
        case cancelUnavailable = "cancel_unavail"
        case targetState = "target_state"
    }

    /// `address` is where the machine reaches the API, which ends it.
    init(_ request: LaunchRequest, address: String) {
        image = request.image
        templateHash = request.templateHash
        // A published port is a variable by the name of Docker's flag.
        let ports = request.exposedPorts.map { ("-p \($0):\($0)", "1") }
        let environment = request.environment.merging(ports) { $1 }.merging(VastStartScript.environment(request)) { $1 }
        self.environment = environment.isEmpty ? nil : environment
        runtype = request.exposedPorts.isEmpty ? "ssh_proxy" : "ssh_direc ssh_proxy"
        disk = request.diskGB
        label = request.label.description
        onstart = VastStartScript.text(request, address: address)
    }
}
