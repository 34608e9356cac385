/// What `provision` asks a server for.
struct ProvisionBody: Encodable {
    var members: ProvisionMembers
    private let terms: AdviceMembers

    /// Throws what is wrong with a flag.
    init(_ command: Provision) throws {
        members = try ProvisionMembers(command)
        terms = command.terms.members
    }

    /// Both in one object; what an offer must be is said where a model chooses it.
    func encode(to encoder: any Encoder) throws {
        try members.encode(to: encoder)
        if members.model != nil { try terms.encode(to: encoder) }
    }
}
