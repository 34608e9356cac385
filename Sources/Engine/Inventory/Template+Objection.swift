import Domain

extension Template {
    /// Why an offer is not to be launched with it, in one sentence; `nil` when its host has what is asked for, or when what is
    /// asked for cannot be read, which its provider may still judge.
    func objection(to offer: Offer) -> String? {
        guard let filters = hostFilters, !filters.accept(offer) else { return nil }
        return "the host of \(offer.id) is not what template \(name) asks for: \(extraFilters ?? "")"
    }
}
