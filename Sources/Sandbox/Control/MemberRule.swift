/// What one member of a posted object must be.
enum MemberRule: Sendable {
    case text
    case number(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    /// An id, as the API prints it or as a number.
    case id
    case oneOf([String])

    /// Checks that an object has no members but these, each as its rule wants it, and none of the required ones missing;
    /// the complaint names the member and what it may be.
    static func check(
        _ object: JSONObject, _ rules: [String: MemberRule], required: [String] = [], of owner: String
    ) throws(QueryProblem) {
        for member in object.members {
            guard let rule = rules[member.name] else {
                throw QueryProblem("\(owner) has no \"\(member.name)\"; it takes \(rules.keys.sorted().joined(separator: ", "))")
            }
            guard rule.accepts(member.value) else {
                throw QueryProblem("\"\(member.name)\" of \(owner) is \(rule.demand), not \(member.value.text)")
            }
        }
        for name in required where object[name] == nil {
            throw QueryProblem("\(owner) needs \"\(name)\", \(rules[name]?.demand ?? "a value")")
        }
    }

    private func accepts(_ value: JSONValue) -> Bool {
        switch self {
        case .text: value.string != nil
        case .number(let range): value.number.map(range.contains) ?? false
        case .whole(let range): value.number == value.number?.rounded() && value.int.map(range.contains) ?? false
        case .id: (value.string.flatMap { Int($0) } ?? value.int) != nil
        case .oneOf(let words): value.string.map(words.contains) ?? false
        }
    }

    private var demand: String {
        switch self {
        case .text: "a text"
        case .number(let range): "a number from \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))"
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .id: "an id"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        }
    }

    /// Without the fraction that a whole number does not have.
    private static func short(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}
