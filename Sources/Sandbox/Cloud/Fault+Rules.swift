extension Fault {
    /// Reads a fault as it was posted; refuses what it does not know or could not carry out.
    init(_ json: JSONValue, id: Int) throws(QueryProblem) {
        guard let object = json.object, let word = object["kind"]?.string else {
            throw QueryProblem("a fault is an object with a \"kind\"")
        }
        guard let kind = Kind(rawValue: word) else {
            throw QueryProblem("no fault '\(word)'; there are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        try MemberRule.check(object, kind.rules, required: kind.required, of: word)
        self.init(id: id, kind: kind, parameters: object, remaining: object["times"]?.int)
    }
}

extension Fault.Kind {
    /// The members of such a fault.
    fileprivate var rules: [String: MemberRule] {
        var rules = own
        rules["kind"] = .text
        rules["provider"] = .oneOf(["vastai"])
        // A balance is a value, not a blow that could be counted.
        if self != .balance { rules["times"] = .whole(1...1_000_000) }
        return rules
    }

    /// The members without which such a fault would do nothing.
    fileprivate var required: [String] {
        switch self {
        case .launchSlow: ["seconds"]
        case .pullSlow, .priceRise: ["factor"]
        case .balance: ["usd"]
        default: []
        }
    }

    private var own: [String: MemberRule] {
        switch self {
        case .staleOffer, .busy, .neverBoots, .apiUnhealthy: ["offer": .id]
        case .launchSlow, .listLags, .keyPropagation: ["seconds": Self.seconds]
        case .wrongGPU: ["gpu": .text]
        case .slowGPU, .pullSlow, .priceRise: ["factor": .number(0.001...1000)]
        case .sshRefused, .destroyLies, .hostVanishes: ["instance": .id]
        case .sshCutAfter: ["bytes": .whole(0...1_000_000_000_000)]
        case .destroyError: ["status": Self.status, "instance": .id]
        case .rateLimit: ["retry_after": Self.seconds, "operation": Self.operation]
        case .serverError: ["status": Self.status, "operation": Self.operation]
        case .html: ["operation": Self.operation]
        case .pullError: ["message": .text]
        case .killProcesses:
            ["after_requests": .whole(0...1_000_000), "after_seconds": Self.seconds, "instance": .id]
        case .balance: ["usd": .number(-1_000_000...1_000_000)]
        case .launchLost, .noGPU, .quotaExceeded, .listFails, .showFails: [:]
        }
    }

    private static let seconds = MemberRule.number(0...1_000_000)
    private static let status = MemberRule.whole(400...599)
    private static let operation = MemberRule.oneOf(VastOperation.allCases.map(\.rawValue))
}
