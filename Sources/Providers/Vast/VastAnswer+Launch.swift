import Domain

extension VastAnswer {
    /// Reads the answer to a launch: the new machine's id, or what the lack of one means for money.
    func launchedInstance() throws(LaunchFailure) -> Int {
        switch status {
        case 200...299: return try contract()
        // The server, or something before it, gave up half-way.
        case 408, 500...599: throw .outcomeUnknown(problem)
        default: throw refusal()
        }
    }

    private func contract() throws(LaunchFailure) -> Int {
        let receipt: VastLaunchReceipt
        let body: VastErrorBody
        do {
            receipt = try decoded(as: VastLaunchReceipt.self)
            body = try decoded(as: VastErrorBody.self)
        } catch let problem as Problem {
            throw .outcomeUnknown(problem)
        } catch {
            throw .outcomeUnknown(unreadable(error))
        }
        if let contract = receipt.contract { return contract }
        guard body.success == false else { throw .outcomeUnknown(unreadable()) }
        throw refusal()
    }

    private func refusal() -> LaunchFailure {
        let body = try? decoded(as: VastErrorBody.self)
        if status == 402 || body?.mentions(Self.creditPhrases) == true {
            return .rejected(Problem(.budget, refused, hint: Self.creditHint))
        }
        if [401, 403, 429].contains(status) || (300...399).contains(status) { return .rejected(problem) }
        guard let body else { return .rejected(unreadable()) }
        if [404, 409, 410].contains(status) || body.mentions(Self.stalePhrases) {
            return .stale(Problem(.staleInventory, refused, hint: "Take another offer; offers last minutes"))
        }
        return .rejected(Problem(.invalidInput, refused))
    }

    private var refused: String {
        "Vast.ai did not create the machine (HTTP \(status))" + (explanation.map { ": \($0)" } ?? "")
    }

    private static let stalePhrases = [
        "no_such_ask", "not available", "unavailable", "already rented", "not rentable", "no longer", "in use",
        "expired",
    ]

    private static let creditPhrases = ["credit", "balance", "billing", "insufficient fund"]
}
