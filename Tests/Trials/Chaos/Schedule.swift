import Domain

/// Everything that is done in one run, decided by its seed: who rents and benchmarks, what goes wrong, who is killed when.
struct Schedule: Sendable {
    /// Seconds until everything is brought to its end.
    static let horizon = 3.5

    /// When a server is first started, in seconds after the start; `nil` for at last only.
    let server: Double?
    /// How long a server stays dead, one after the other.
    let downtimes: [Double]
    let benches: [BenchPlan]
    let rentals: [RentalPlan]
    let troubles: [Trouble]
    let strikes: [Strike]
    let blows: [Blow]
    let chores: [Chore]
    /// Labels of machines that nobody asked for, and whether they are ours to end.
    let strays: [(label: String, isOurs: Bool)]

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        let horizon = Self.horizon
        let kind = dice.pick(["rentals", "benches", "both", "both"])
        let isServed = kind != "benches" || dice.chance(0.5)
        server = isServed ? (dice.chance(0.8) ? 0 : dice.between(0.1, 1)) : nil
        downtimes = (0..<8).map { _ in dice.chance(0.3) ? 0 : dice.between(0, 0.8) }
        let benchCount = kind == "rentals" ? 0 : 1 + dice.below(kind == "benches" ? 3 : 2)
        benches = (0..<benchCount).map { _ in
            BenchPlan(
                at: dice.chance(0.6) ? 0 : dice.between(0, 1.5),
                sequels: [dice.pick(BenchPlan.Sequel.allCases), dice.pick([.resume, .nothing])],
                attempts: 1 + dice.below(3))
        }
        let rentalCount = kind == "benches" ? 0 : 1 + dice.below(3)
        rentals = (0..<rentalCount).map { _ in
            let at = dice.between(0, 1.5)
            return RentalPlan(
                at: at, consumer: dice.pick(["alice", "bob"]), pick: dice.below(1000), retries: dice.below(3),
                scope: dice.pick(["same_gpu", "same_vram", "any"]), extended: dice.chance(0.3) ? at + dice.between(0.5, 2) : nil,
                end: dice.pick(RentalPlan.End.allCases), ends: dice.chance(0.5) ? at + dice.between(0.1, 2.5) : nil)
        }
        troubles = (0..<(1 + dice.below(6))).map { _ in Trouble.draw(&dice, until: horizon) }
        strikes = (0..<(dice.chance(0.35) ? 1 + dice.below(2) : 0)).map { _ in
            Strike(at: dice.between(0.8, horizon), kind: dice.pick(Strike.Kind.allCases), pick: dice.below(1000))
        }
        let blowCount = 1 + dice.below(4)
        blows = (0..<blowCount).map { _ in Self.blow(&dice, isServed: isServed, benches: benchCount, hasRentals: rentalCount > 0) }
        chores = (0..<(dice.chance(0.3) ? 1 + dice.below(2) : 0)).map { _ in
            Chore(at: dice.between(0.3, horizon), arguments: dice.pick(Chore.commands))
        }
        strays =
            dice.chance(0.2)
            ? [("gpu-shopper-others-0123456789abcdef", false), ("gpu-shopper-\(Setting.deployment)-fedcba9876543210", true)] : []
    }

    private static func blow(_ dice: inout Dice, isServed: Bool, benches: Int, hasRentals: Bool) -> Blow {
        var targets: [Blow.Target] = (0..<benches).map { .bench($0) }
        if isServed { targets += [.server, .server] }
        if targets.count > 1 { targets.append(.everything) }
        let target = dice.pick(targets)
        let common: [SessionStep] = [.launching, .launching, .booting, .ready, .terminating, .terminating]
        let steps = benches > 0 ? common + [.benchmarking, .collecting, .ingesting] : common
        let moment: Moment =
            dice.chance(0.5)
            ? .at(dice.between(0.2, horizon)) : .entering(dice.pick(steps), delay: dice.chance(0.4) ? 0 : dice.between(0, 0.4))
        return Blow(moment: moment, target: target, isKill: dice.chance(0.75))
    }

    /// For a person who wants to know what a seed does.
    var lines: [String] {
        [server.map { "server from \($0.fixed(2)) s on" } ?? "server at last only"] + benches.map(\.description)
            + rentals.map(\.description) + troubles.map(\.description) + strikes.map(\.description) + blows.map(\.description)
            + chores.map(\.description)
            + strays.map { "planted \($0.label)" }
    }
}
