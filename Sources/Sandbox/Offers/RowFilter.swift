/// One comparison of a query, as `{"gpu_ram": {"gte": 24000}}`.
struct RowFilter: Sendable {
    let field: String
    let comparison: Comparison
    let operand: JSONValue

    enum Comparison: String, Sendable { case eq, neq, gt, gte, lt, lte, `in`, notin }

    /// The comparisons of one field; a bare value means equality.
    static func read(field: String, _ json: JSONValue) throws(QueryProblem) -> [RowFilter] {
        guard let object = json.object else { return [RowFilter(field: field, comparison: .eq, operand: json)] }
        var filters: [RowFilter] = []
        for member in object.members {
            let word = member.name == "nin" ? "notin" : member.name
            guard let comparison = Comparison(rawValue: word) else {
                throw QueryProblem("unknown operator '\(member.name)' for field '\(field)'")
            }
            filters.append(RowFilter(field: field, comparison: comparison, operand: member.value))
        }
        return filters
    }

    /// Whether a row with this value passes; an absent value passes only what asks for absence.
    func accepts(_ value: JSONValue?) -> Bool {
        // The vendor's client sends numbers and truth values of its query language as text.
        let operand = Self.matched(operand, to: value)
        return switch comparison {
        case .eq: operand.isNull ? value == nil || value?.isNull == true : Self.areEqual(value, operand)
        case .neq: !Self.areEqual(value, operand)
        case .gt: Self.isBelow(operand, value)
        case .gte: Self.areComparable(value, operand) && !Self.isBelow(value, operand)
        case .lt: Self.isBelow(value, operand)
        case .lte: Self.areComparable(value, operand) && !Self.isBelow(operand, value)
        case .in: (operand.array ?? [operand]).contains { Self.areEqual(value, $0) }
        case .notin: !(operand.array ?? [operand]).contains { Self.areEqual(value, $0) }
        }
    }

    private static func matched(_ operand: JSONValue, to value: JSONValue?) -> JSONValue {
        switch (value, operand) {
        case (_, .array(let elements)): .array(elements.map { matched($0, to: value) })
        case (.int, .string(let text)), (.double, .string(let text)): Double(text).map { .double($0) } ?? operand
        case (.bool, .string(let text)): .bool(text.lowercased() == "true")
        default: operand
        }
    }

    static func isBelow(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        if let left = left?.number, let right = right?.number { return left < right }
        if let left = left?.string, let right = right?.string { return left < right }
        return false
    }

    private static func areComparable(_ left: JSONValue?, _ right: JSONValue) -> Bool {
        (left?.number != nil && right.number != nil) || (left?.string != nil && right.string != nil)
    }

    private static func areEqual(_ left: JSONValue?, _ right: JSONValue) -> Bool {
        guard let left else { return right.isNull }
        if let left = left.number, let right = right.number { return left == right }
        return left == right
    }
}
