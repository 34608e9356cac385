extension MarketOffer {
    /// The offer in the control API.
    var summary: JSONValue {
        [
            "provider": "vastai", "id": .string(String(id)), "gpu": .string(gpu.name), "gpu_count": .int(gpuCount),
            "price_per_hour": .double(totalPrice(storageGB: 0)), "location": .string(place.text),
            "machine_id": .int(machineID), "dirty": .array(dirt.map { .string($0.name) }),
        ]
    }
}
