import Domain

/// The body of a launch.
///
/// There is no `price` in it: sending one would make the machine an interruptible bid. There is no key either: the
/// server forgets it at times, so the key is attached afterwards.
struct VastLaunchBody: Encodable, Sendable {
    private let clientID = "me"
    private let image: String
    private let disk: Int
    private let label: String
    /// SSH through the provider's proxy, the one way in that every host has.
    private let runtype = "ssh_proxy"
    /// Fail rather than leave a stopped, billed machine behind when the host is busy.
    private let cancelUnavailable = true
    private let targetState = "running"
    /// What the machine runs when it starts.
    private let onstart: String?

    private enum CodingKeys: String, CodingKey {
        case image, disk, label, runtype, onstart
        case clientID = "client_id"
        case cancelUnavailable = "cancel_unavail"
        case targetState = "target_state"
    }

    /// `address` is where the machine reaches the API, which ends it.
    init(_ request: LaunchRequest, address: String) {
        image = request.image
        disk = request.diskGB
        label = request.label.description
        onstart = request.watchdog.map { WatchdogScript.text($0, ending: .vast(address: address)) }
    }
}
