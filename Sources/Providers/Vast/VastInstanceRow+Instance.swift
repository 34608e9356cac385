import Foundation

import Domain

extension VastInstanceRow {
    /// The machine in our words.
    func instance(id: Int, sshUser: String) -> Instance {
        let address = sshAddress(user: sshUser)
        return Instance(
            id: InstanceID(provider: .vastai, local: String(id)),
            label: label,
            phase: phase(isReachable: address != nil || ports.keys.contains { $0 != 22 }),
            ssh: address,
            publicAddress: publicAddress,
            ports: ports,
            gpuName: gpuName,
            pricePerHour: pricePerHour.flatMap { $0 > 0 ? USD(dollars: $0) : nil },
            startedAt: startDate.flatMap { $0 > 0 ? Date(timeIntervalSince1970: $0) : nil },
            statusMessage: statusMessage)
    }

    private func sshAddress(user: String) -> SSHAddress? {
        guard let sshHost, let sshPort, (1...65_535).contains(sshPort) else { return nil }
        return SSHAddress(host: sshHost, port: sshPort, user: user)
    }

    /// A word we do not know counts as on its way up: the boot deadline decides, not a new word of theirs.
    private func phase(isReachable: Bool) -> Instance.Phase {
        guard let word = actualStatus else { return .starting("created") }
        switch word.lowercased() {
        case "running":
            return isReachable ? .running : .starting("running, no SSH address yet")
        case "exited", "unknown", "offline", "stopped", "error", "frozen":
            return .dead(word)
        default:
            return .starting(word)
        }
    }
}
