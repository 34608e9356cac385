import Domain
import Foundation

/// Decides for one offer after the other; what many offers share is worked out once.
struct OfferJudge {
    enum Outcome {
        case candidate(Candidate)
        case excluded(ExclusionKind, Exclusion.Detail)
    }

    let request: AdviceRequest
    let checked: AdviceRequest.Checked
    let need: MemoryNeed
    let speed: SpeedModel
    let assumptions: RentalAssumptions
    let terms: BillTerms
    let suspects: SuspectedHosts
    let history: MachineHistory
    let market: MarketReading
    let usualBandwidth: UsualBandwidth
    let now: Date
    /// Fields are read in place: copying an offer costs more than judging it.
    let offers: [Offer]
    /// Distinct places so far; candidates name theirs by position.
    private(set) var places: [Place] = []
    private var filter: OfferFilter
    private var placeOf: [PlaceKey: Int] = [:]

    private struct PlaceKey: Hashable {
        let slot: Int
        let count: Int
        let provider: ProviderID
        let machine: String?
    }

    /// Prices outside of this are typing errors or traps, dollars per hour.
    private static let leastPrice = USD(micros: 1_000)
    private static let mostPrice = USD(micros: 1_000_000_000)

    init(
        _ request: AdviceRequest, _ checked: AdviceRequest.Checked, need: MemoryNeed, evidence: [Evidence],
        hostFaults: Set<String>, history: MachineHistory, offers: [Offer], assumptions: RentalAssumptions, now: Date
    ) {
        self.request = request
        self.checked = checked
        self.need = need
        self.assumptions = assumptions
        self.now = now
        self.offers = offers
        self.history = history
        terms = BillTerms(
            modelBytes: Double(checked.model.bytes), job: request.job, assumptions: assumptions)
        speed = SpeedModel(model: checked.model, evidence: evidence)
        suspects = SuspectedHosts(evidence, hostFaults: hostFaults)
        market = MarketReading(offers)
        usualBandwidth = UsualBandwidth(offers, market)
        filter = OfferFilter(request)
    }

    /// Applies the rules, the cheap and certain ones first.
    mutating func judge(_ position: Int) -> Outcome {
        let price = offers[position].pricePerHour
        if price < Self.leastPrice || price > Self.mostPrice { return .excluded(.badPrice, .price(price)) }
        let count = offers[position].gpuCount
        if count < 1 { return .excluded(.constraint, .text("it has no GPU")) }
        if filter.isActive, let mismatch = filter.mismatch(offers[position]) {
            return .excluded(.constraint, .text(mismatch))
        }
        if offers[position].interruptible, !request.includeInterruptible {
            return .excluded(.interruptible, .text("a higher bid can take it away"))
        }
        if let most = request.maxPricePerHour, price > most {
            return .excluded(.tooExpensive, .dear(price: price, most: most))
        }
        let reading = market.readings[market.slots[position]]
        guard let gpu = reading.gpu else { return .excluded(.unknownGPU, .text(reading.unknownReason)) }
        if let gpus = checked.gpus, !gpus.contains(gpu.index) {
            return .excluded(.constraint, .text("it is a \(gpu.name), not a \(request.gpu ?? "")"))
        }
        guard let memoryMiB = reading.memoryMiB else {
            return .excluded(.noMemoryFigure, .text(reading.noMemoryReason))
        }
        if let least = request.minMemoryGB, gpu.memoryGB < least {
            return .excluded(.constraint, .text("\(gpu.memoryGB) GB of memory, at least \(least) GB asked"))
        }
        if !request.includeSuspected, let reason = suspects.reason(position, offers) {
            return .excluded(.hostSuspected, .text(reason))
        }
        if !history.isEmpty, !request.includeSuspected, let rest = history.rest(of: offers[position], at: now) {
            return .excluded(.recentlyFailed, .rests(failures: rest.failures, until: rest.until))
        }
        let place = place(position, gpu: gpu, memoryMiB: memoryMiB, reading)
        if !places[place].fit.fits {
            return .excluded(
                .doesNotFit, .lacks(gib: -places[place].fit.marginGiB, sentence: places[place].misfit))
        }
        return rate(position, place: place)
    }

