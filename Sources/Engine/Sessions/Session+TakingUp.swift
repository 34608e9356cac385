import Domain

extension Session {
    /// What takes an unfinished session up again, for a sentence that says what to do next.
    var takenUpBy: String {
        plan.rental == nil
            ? "run 'gpu-shopper bench resume'" : "see to it that 'gpu-shopper serve' runs, which goes on asking"
    }
}
