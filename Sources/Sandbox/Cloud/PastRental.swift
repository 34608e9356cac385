/// What a machine was billed for in its whole life, for whoever checks a bill.
struct PastRental: Sendable {
    let rental: Rental
    /// Unix seconds; `nil` while it is there.
    let endedAt: Double?

    /// The machine in the control API; moments in unix seconds, to the fraction.
    func json(at now: Double) -> JSONValue {
        [
            "id": .string(String(rental.id)), "label": rental.label.map { .string($0) } ?? .null,
            "offer": .string(String(rental.offer.id)), "price_per_hour": .double(rental.pricePerHour),
            "created": .double(rental.createdAt), "billed_from": .double(rental.billedFrom),
            "listed_from": rental.listedFrom.isFinite ? .double(rental.listedFrom) : .null,
            "ended": endedAt.map { .double($0) } ?? .null, "cost": .double(rental.cost(at: endedAt ?? now)),
        ]
    }
}
