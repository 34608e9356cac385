/// The answer to an offer search; items are read one by one, so that a broken one spoils nothing.
struct VastOfferList: Decodable, Sendable {
    let offers: [Tolerant<VastOfferRow>]
}
