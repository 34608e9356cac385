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
    func printed(storageGB: Double) -> JSONObject {
        var printed = priced(storageGB: storageGB)
        for (name, value) in dirt { printed[name] = value }
        return printed
    }

    /// The value that filters and sorting see: a wrong number is seen, a wrong type is not.
    func value(_ name: String, storageGB: Double) -> JSONValue? {
        if let wrong = dirt.first(where: { $0.name == name })?.value, wrong.number != nil { return wrong }
        switch name {
        case "dph_total": return .double(totalPrice(storageGB: storageGB))
        case "geolocation": return .string(place.country)
        default: return row[name]
        }
    }

    private func priced(storageGB: Double) -> JSONObject {
        var priced = row
        let total = totalPrice(storageGB: storageGB)
        let performance = row["dlperf"]?.number ?? 0
        priced["dph_total"] = .double(total)
        priced["dph_total_adj"] = .double(total)
        priced["discounted_dph_total"] = .double(total)
        priced["storage_total_cost"] = .double(storageHourly(storageGB))
        priced["dlperf_per_dphtotal"] = .double(performance / max(total, 0.001))
        priced["flops_per_dphtotal"] = .double((row["total_flops"]?.number ?? 0) / max(total, 0.001))
        priced["search"] = [
            "gpuCostPerHour": .double(basePrice), "diskHour": .double(storageHourly(storageGB)),
            "totalHour": .double(total), "discountTotalHour": 0, "discountedTotalPerHour": .double(total),
        ]
        return priced
    }
}
