/// One thing for rent: a clean row, what is wrong with it as printed, and what the machine behind it really is.
struct MarketOffer: Sendable {
    let id: Int
    let machineID: Int
    let gpu: GPUModel
    let gpuCount: Int
    let place: Place
    /// Dollars per hour without storage.
    let basePrice: Double
    /// Dollars per GB and month.
    let storagePrice: Double
    /// The row without prices that depend on the storage asked for.
    let row: JSONObject
    /// Members that are printed wrong; `nil` is left out.
    var dirt: [(name: String, value: JSONValue?)] = []

    /// The marketplace's month, in hours.
    private static let hoursPerMonth = 720.0

    /// Dollars per hour with this much storage.
    func totalPrice(storageGB: Double) -> Double { basePrice + storageHourly(storageGB) }

    /// Dollars per hour for storage alone.
    func storageHourly(_ gigabytes: Double) -> Double { storagePrice * gigabytes / Self.hoursPerMonth }

    /// The row as a search prints it.
    func printed(_ pricing: Pricing) -> JSONObject {
        var printed = row
        for name in ["dph_total", "dph_total_adj", "discounted_dph_total"] + Self.ratios { printed[name] = clean(name, pricing) }
        let total = JSONValue.double(price(pricing))
        printed["search"] = [
            "gpuCostPerHour": .double(basePrice), "diskHour": .double(storageHourly(pricing.storageGB)),
            "totalHour": total, "discountTotalHour": 0, "discountedTotalPerHour": total,
        ]
        if pricing.isBid { printed["is_bid"] = true }
        for (name, value) in dirt { printed[name] = value }
        return printed
    }

    /// The value that filters and sorting see: a wrong value is seen, a value of a wrong type is not.
    func value(_ name: String, _ pricing: Pricing) -> JSONValue? {
        let clean = name == "geolocation" ? .string(place.country) : clean(name, pricing)
        let wrong = dirt.first { $0.name == name }?.value
        if let wrong, let clean, wrong.isSameKind(as: clean) { return wrong }
        return clean
    }

    private static let ratios = ["storage_total_cost", "dlperf_per_dphtotal", "flops_per_dphtotal"]

    /// A member of the row as it is without any dirt; some follow from the storage asked for.
    private func clean(_ name: String, _ pricing: Pricing) -> JSONValue? {
        switch name {
        case "dph_total", "dph_total_adj", "discounted_dph_total": .double(price(pricing))
        case "storage_total_cost": .double(storageHourly(pricing.storageGB))
        case "dlperf_per_dphtotal": .double((row["dlperf"]?.number ?? 0) / max(price(pricing), 0.001))
        case "flops_per_dphtotal": .double((row["total_flops"]?.number ?? 0) / max(price(pricing), 0.001))
        default: row[name]
        }
    }

    private func price(_ pricing: Pricing) -> Double {
        pricing.isBid ? row["min_bid"]?.number ?? basePrice : totalPrice(storageGB: pricing.storageGB)
    }
}

extension JSONValue {
    /// Whether both are numbers, both texts or both truth values.
    fileprivate func isSameKind(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.int, .int), (.int, .double), (.double, .int), (.double, .double), (.string, .string), (.bool, .bool): true
        default: false
        }
    }
}
