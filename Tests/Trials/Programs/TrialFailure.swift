/// Something that a trial itself could not do: it says nothing about what was on trial.
struct TrialFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
