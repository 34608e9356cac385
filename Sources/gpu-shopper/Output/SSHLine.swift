import API

/// The command that logs in to a session's machine.
struct SSHLine {
    let text: String

    /// - Parameter key: the file that holds the private key, when it is known.
    init(_ session: SessionShape, key: String? = nil) {
        guard let host = session.ssh_host, let port = session.ssh_port else {
            text = "-"
            return
        }
        let identity = key.map { "-i \(ShellWord.quoted($0)) " } ?? ""
        text = "ssh \(identity)-p \(port) \(session.ssh_user ?? "root")@\(host)"
    }
}
