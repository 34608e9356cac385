import Foundation

/// One GPU's sensors at one moment.
struct GPUReading: Sendable {
    let index: Int
    private let hardware: Hardware
    private let share: Double
    private let busyShare: Double
    private let memoryMiB: Int
    private let jitter: Double

    enum Field: String, Sendable {
        case index, name, uuid, timestamp, count, pstate
        case busID = "pci.bus_id"
        case gpuBusID = "gpu_bus_id"
        case gpuName = "gpu_name"
        case gpuUUID = "gpu_uuid"
        case memoryTotal = "memory.total"
        case memoryUsed = "memory.used"
        case memoryFree = "memory.free"
        case utilization = "utilization.gpu"
        case memoryUtilization = "utilization.memory"
        case temperature = "temperature.gpu"
        case power = "power.draw"
        case powerInstant = "power.draw.instant"
        case powerAverage = "power.draw.average"
        case powerLimit = "power.limit"
        case powerLimitEnforced = "enforced.power.limit"
        case powerLimitMax = "power.max_limit"
        case fan = "fan.speed"
        case driver = "driver_version"
        case coreClock = "clocks.sm"
        case graphicsClock = "clocks.gr"
        case memoryClock = "clocks.mem"
        case coreClockCurrent = "clocks.current.sm"
        case graphicsClockCurrent = "clocks.current.graphics"
        case memoryClockCurrent = "clocks.current.memory"
        case coreClockMax = "clocks.max.sm"
        case memoryClockMax = "clocks.max.memory"
        case throttling = "clocks_throttle_reasons.active"
        case events = "clocks_event_reasons.active"
        case linkGeneration = "pcie.link.gen.current"
        case linkGenerationMax = "pcie.link.gen.max"
        case linkWidth = "pcie.link.width.current"
        case linkWidthMax = "pcie.link.width.max"
        case capability = "compute_cap"
        case persistence = "persistence_mode"
        case eccErrors = "ecc.errors.uncorrected.volatile.total"

        /// The unit that is printed unless it is asked not to be.
        var unit: String? {
            switch self {
            case .memoryTotal, .memoryUsed, .memoryFree: "MiB"
            case .utilization, .memoryUtilization, .fan: "%"
            case .power, .powerInstant, .powerAverage, .powerLimit, .powerLimitEnforced, .powerLimitMax: "W"
            case .coreClock, .graphicsClock, .memoryClock, .coreClockCurrent, .graphicsClockCurrent, .memoryClockCurrent,
                .coreClockMax, .memoryClockMax:
                "MHz"
            default: nil
            }
        }
    }

    init(engine: OllamaEngine, index: Int) {
        let hardware = engine.hardware
        let now = Cloud.now
        let (loaded, isBusy, lastBusy, spans) = engine.with { state in
            (state.loaded, state.isBusy, state.lastBusy, state.spans + (state.busySince.map { [($0, now)] } ?? []))
        }
        let used = loaded.filter { index < $0.plan.gpusUsed }
        // The driver's figure is an average over about a second.
        let activity = isBusy ? 1 : max(0, 1 - (now - lastBusy))
        self.index = index
        self.hardware = hardware
        let begin = now - NvidiaSMIUtilization.seconds
        busyShare = spans.reduce(0) { $0 + max(0, min($1.to, now) - max($1.from, begin)) } / NvidiaSMIUtilization.seconds
        share = used.isEmpty ? 0 : activity * (used.last?.plan.shareOnGPU ?? 0)
        let bytes = used.reduce(0) { $0 + $1.plan.sizeOnGPU / max(1, $1.plan.gpusUsed) }
        memoryMiB = bytes == 0 ? 4 : min(hardware.gpu.memoryMiB - 200, bytes >> 20 + 310)
        var random = SeededRandom(seed: hardware.serial, "sensors", String(Int(now)), String(index))
        jitter = random.double(-1...1)
    }

    /// What its samples of the last seconds say, in percent.
    var recent: (most: Int, least: Int, mean: Int) {
        (busyShare > 0 ? 95 : 0, busyShare >= 1 ? 95 : 0, Int((95 * min(1, busyShare)).rounded()))
    }

    var uuid: String {
        var random = SeededRandom(seed: hardware.serial, "uuid", String(index))
        let groups = [8, 4, 4, 4, 12].map { random.hexadecimal($0) }
        return "GPU-" + groups.joined(separator: "-")
    }

    var name: String { hardware.gpu.driverName }
    var listing: String { "GPU \(index): \(name) (UUID: \(uuid))\n" }

    func value(_ field: Field) -> String {
        let gpu = hardware.gpu
        let isIdle = share < 0.05
        let watts = Double(gpu.watts) * (0.08 + 0.74 * share) + 2 * jitter
        switch field {
        case .index: return "\(index)"
        case .name, .gpuName: return name
        case .uuid, .gpuUUID: return uuid
        case .timestamp: return Self.timestamp(Cloud.now)
        case .count: return "\(hardware.gpuCount)"
        case .pstate: return isIdle ? "P8" : "P2"
        case .busID, .gpuBusID: return "00000000:0\(index + 1):00.0"
        case .memoryTotal: return "\(gpu.memoryMiB)"
        case .memoryUsed: return "\(memoryMiB)"
        case .memoryFree: return "\(gpu.memoryMiB - memoryMiB)"
        case .utilization: return "\(isIdle ? 0 : Int((95 * share + 2 * jitter).rounded()))"
        case .memoryUtilization: return "\(isIdle ? 0 : Int((82 * share).rounded()))"
        case .temperature: return "\(Int((34 + 32 * share + jitter).rounded()))"
        case .power, .powerInstant, .powerAverage: return Self.twoDigits(watts)
        case .powerLimit, .powerLimitEnforced, .powerLimitMax: return Self.twoDigits(Double(gpu.watts))
        case .fan: return "\(Int(30 + 35 * share))"
        case .driver: return hardware.driverVersion
        case .coreClock, .graphicsClock, .coreClockCurrent, .graphicsClockCurrent:
            return "\(isIdle ? 210 : gpu.coreClockMHz + Int(15 * jitter))"
        case .coreClockMax: return "\(gpu.coreClockMHz + 300)"
        case .memoryClock, .memoryClockCurrent: return "\(isIdle ? 405 : gpu.memoryClockMHz)"
        case .memoryClockMax: return "\(gpu.memoryClockMHz)"
        case .throttling, .events: return isIdle ? "0x0000000000000001" : "0x0000000000000000"
        case .linkGeneration: return "\(isIdle ? 1 : gpu.pcieGeneration)"
        case .linkGenerationMax: return "\(gpu.pcieGeneration)"
        case .linkWidth, .linkWidthMax: return "16"
        case .capability: return "\(gpu.computeCapability / 10).\(gpu.computeCapability % 10)"
        case .persistence: return "Enabled"
        case .eccErrors: return "0"
        }
    }

    /// Local time to the millisecond, as the driver prints it.
    private static func timestamp(_ seconds: Double) -> String {
        let zone = Double(TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
        let milliseconds = Int((seconds - seconds.rounded(.down)) * 1000)
        let text = GoTime.text((seconds + zone).rounded(.down)).replacing("-", with: "/").replacing("T", with: " ")
        return text.prefix(19) + "." + String(1000 + milliseconds).dropFirst()
    }

    private static func twoDigits(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
