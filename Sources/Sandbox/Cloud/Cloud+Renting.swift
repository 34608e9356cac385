extension Cloud {
    /// A renting that was accepted and waits for its machine.
    struct Draft: Sendable {
        let id: Int
        let offer: MarketOffer
        let request: RentalRequest
        let hardware: Hardware
        var bootSeconds: Double
        var boots = Rental.Boots.normally
        var isStopped = false
        var priceFactor = 1.0
        /// What it serves never comes up.
        var isUnhealthy = false
        /// Hidden from listings until then, in unix seconds.
        var listedFrom = 0.0
        /// Seconds that the answer is held back.
        var delay = 0.0
        /// The answer is never sent.
        var isLost = false
    }

    /// Takes an offer off the market; ``RentingProblem`` says why it cannot be had.
    func draft(offer id: Int, _ request: RentalRequest) throws(RentingProblem) -> Draft {
        try with { state throws(RentingProblem) in
            let word = String(id)
            guard let offer = state.offers.first(where: { $0.id == id }), state.taken[id] == nil,
                state.faults.take(.staleOffer, where: { $0.concerns("offer", word) }) == nil
            else { throw .gone(id) }
            let room = offer.row["disk_space"]?.number ?? .infinity
            guard request.diskGB <= room else { throw .invalid("disk is \(request.diskGB) GB, the host has \(room) GB") }
            guard state.available(at: Self.now) > 0 else { throw .noCredit }
            let isBusy = state.faults.take(.busy, where: { $0.concerns("offer", word) }) != nil
            if isBusy, request.cancelsWhenUnavailable { throw .gone(id) }
            let now = Self.now
            let rentalID = state.take(offer)
            let never = state.faults.take(.neverBoots, where: { $0.concerns("offer", word) }) != nil
            let lag = state.faults.take(.listLags).map { $0.number("seconds") ?? .infinity }
            return Draft(
                id: rentalID, offer: offer, request: request,
                hardware: state.struck(Hardware(behind: offer, serial: serial(of: rentalID))), bootSeconds: options.bootSeconds,
                boots: never ? .never : .normally, isStopped: isBusy,
                priceFactor: state.faults.take(.priceRise)?.number("factor") ?? 1,
                isUnhealthy: state.faults.take(.apiUnhealthy, where: { $0.concerns("offer", word) }) != nil,
                listedFrom: lag.map { now + $0 } ?? now,
                delay: state.faults.take(.launchSlow)?.number("seconds") ?? 0,
                isLost: state.faults.take(.launchLost) != nil)
        }
    }

    /// Takes some plain offer off the market for a machine that nobody asked for; `nil` when none is left.
    ///
    /// No fault strikes it, and it runs at once: it is about what happened earlier.
    func orphan(_ request: RentalRequest) -> Draft? {
        with { state in
            guard let offer = state.offers.first(where: { state.taken[$0.id] == nil && $0.dirt.isEmpty && $0.gpuCount == 1 })
            else { return nil }
            let id = state.take(offer)
            return Draft(
                id: id, offer: offer, request: request, hardware: Hardware(behind: offer, serial: serial(of: id)), bootSeconds: 0)
        }
    }

    /// Puts the machine of a draft on the account; it is billed from now on, however old it claims to be.
    func commit(_ draft: Draft, sshPort: Int, age: Double = 0) {
        with { state in
            let now = Self.now
            let request = draft.request
            let market = draft.offer.totalPrice(storageGB: request.diskGB)
            let listedPrice = draft.offer.dirt.first { $0.name == "dph_total" }?.value?.number ?? market
            state.rentals[draft.id] = Rental(
                id: draft.id, offer: draft.offer, hardware: draft.hardware, label: request.label,
                image: request.image, runtype: request.runtype, onstart: request.onstart,
                environment: request.environment, diskGB: request.diskGB,
                pricePerHour: (request.bid ?? listedPrice) * draft.priceFactor, isBid: request.bid != nil,
                createdAt: now - age, billedFrom: now, bootSeconds: draft.bootSeconds, boots: draft.boots,
                isStopped: draft.isStopped, keys: state.accountKeys, listedFrom: draft.listedFrom, sshPort: sshPort,
                apiHealthyFrom: draft.isUnhealthy ? nil : now + draft.bootSeconds + options.apiSeconds)
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
            let now = Self.now
            state.spent += rental.cost(at: now)
            state.past.append(PastRental(rental: rental, endedAt: now))
            return rental
        }
    }

    /// A machine of the account by id.
    func rental(_ id: Int) -> Rental? { with { $0.rentals[id] } }
}

extension CloudState {
    /// Dollars left on the account.
    func available(at now: Double) -> Double {
        let balance = faults.newest(.balance)?.number("usd") ?? self.balance
        return balance - spent - rentals.values.reduce(0) { $0 + $1.cost(at: now) }
    }

    /// Gives an offer to a new machine and returns the machine's id.
    fileprivate mutating func take(_ offer: MarketOffer) -> Int {
        defer { nextRentalID += 1 }
        taken[offer.id] = nextRentalID
        return nextRentalID
    }

    /// A machine's hardware after the faults that change it.
    fileprivate mutating func struck(_ sold: Hardware) -> Hardware {
        var hardware = sold
        if let fault = faults.take(.wrongGPU) {
            let name = fault.parameters["gpu"]?.string ?? (sold.gpu.name == "RTX 3060" ? "RTX 3090" : "RTX 3060")
            hardware.gpu = GPUModel.named(name) ?? .unknown(name)
        }
        hardware.isBroken = faults.take(.noGPU) != nil
        hardware.speedFactor = faults.take(.slowGPU).map { $0.number("factor") ?? 0.15 } ?? 1
        return hardware
    }
}
