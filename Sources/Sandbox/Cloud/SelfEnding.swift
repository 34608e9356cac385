/// A machine that ended from the inside.
struct SelfEnding: Sendable {
    let machine: Int
    let label: String?
    let how: Means

    /// What it used: the marketplace, with a key of its own, or the command that switches a computer off.
    enum Means: String, Sendable {
        case destroyed, stopped
        case poweredOff = "powered_off"
    }

    var json: JSONValue {
        ["id": .string(String(machine)), "label": label.map { .string($0) } ?? .null, "how": .string(how.rawValue)]
    }
}

extension Cloud {
    /// Remembers what a machine is doing to itself; one that stands still already is not stopped again.
    func note(_ how: SelfEnding.Means, of id: Int) {
        with { state in
            guard let rental = state.rentals[id], how == .destroyed || !rental.isStopped else { return }
            state.selfEndings.append(SelfEnding(machine: id, label: rental.label, how: how))
        }
    }
}
