/// One comparison of a query, as `{"gpu_ram": {"gte": 24000}}`.
struct RowFilter: Sendable {
    let field: String
    let comparison: Comparison
    let operand: JSONValue

    enum Comparison: String, Sendable { case eq, neq, gt, gte, lt, lte, `in`, notin }

    /// The comparisons of one field; a bare value means equality.
    static func read(field: String, _ json: JSONValue) throws(QueryProblem) -> [RowFilter] {
        guard let object = json.object else { return [RowFilter(field: field, .eq, json)] }
        var filters: [RowFilter] = []
        for member in object.members {
            let word = member.name == "nin" ? "notin" : member.name
            guard let comparison = Comparison(rawValue: word) else {
                throw QueryProblem("unknown operator '\(member.name)' for field '\(field)'")
            }
            filters.append(RowFilter(field: field, comparison, member.value))
        }
        return filters
    }

    private init(field: String, _ comparison: Comparison, _ operand: JSONValue) {
        self.field = Self.column(field)
        self.comparison = comparison
        self.operand = self.field == field ? operand : Self.versionNumber(operand)
    }

    /// The member that a field is compared by: a driver's version goes by its number.
    static func column(_ field: String) -> String { field == "driver_version" ? "driver_vers" : field }

    /// `535.86.05` as 535086005, which is how the marketplace's rows hold it for comparison.
    private static func versionNumber(_ operand: JSONValue) -> JSONValue {
        if let elements = operand.array { return .array(elements.map(versionNumber)) }
        let parts = (operand.string ?? "").split(separator: ".").map { Int($0) }
        guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2],
            [major, minor, patch].allSatisfy({ (0..<1000).contains($0) })
        else { return operand }
        return .int((major * 1000 + minor) * 1000 + patch)
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
        case (.int, .bool(let flag)), (.double, .bool(let flag)): .int(flag ? 1 : 0)
        case (.bool, .int(let number)): .bool(number != 0)
        case (.bool, .string(let text)): .bool(["true", "1"].contains(text.lowercased()))
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
