import Domain

/// Arguments by name, whether they came in a query or in a body; a `Problem` names the one that is wrong and what it must be.
protocol ArgumentFields {
    func argument(_ name: String) throws -> String?
    func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int?
    func number(_ name: String, _ range: ClosedRange<Double>) throws -> Double?
    func dollars(_ name: String) throws -> USD?
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type) throws -> Word?
}

extension BodyFields: ArgumentFields {
    func argument(_ name: String) throws -> String? { try text(name) }
}

extension QueryFields: ArgumentFields {
    func argument(_ name: String) throws -> String? { text(name) }
}
