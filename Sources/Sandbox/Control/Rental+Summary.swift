extension Rental {
    /// The machine in the control API.
    func summary(at now: Double) -> JSONValue {
        [
            "provider": "vastai", "id": .string(String(id)), "label": label.map { .string($0) } ?? .null,
            "status": .string(status(at: now) ?? "created"), "ssh_port": .int(sshPort),
            "created_at": .string(GoTime.text(createdAt)), "gpu": .string(hardware.gpu.name),
            "offer": .string(String(offer.id)), "price_per_hour": .double(pricePerHour),
        ]
    }
}
