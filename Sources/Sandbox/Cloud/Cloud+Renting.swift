extension Cloud {
    /// A renting that was accepted and waits for its machine.
    struct Draft: Sendable {
        let id: Int
        let offer: MarketOffer
        let request: RentalRequest
        let hardware: Hardware
        let boots: Rental.Boots
        let priceFactor: Double
        let listedFrom: Double
        /// Seconds that the answer is held back.
        let delay: Double
        /// The answer is never sent.
        let isLost: Bool
    }

    /// Takes an offer off the market; ``RentingProblem`` says why it cannot be had.
    func draft(offer id: Int, _ request: RentalRequest) throws(RentingProblem) -> Draft {
        try with { state throws(RentingProblem) in
            let word = String(id)
            guard let offer = state.offers.first(where: { $0.id == id }), state.taken[id] == nil,
                state.faults.take(.staleOffer, where: { $0.concerns("offer", word) }) == nil
            else { throw .gone(id) }
            guard state.available(at: Self.now) > 0 else { throw .noCredit }
            let isBusy = state.faults.take(.busy, where: { $0.concerns("offer", word) }) != nil
            if isBusy, request.cancelsWhenUnavailable { throw .gone(id) }
            let now = Self.now
            let rentalID = state.nextRentalID
            state.nextRentalID += 1
            state.taken[id] = rentalID
            let never = state.faults.take(.neverBoots, where: { $0.concerns("offer", word) }) != nil
            let lag = state.faults.take(.listLags).map { $0.number("seconds") ?? .infinity }
            return Draft(
                id: rentalID, offer: offer, request: request,
                hardware: state.hardware(of: offer, serial: UInt64(rentalID), seed: options.seed),
                boots: isBusy ? .stopped : never ? .never : .normally,
                priceFactor: state.faults.take(.priceRise)?.number("factor") ?? 1,
                listedFrom: lag.map { now + $0 } ?? now,
                delay: state.faults.take(.launchSlow)?.number("seconds") ?? 0,
                isLost: state.faults.take(.launchLost) != nil)
        }
    }

    /// Puts the machine of a draft on the account.
    func commit(_ draft: Draft, sshPort: Int, age: Double = 0) {
        with { state in
            let request = draft.request
            let market = draft.offer.totalPrice(storageGB: request.diskGB)
            let listedPrice = draft.offer.dirt.first { $0.name == "dph_total" }?.value?.number ?? market
            state.rentals[draft.id] = Rental(
                id: draft.id, offer: draft.offer, hardware: draft.hardware, label: request.label,
                image: request.image, runtype: request.runtype, onstart: request.onstart,
                environment: request.environment, diskGB: request.diskGB,
                pricePerHour: (request.bid ?? listedPrice) * draft.priceFactor, isBid: request.bid != nil,
                createdAt: Self.now - age, bootSeconds: options.bootSeconds, boots: draft.boots,
                keys: state.accountKeys, listedFrom: draft.listedFrom, sshPort: sshPort)
        }
    }

    /// Gives the offer of a draft back whose machine could not be made.
    func abandon(_ draft: Draft) {
        with { $0.taken[draft.offer.id] = nil }
    }

    /// Forgets a machine, whose offer returns to the market; `nil` when there is none.
    func forget(rental id: Int) -> Rental? {
        with { state in
            guard let rental = state.rentals.removeValue(forKey: id) else { return nil }
            state.taken[rental.offer.id] = nil
            state.spent += rental.cost(at: Self.now)
            return rental
        }
    }

    /// A machine of the account by id.
    func rental(_ id: Int) -> Rental? { with { $0.rentals[id] } }
}

extension CloudState {
    /// Dollars left on the account.
    func available(at now: Double) -> Double {
        let balance = faults.find(.balance)?.number("usd") ?? self.balance
        return balance - spent - rentals.values.reduce(0) { $0 + $1.cost(at: now) }
    }

    /// The machine behind an offer, after the faults that change it.
    fileprivate mutating func hardware(of offer: MarketOffer, serial: UInt64, seed: UInt64) -> Hardware {
        var gpu = offer.gpu
        if let name = offer.dirt.first(where: { $0.name == "gpu_name" })?.value?.string { gpu = .unknown(name) }
        if let fault = faults.take(.wrongGPU) {
            let name = fault.parameters["gpu"]?.string ?? (gpu.name == "RTX 3060" ? "RTX 3090" : "RTX 3060")
            gpu = GPUModel.named(name) ?? .unknown(name)
        }
        return Hardware(
            gpu: gpu, gpuCount: offer.gpuCount,
            driverVersion: offer.row["driver_version"]?.string ?? "570.124.04",
            cudaVersion: offer.row["cuda_max_good"]?.number ?? 12.8,
            isBroken: faults.take(.noGPU) != nil,
            speedFactor: faults.take(.slowGPU).map { $0.number("factor") ?? 0.15 } ?? 1,
            hostMemoryMiB: offer.row["cpu_ram"]?.int ?? 65_536, serial: serial)
    }
}
