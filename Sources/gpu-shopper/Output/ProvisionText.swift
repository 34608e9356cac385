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

    let sheet: Sheet

    init(_ session: SessionShape, key: Key, isWaiting: Bool) {
        var facts = Facts([
            "session": session.id,
            "machine":
                "\(session.gpu_type ?? "-")  \(session.offer_id ?? "")  at most \(MoneyText.dollars(session.price_per_hour)) an hour",
        ])
        facts.add("status", session.status, .of(status: session.status))
        facts.add("expires", ProductJSON.rfc3339(session.expires_at))
        switch key {
        case .brought: facts.add("key", "yours")
        case .saved(let path): facts.add("key", path)
        case .printed: facts.add("key", "keep it: it is shown this once")
        }
        if !isWaiting { facts.add("next", "gpu-shopper sessions wait \(session.id) && gpu-shopper sessions ssh \(session.id)") }
        guard case .printed(let text) = key else {
            sheet = Sheet(.facts(facts))
            return
        }
        sheet = Sheet(.facts(facts), .told([.init(text)], Facts(["private key": text]).table))
    }
}