    private func rate(_ position: Int, place number: Int) -> Outcome {
        let place = places[number]
        let measured = offers[position].measuredBandwidthGBps
        let ratio = place.estimate.knowsMachine ? 1 : usualBandwidth.ratio(measured, place.gpu)
        let (rate, low, high) = place.estimate.onHost(bandwidthRatio: ratio)
        if let least = request.minTokensPerSecond, rate < least {
            return .excluded(.tooSlow, .slow(expected: rate, least: least))
        }
        let chance = chance(position, place)
        let bill = bill(position, tokensPerSecond: rate, chance: chance)
        if let left = offers[position].secondsLeft {
            let hours = max(0, left - max(0, now.timeIntervalSince(offers[position].fetchedAt))) / 3600
            if hours < bill.totalHours {
                return .excluded(.leavesMarket, .leaves(hours: hours, needed: bill.totalHours))
            }
        }
        let allIn = bill.dollarsPerMillionTokens
        return .candidate(
            Candidate(
                position: position, place: number, priceMicros: offers[position].pricePerHour.micros,
                tokensPerSecond: rate, low: low, high: high, allIn: allIn, score: score(rate: rate, allIn: allIn), bandwidthRatio: ratio,
                chance: chance))
    }

    /// The chance that a rental comes up; away from 0, so that a bill stays finite.
    private func chance(_ position: Int, _ place: Place) -> Double {
        guard !history.isEmpty else { return place.provisioningChance }
        let factor = max(MachineHistory.leastFactor, history.factor(of: offers[position]) * place.recentFactor)
        return max(RentalAssumptions.leastChance, place.provisioningChance * factor)
    }

    private func bill(_ position: Int, tokensPerSecond: Double, chance: Double) -> WholeBill {
        terms.bill(
            price: offers[position].pricePerHour, trafficPrice: offers[position].downloadPricePerGB,
            downloadMbps: offers[position].downloadMbps, tokensPerSecond: tokensPerSecond,
            provisioningChance: chance)
    }

    private func score(rate: Double, allIn: Double) -> Double {
        switch request.objective {
        case .value: -allIn
        case .speed: rate
        case .balanced: rate / allIn
        }
    }

    /// The row for a candidate in its place.
    func recommendation(_ candidate: Candidate, rank: Int, isParetoOptimal: Bool) -> Recommendation {
        let place = places[candidate.place]
        let position = candidate.position
        let facts = RecommendationFacts(
            place: place, terms: terms, trafficPrice: offers[position].downloadPricePerGB,
            downloadMbps: offers[position].downloadMbps, contextTokens: request.contextTokens,
            bandwidthRatio: candidate.bandwidthRatio, isVerified: offers[position].verified,
            chance: candidate.chance, suspicion: suspects.reason(position, offers))
        return Recommendation(
            rank: rank, offerID: offers[position].id, provider: offers[position].provider, gpuType: place.gpu.name,
            gpuCount: place.gpuCount, memoryGB: place.gpu.memoryGB, gpuMemoryMiB: place.memoryMiB,
            pricePerHour: offers[position].pricePerHour, tokensPerSecond: candidate.tokensPerSecond,
            tokensPerSecondLow: candidate.low, tokensPerSecondHigh: candidate.high,
            allInDollarsPerMillionTokens: candidate.allIn, basis: place.estimate.basis,
            evidenceCount: place.estimate.evidenceCount, location: offers[position].location,
            isParetoOptimal: isParetoOptimal, story: .known(facts))
    }

    private mutating func place(_ position: Int, gpu: GPU, memoryMiB: Int, _ reading: GPUReading) -> Int {
        let provider = offers[position].provider
        let count = offers[position].gpuCount
        var machine: String?
        if speed.knowsMachines, let id = offers[position].machineID,
            speed.knows(machineID: id, provider: provider.rawValue)
        {
            machine = id
        }
        let key = PlaceKey(slot: market.slots[position], count: count, provider: provider, machine: machine)
        if let known = placeOf[key] { return known }
        let target = SpeedTarget(gpu: gpu, gpuCount: count, provider: provider.rawValue, machineID: machine)
        places.append(
            Place(
                gpu: gpu, gpuCount: count, estimate: speed.estimate(for: target),
                provisioningChance: assumptions.chance(provider), recentFactor: history.factor(of: gpu.name, at: provider),
                fit: need.fit(memoryMiB: memoryMiB, gpuCount: count), memoryMiB: memoryMiB, reading: reading))
        placeOf[key] = places.count - 1
        return places.count - 1
    }
}
