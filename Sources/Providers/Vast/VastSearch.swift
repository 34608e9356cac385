import Domain

/// The body of an offer search.
struct VastSearch: Encodable, Sendable {
    /// One filter: an operator and its value.
    struct Filter<Value: Encodable & Sendable>: Encodable, Sendable {
        private let name: String
        private let value: Value

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        static func equals(_ value: Value) -> Filter { Filter(name: "eq", value: value) }
        static func atLeast(_ value: Value) -> Filter { Filter(name: "gte", value: value) }
        static func atMost(_ value: Value) -> Filter { Filter(name: "lte", value: value) }
        static func isOneOf(_ values: Value) -> Filter { Filter(name: "in", value: values) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(value, forKey: Name(stringValue: name))
        }
    }

    private let rentable = Filter.equals(true)
    private let rented = Filter.equals(false)
    private let external = Filter.equals(false)
    private let type = "on-demand"
    private let order = [["dph_total", "asc"]]
    private let verified: Filter<Bool>?
    private let reliability: Filter<Double>
    private let diskSpace: Filter<Int>
    private let price: Filter<Double>?
    private let gpuName: Filter<String>?
    private let gpuNames: Filter<[String]>?
    private let allocatedStorage: Int
    private let limit: Int

    private enum CodingKeys: String, CodingKey {
        case rentable, rented, external, type, order, verified, limit
        case reliability = "reliability2"
        case diskSpace = "disk_space"
        case price = "dph_total"
        case gpuName = "gpu_name"
        case allocatedStorage = "allocated_storage"
    }

    init(_ query: OfferQuery, verifiedOnly: Bool, minimumReliability: Double) {
        verified = verifiedOnly ? .equals(true) : nil
        reliability = .atLeast(minimumReliability)
        diskSpace = .atLeast(query.diskGB)
        price = query.maxPricePerHour.map { .atMost($0.dollars) }
        // Shells dislike blanks, so people write RTX_4090, as the vendor's own tool lets them.
        let names = query.gpuNames.map { $0.replacing("_", with: " ") }
        gpuName = names.count == 1 ? .equals(names[0]) : nil
        gpuNames = names.count > 1 ? .isOneOf(names) : nil
        // The price in the answer then contains the disk that will be rented.
        allocatedStorage = query.diskGB
        // Without a limit the server stops at 64.
        limit = query.limit
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rentable, forKey: .rentable)
        try container.encode(rented, forKey: .rented)
        try container.encode(external, forKey: .external)
        try container.encode(type, forKey: .type)
        try container.encode(order, forKey: .order)
        try container.encodeIfPresent(verified, forKey: .verified)
        try container.encode(reliability, forKey: .reliability)
        try container.encode(diskSpace, forKey: .diskSpace)
        try container.encodeIfPresent(price, forKey: .price)
        try container.encodeIfPresent(gpuName, forKey: .gpuName)
        try container.encodeIfPresent(gpuNames, forKey: .gpuName)
        try container.encode(allocatedStorage, forKey: .allocatedStorage)
        try container.encode(limit, forKey: .limit)
    }
}
