/// A large value behind one pointer: whoever waits with it in hand holds that, and not many copies of its fields.
public indirect enum Boxed<Value> {
    /// The value.
    case holding(Value)

    /// Puts it there.
    public init(_ value: Value) { self = .holding(value) }

    /// The value.
    public var value: Value {
        switch self {
        case .holding(let value): value
        }
    }
}

extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {}
extension Boxed: Hashable where Value: Hashable {}
