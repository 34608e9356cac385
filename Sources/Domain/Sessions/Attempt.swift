public import Foundation

/// One machine, or one try for a machine, of a session.
public struct Attempt: Hashable, Sendable {
    /// Whose attempt.
    public let session: SessionID
    /// 1 for the first.
    public let ordinal: Int
    /// The offer as it was when it was taken.
    public var offer: Offer
    /// The label on the machine.
    public let label: String
    /// When the launch was about to be made.
    public private(set) var intendedAt: Date
    /// When the provider accepted; billing is counted from here.
    public var acceptedAt: Date?
    /// The machine; never erased once known.
    public var instance: InstanceID?
    /// The price really charged now, disk included; the offer's until the provider says.
    public var pricePerHour: USD
    /// The prices that held before it, oldest first.
    public var priceChanges: [PriceChange]
    /// Bytes that are known to have been sent to the machine, charged by the offer's price per GB.
    public var trafficBytes: Int64
    /// When that was known; the charge counts from then.
    public var trafficAt: Date?
    /// When the provider, asked by id, first showed the machine; before, "unknown" may mean "not known yet".
    public var shownAt: Date?
    /// The image it was launched with, when that is not the usual one.
    public var image: String?
    /// The name of the template it was launched from.
    public var templateName: String?
    /// Where the machine answers SSH.
    public var ssh: SSHAddress?
    /// Where the API answers that the machine is for.
    public var api: APIAddress?
    /// The host key pinned at the first connection.
    public var hostKeyFingerprint: String?
    /// When we first asked for the machine's end.
    public var endRequestedAt: Date?
    /// When the provider, asked by id, said that it does not know the machine.
    public var absentAt: [Date]
    /// When absence was confirmed, or that nothing had been created.
    public var closedAt: Date?
    /// What the attempt cost; final once closed.
    public var cost: USD
    /// Why it failed.
    public var failure: SessionFailure?

    /// A fresh attempt, about to be launched.
    public init(session: SessionID, ordinal: Int, offer: Offer, label: String, intendedAt: Date) {
        self.session = session
        self.ordinal = ordinal
        self.offer = offer
        self.label = label
        self.intendedAt = intendedAt
        pricePerHour = offer.pricePerHour
        priceChanges = []
        trafficBytes = 0
        absentAt = []
        cost = .zero
    }

    /// When billing began; `nil` while nothing can have been billed.
    ///
    /// An attempt with a machine but no recorded acceptance (its answer was lost) is charged from the intent.
    public var billedFrom: Date? { acceptedAt ?? (instance == nil ? nil : intendedAt) }

    /// The charge up to `date`: from acceptance to confirmed absence, by the second, at the prices that held, and traffic.
    ///
    /// It never falls as `date` grows, so what falls into a day is the difference of two such sums, and all days together
    /// are the whole to the last micro-dollar.
    public func accrued(at date: Date) -> USD {
        rent(at: date) + (trafficAt.map { $0 <= date } ?? false ? traffic : .zero)
    }

    /// The traffic that is known, at the offer's price.
    public var traffic: USD {
        let gigabytes = Double(max(0, trafficBytes)) / ByteUnits.bytesPerGB
        return USD(micros: Int64(Int(saturating: (Double(offer.downloadPricePerGB.micros) * gigabytes).rounded(.up))))
    }

    /// The rent up to `date`, without traffic.
    public func rent(at date: Date) -> USD {
        guard var from = billedFrom else { return .zero }
        let end = min(date, closedAt ?? date)
        var sum = USD.zero
        for change in priceChanges where change.until > from {
            let until = min(change.until, end)
            sum += change.pricePerHour.perHour(forSeconds: until.timeIntervalSince(from))
            guard change.until < end else { return sum }
            from = change.until
        }
        return sum + pricePerHour.perHour(forSeconds: end.timeIntervalSince(from))
    }

    /// Takes up another price from `date` on; what was billed before stays as it was.
    public mutating func reprice(to price: USD, at date: Date) {
        guard price != pricePerHour else { return }
        if let from = billedFrom, date > from { priceChanges.append(PriceChange(until: date, pricePerHour: pricePerHour)) }
        pricePerHour = price
    }

    /// Takes up what the provider says that it charges; true when that is news.
    ///
    /// What is heard of a machine before it was shown held from its beginning: an offer's price is a promise only.
    public mutating func take(price: USD?, at date: Date) -> Bool {
        guard let price, price > .zero, price != pricePerHour else { return false }
        if shownAt == nil, priceChanges.isEmpty { pricePerHour = price } else { reprice(to: price, at: date) }
        return true
    }

    /// Moves all times back: the clock they were read from has gone back since.
    public mutating func moveBack(by seconds: TimeInterval) {
        intendedAt -= seconds
        acceptedAt = acceptedAt.map { $0 - seconds }
        shownAt = shownAt.map { $0 - seconds }
        endRequestedAt = endRequestedAt.map { $0 - seconds }
        trafficAt = trafficAt.map { $0 - seconds }
        absentAt = []
        priceChanges = priceChanges.map { PriceChange(until: $0.until - seconds, pricePerHour: $0.pricePerHour) }
    }
}
