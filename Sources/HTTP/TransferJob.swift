/// A transfer on its way to the loop, with the task that waits for it.
struct TransferJob: Sendable {
    let plan: TransferPlan
    let ticket: TransferTicket
    let continuation: CheckedContinuation<TransferOutcome, any Error>
}
