import Engine

/// `reconcile` as a person reads it.
struct ReconciliationText {
    let facts: Facts

    init(_ report: ReconciliationReport) {
        var facts = Facts([
            "orphans": "\(report.orphansFound) found, \(report.orphansDestroyed) ended and proved gone",
            "ghosts": "\(report.ghostsFound) found, \(report.ghostsFixed) closed",
            "prices": report.pricesChanged > 0 ? "\(report.pricesChanged) changed" : nil,
        ])
        if report.unknown > 0 {
            facts.add("undecided", "\(report.unknown): too young, no answer, or an end that failed; the next pass looks again", .warning)
        }
        for provider in report.providers {
            let words = provider.ok ? "answered" : "did not answer: \(provider.error ?? "")"
            facts.add("provider", "\(provider.name) \(words)", provider.ok ? nil : .bad)
        }
        self.facts = facts
    }
}
