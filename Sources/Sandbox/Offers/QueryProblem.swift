/// Why a query cannot be answered.
struct QueryProblem: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
