import Foundation

/// What a template asks of a host: comparisons of the host's properties, all of which must hold.
public struct ExtraFilters: Hashable, Sendable {
    /// One comparison.
    private struct Condition: Hashable, Sendable {
        let property: String
        let comparison: Comparison
        let operand: FilterOperand
    }

    private enum Comparison: String, Sendable {
        case eq, neq, gt, gte, lt, lte, `in`, notin
    }

    private let conditions: [Condition]

    /// Reads JSON text such as `{"cuda_max_good":{"gte":12.9}}`; empty text asks nothing.
    ///
    /// `nil` for anything else, or an operator that is not known: half of what was asked is not what was asked.
    public init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text != "null" else {
            conditions = []
            return
        }
        let properties: [String: [String: FilterOperand]]
        do {
            properties = try JSONDecoder().decode(type(of: properties), from: Data(text.utf8))
        } catch {
            return nil
        }
        var conditions: [Condition] = []
        for (property, comparisons) in properties.sorted(by: { $0.key < $1.key }) {
            for (word, operand) in comparisons.sorted(by: { $0.key < $1.key }) {
                guard let comparison = Comparison(rawValue: word), operand.isList == [.in, .notin].contains(comparison) else { return nil }
                conditions.append(Condition(property: property, comparison: comparison, operand: operand))
            }
        }
        self.conditions = conditions
    }

    /// Whether the host behind an offer passes; a property that the offer does not tell is taken to pass.
    public func accept(_ offer: Offer) -> Bool {
        conditions.allSatisfy { condition in
            guard let property = offer.hostProperty(condition.property) else { return true }
            return Self.holds(condition.comparison, property, condition.operand)
        }
    }

    private static func holds(_ comparison: Comparison, _ property: HostProperty, _ operand: FilterOperand) -> Bool {
        let order = property.order(to: operand)
        return switch comparison {
        case .eq: order == .orderedSame
        case .neq: order != .orderedSame
        case .gt: order == .orderedDescending
        case .gte: order == .orderedDescending || order == .orderedSame
        case .lt: order == .orderedAscending
        case .lte: order == .orderedAscending || order == .orderedSame
        case .in: operand.elements.contains { property.order(to: $0) == .orderedSame }
        case .notin: !operand.elements.contains { property.order(to: $0) == .orderedSame }
        }
    }
}
