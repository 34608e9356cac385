/// Why an offer cannot be rented.
enum RentingProblem: Error {
    /// The offer is taken, withdrawn or was never there.
    case gone(Int)
    /// The request makes no sense, for this reason.
    case invalid(String)
    /// The account is empty.
    case noCredit
}
