import Domain
import Foundation
import Providers

/// What is known of a booting machine from one look to the next.
struct BootWatch: Sendable {
    enum Finding: Sendable {
        case waiting(String)
        /// Up, and where SSH answers when that is known.
        case up(SSHAddress?)
        case dead(String)
        case absent
    }

    let instance: InstanceID
    /// Every key that is to open it.
    let publicKeys: [String]
    /// Until then an unknown machine is one that the provider does not know yet.
    let settledAt: Date
    var isKeyGranted = false
    var hasBeenSeen: Bool
    /// The machine as this look shows it.
    var shown: Instance?
    var absences = 0
    /// Logins the machine refused; after every fourth the key is sent again.
    var rejections = 0
    var lastTrouble: String?
    /// When the API that the machine is for was first found healthy.
    var firstHealth: Date?
    /// When `nvidia-smi` was first found not to work on a machine that can be logged in to.
    var firstSilence: Date?

    init(instance: InstanceID, publicKeys: [String], settledAt: Date, hasBeenSeen: Bool) {
        self.instance = instance
        self.publicKeys = publicKeys
        self.settledAt = settledAt
        self.hasBeenSeen = hasBeenSeen
    }

    /// One look: the status first, since a machine that is gone or dead takes no key, then the key.
    func look(at provider: any Provider, now: Date) async throws -> (watch: BootWatch, finding: Finding) {
        var next = self
        let shown = try await provider.instance(instance)
        next.shown = shown
        guard let machine = shown else {
            next.absences += 1
            let counts = next.absences >= 2 && (hasBeenSeen || now >= settledAt)
            return (next, counts ? .absent : .waiting("the provider does not show the machine"))
        }
        next.absences = 0
        next.hasBeenSeen = true
        if case .dead(let word) = machine.phase { return (next, .dead(word)) }
        if !isKeyGranted || rejections >= 4 {
            for key in publicKeys { try await provider.grantAccess(to: instance, publicKey: key) }
            next.isKeyGranted = true
            next.rejections = 0
        }
        switch machine.phase {
        case .dead(let word): return (next, .dead(word))
        case .starting(let word): return (next, .waiting(word))
        case .running: return (next, .up(machine.ssh))
        }
    }
}
