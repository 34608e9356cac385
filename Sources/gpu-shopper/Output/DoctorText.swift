import Engine

/// `doctor` as a person reads it.
struct DoctorText {
    private let findings: [DoctorFinding]

    init(_ findings: [DoctorFinding]) { self.findings = findings }

    var sheet: Sheet {
        var table = Table(["check", "status", "detail", "hint"].map { .init($0.uppercased()) })
        for finding in findings { table.add([finding.check, finding.status.rawValue, finding.detail, finding.hint ?? ""]) }
        return Sheet(.told(findings.flatMap(Self.lines), table))
    }

    /// What was found and, below it, what to do.
    private static func lines(_ finding: DoctorFinding) -> [Sheet.Line] {
        let (mark, tone): (String, Tone) =
            switch finding.status {
            case .good: ("ok     ", .good)
            case .warning: ("look   ", .warning)
            case .bad: ("FAILED ", .bad)
            }
        let name = finding.check + String(repeating: " ", count: max(1, 18 - finding.check.count))
        let hint = finding.hint.map { Sheet.Line(String(repeating: " ", count: 25) + $0) }
        return [.init(name + finding.detail, mark: mark, tone: tone)] + (hint.map { [$0] } ?? [])
    }
}
