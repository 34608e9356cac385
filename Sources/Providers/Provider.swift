public import Domain
public import HTTP

/// One marketplace that rents machines.
///
/// Every call is network traffic; `launch` spends money. Errors are `Problem`s, except that `launch` throws a
/// `LaunchFailure`; cancellation passes through as `CancellationError`.
public protocol Provider: Sendable {
    /// The provider's short name.
    var id: ProviderID { get }

    /// The address that answers for the account; a machine must be asked for where it was rented.
    var address: String { get }

    /// How its machines come up.
    var bootHabits: BootHabits { get }

    /// Whether a machine's disk can outlive it.
    var canPreserveStorage: Bool { get }

    /// Whether it has templates to launch from.
    var supportsTemplates: Bool { get }

    /// Whether calls are made at present, or held back since too many failed.
    var circuit: CircuitState { get }

    /// The templates it recommends, none when it has none; never throws for one broken item.
    func templates() async throws -> [Template]

    /// What is for rent; may return more than was asked for, never throws for one broken item.
    func offers(matching query: OfferQuery) async throws -> OfferListing

    /// Rents a machine that carries `request.label` from its first second; returns as soon as the provider accepted.
    ///
    /// Callers commit their intent before calling this. It is never repeated by itself once the provider may have
    /// processed it.
    func launch(_ request: LaunchRequest) async throws -> Instance

    /// Makes `publicKey` open the machine; idempotent, verified at the provider where it can be.
    func grantAccess(to id: InstanceID, publicKey: String) async throws

    /// The machine with this id; `nil` only when the provider itself says that it does not know it.
    func instance(_ id: InstanceID) async throws -> Instance?

    /// Every machine of the account, all pages, whoever rented it; throws rather than return a part.
    func instances() async throws -> [Instance]

    /// Asks for the machine's end; unknown machines count as success. Bypasses limiters and breakers.
    func requestEnd(of id: InstanceID) async throws

    /// Whose key it is, and what is left on the account.
    func account() async throws -> ProviderAccount
}

extension Provider {
    /// Nothing special.
    public var bootHabits: BootHabits { BootHabits() }

    /// Ending a machine ends its disk.
    public var canPreserveStorage: Bool { false }

    /// It has none.
    public var supportsTemplates: Bool { false }

    /// Nothing is held back.
    public var circuit: CircuitState { .closed }

    /// It has none.
    public func templates() async throws -> [Template] { [] }
}
