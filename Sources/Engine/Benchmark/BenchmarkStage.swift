public import Domain

/// What a benchmark session reports while it runs; the terminal decides how it looks.
public enum BenchmarkStage: Sendable {
    /// A machine was accepted by the provider.
    case rented(Offer)
    /// The offer could not be used; the next is tried.
    case replaced(String)
    /// Waiting for the machine; the text is the provider's word.
    case booting(String)
    /// SSH answers.
    case booted(SSHAddress)
    /// The hardware is what was sold.
    case checked(String)
    /// The model is being pulled.
    case pulling(completed: Double, total: Double)
    /// The model is there.
    case pulled(String)
    /// Some other stage of the script.
    case preparing(String)
    /// Measuring.
    case measuring(tokensPerSecond: Double, requests: Int, elapsed: Double, planned: Double)
    /// The archive is being fetched.
    case collecting(bytes: Int64)
    /// The archive is on our disk.
    case collected(bytes: Int)
    /// The result is stored.
    case ingested(BenchmarkResult)
    /// The machine is being ended; the text says how far.
    case ending(String)
    /// The machine is proved gone.
    case gone([String])
    /// Something worth a line.
    case note(String)
}
