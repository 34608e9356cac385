/// How badly the world of one seed behaves: every figure is a probability of one call or one machine, unless it says otherwise.
struct Faults: Sendable {
    var callFails = 0.0
    var answerLost = 0.0
    var slowAnswer = 0.0
    var staleOffer = 0.0
    var launchLost = 0.0
    var launchLate = 0.0
    var launchTwice = 0.0
    var listFails = 0.0
    var listLies = 0.0
    /// Seconds for which lists lag behind creations and endings.
    var listLag = 0.0
    var lookLies = 0.0
    var endLies = 0.0
    var endFails = 0.0
    /// Seconds that a machine takes to go after its end was accepted.
    var endLag = 0.0
    var keyRefused = 0.0
    var neverBoots = 0.0
    var diesEarly = 0.0
    var wrongGPU = 0.0
    var loginFails = 0.0
    var vanishes = 0.0
    var priceRises = 0.0
    var standsIdle = 0.0
    /// Probability of a crash at one seam.
    var crash = 0.0
    /// Longest time a process stays dead, in seconds.
    var downtime = 60.0
    var storeFails = 0.0
    /// Outages of the provider, and jumps of the clock, in the whole run.
    var outages = 0
    var jumps = 0
    /// Whether two processes work on one database.
    var hasRival = false

    /// Draws the faults of a seed: half of the kinds are absent, so that combinations of few are met as well as of many.
    static func draw(_ world: World) -> Faults {
        func some(_ most: Double) -> Double { world.chance(0.5) ? 0 : world.unit() * most }
        var faults = Faults()
        faults.callFails = some(0.15)
        faults.answerLost = some(0.1)
        faults.slowAnswer = some(0.1)
        faults.staleOffer = some(0.4)
        faults.launchLost = some(0.4)
        faults.launchLate = some(0.3)
        faults.launchTwice = some(0.3)
        faults.listFails = some(0.3)
        faults.listLies = some(0.2)
        faults.listLag = some(15)
        faults.lookLies = some(0.1)
        faults.endLies = some(0.4)
        faults.endFails = some(0.4)
        faults.endLag = some(120)
        faults.keyRefused = some(0.3)
        faults.neverBoots = some(0.3)
        faults.diesEarly = some(0.2)
        faults.wrongGPU = some(0.2)
        faults.loginFails = some(0.3)
        faults.vanishes = some(0.3)
        faults.priceRises = some(0.3)
        faults.standsIdle = some(0.5)
        faults.crash = some(0.01)
        faults.downtime = world.pick([5, 60, 600, 7200])
        faults.storeFails = some(0.01)
        faults.outages = world.chance(0.3) ? 1 + Int(world.unit() * 2) : 0
        faults.jumps = world.chance(0.2) ? 1 + Int(world.unit() * 2) : 0
        // One database has one server; two that were started before and after a jump of hours would disagree about the time.
        faults.hasRival = world.chance(0.3) && faults.jumps == 0
        return faults
    }
}
