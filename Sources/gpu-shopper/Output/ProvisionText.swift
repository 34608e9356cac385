import API
import Domain
import Engine

/// `provision` as a person reads it.
struct ProvisionText {
    /// What became of the private key.
    enum Key {
        case brought
        case saved(String)
        case printed(String)
    }

    let lines: [String]

    init(_ session: SessionShape, key: Key, isWaiting: Bool) {
        var lines = [
            "session    \(session.id)",
            "machine    \(session.gpu_type ?? "-")  \(session.offer_id ?? "")  at most \(MoneyText.dollars(session.price_per_hour)) an hour",
            "status     \(session.status)",
            "expires    \(ProductJSON.rfc3339(session.expires_at))",
        ]
        switch key {
        case .brought: lines.append("key        yours")
        case .saved(let path): lines.append("key        \(path)")
        case .printed(let text): lines += ["key        keep it: it is shown this once", "", text]
        }
        if !isWaiting { lines.append("next       gpu-shopper sessions wait \(session.id) && gpu-shopper sessions ssh \(session.id)") }
        self.lines = lines
    }
}
