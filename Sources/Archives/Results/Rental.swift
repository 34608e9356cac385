public import Domain
public import Foundation

/// What was rented and for how much: the member `rental.json`, written by whoever rented the machine, or what
/// a person says.
public struct Rental: Hashable, Sendable, Codable {
    /// Where the machine was rented.
    public var provider: String?
    /// Place in the provider's words.
    public var location: String?
    /// Dollars per hour, disk included.
    public var pricePerHour: USD?
    /// Our session.
    public var sessionID: String?
    /// The offer.
    public var offerID: String?
    /// The physical machine.
    public var machineID: String?

    enum CodingKeys: String, CodingKey {
        case provider, location
        case pricePerHour = "price_per_hour"
        case sessionID = "session_id"
        case offerID = "offer_id"
        case machineID = "machine_id"
    }

    /// Describes a rental; everything may be unknown.
    public init(
        provider: String? = nil, location: String? = nil, pricePerHour: USD? = nil, sessionID: String? = nil,
        offerID: String? = nil, machineID: String? = nil
    ) {
        self.provider = provider
        self.location = location
        self.pricePerHour = pricePerHour
        self.sessionID = sessionID
        self.offerID = offerID
        self.machineID = machineID
    }

    /// This rental where it says something, the other one elsewhere.
    public func completed(by other: Rental) -> Rental {
        Rental(
            provider: provider ?? other.provider, location: location ?? other.location,
            pricePerHour: pricePerHour ?? other.pricePerHour, sessionID: sessionID ?? other.sessionID,
            offerID: offerID ?? other.offerID, machineID: machineID ?? other.machineID
        )
    }

    /// The bytes of `rental.json`; sorted keys.
    public func encoded() throws -> Data {
        try ProductJSON.encoder(pretty: true).encode(self)
    }

    static func read(_ bytes: [UInt8]) throws(ArchiveError) -> Rental {
        do {
            return try JSONDecoder().decode(Rental.self, from: Data(bytes))
        } catch {
            throw .malformed(ArchiveMember.rental.rawValue, detail: JSONComplaint.text(error))
        }
    }
}
