import Domain
import Foundation
import HTTP

/// Does what a schedule says, when it says so.
struct Play: Sendable {
    let schedule: Schedule
    let market: Marketplace
    let shop: Shop
    let crew: Crew
    let trace: Trace

    /// Returns at the schedule's horizon; what runs then runs on.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { lives in
            if let start = schedule.server { lives.addTask { try await keepServer(from: start) } }
            for (number, bench) in schedule.benches.enumerated() { lives.addTask { try await live(bench, number) } }
            try await withThrowingTaskGroup(of: Void.self) { deeds in
                deeds.addTask { try await trace.until(Schedule.horizon) }
                for trouble in schedule.troubles { deeds.addTask { try await put(trouble) } }
                for strike in schedule.strikes { deeds.addTask { try await deal(strike) } }
                for blow in schedule.blows { deeds.addTask { try await deal(blow) } }
                for rental in schedule.rentals { deeds.addTask { try await Renting(plan: rental, play: self).run() } }
                for (number, chore) in schedule.chores.enumerated() {
                    deeds.addTask {
                        try await trace.until(chore.at)
                        _ = try crew.startBench(2000 + number, chore.arguments[0], chore.arguments)
                    }
                }
                for stray in schedule.strays { deeds.addTask { _ = try await market.plant(label: stray.label) } }
                try await deeds.waitForAll()
            }
            lives.cancelAll()
            while true {
                do { guard try await lives.next() != nil else { break } } catch is CancellationError {}
            }
        }
    }

    /// A server that is started again whenever it ended.
    private func keepServer(from start: Double) async throws {
        try await trace.until(start)
        for downtime in schedule.downtimes + Array(repeating: 0.5, count: 100) {
            let program = try await crew.startServer()
            while program.status == nil { try await Task.sleep(for: .milliseconds(20)) }
            trace.say("\(program.name) ended: \(program.status ?? 0)")
            try await Task.sleep(for: .seconds(downtime))
        }
    }

    private func live(_ plan: BenchPlan, _ number: Int) async throws {
        try await trace.until(plan.at)
        var program = try crew.startBench(number, "run", Self.benchRun(attempts: plan.attempts))
        for sequel in plan.sequels {
            while program.status == nil { try await Task.sleep(for: .milliseconds(20)) }
            trace.say("\(program.name) ended: \(program.status ?? 0)")
            guard crew.wasTold(program) else { return }
            try await Task.sleep(for: .milliseconds(100))
            switch sequel {
            case .nothing: return
            case .resume: program = try crew.startBench(number, "resume", ["bench", "resume", "-o", "json"])
            case .again: program = try crew.startBench(number, "run", Self.benchRun(attempts: plan.attempts))
            }
        }
    }

    private static func benchRun(attempts: Int) -> [String] {
        ["bench", "run", "--model", "qwen2.5:0.5b", "--duration", "1s", "--attempts", String(attempts), "-o", "json"]
    }

    private func put(_ trouble: Trouble) async throws {
        try await trace.until(trouble.at)
        try await market.fault(trouble.json)
        trace.say("fault \(trouble.json)")
    }

    private func deal(_ strike: Strike) async throws {
        try await trace.until(strike.at)
        let living = try await market.state().instances.filter { $0.label?.contains(Setting.deployment) == true }.map(\.id).sorted()
        guard !living.isEmpty else { return }
        let machine = living[strike.pick % living.count]
        crew.struck(machine)
        trace.say("machine \(machine) \(strike.kind.rawValue)")
        switch strike.kind {
        case .removed: try await market.remove(machine)
        case .poweredOff: try await market.powerOff(machine)
        case .hostVanishes: try await market.fault(#"{"kind":"host_vanishes","instance":"\#(machine)"}"#)
        }
    }

    private func deal(_ blow: Blow) async throws {
        switch blow.moment {
        case .at(let seconds): try await trace.until(seconds)
        case .entering(let step, let delay):
            let rows = Rows(shop)
            while trace.seconds < Schedule.horizon, try !rows.steps().contains(step.rawValue) {
                try await Task.sleep(for: .milliseconds(15))
            }
            if trace.seconds < Schedule.horizon { try await Task.sleep(for: .seconds(delay)) }
        }
        crew.strike(blow)
    }
}
