import Domain

/// What `gpu.csv` says in all.
///
/// Memory and power are summed over the GPUs of one time; utilisation and temperature average over all GPUs
/// and times, and their maximum is that of the hottest or busiest single GPU. Only samples of the measuring
/// count where there are some: loading the model would drag every mean down.
struct TelemetryLog {
    private(set) var samples = 0
    private(set) var brokenLines = 0
    private(set) var throttledSamples = 0
    private(set) var throttleReasons: ThrottleReasons = []
    private var utilization = Mean()
    private var temperature = Mean()
    private var memory = Mean()
    private var power = Mean()
    private var maximumMemory = 0.0
    private var maximumPower = 0.0
    private var group = Group()
    private var memoryGPUs = 0
    private var powerGPUs = 0
    private let gpuCount: Int

    /// Reads all lines; `window` is the time of measuring in epoch seconds.
    init(_ bytes: Span<UInt8>, gpuCount: Int, window: ClosedRange<Double>?) {
        self.gpuCount = gpuCount
        scan(bytes, window: window)
        guard samples == 0, window != nil else { return }
        brokenLines = 0
        scan(bytes, window: nil)
    }

    /// Seconds by which a sample may lie outside: times are whole seconds, and a line is written after its
    /// sample.
    private static let slack = 1.0

    private mutating func scan(_ bytes: Span<UInt8>, window: ClosedRange<Double>?) {
        var scanner = TelemetryScanner()
        while let outcome = scanner.next(in: bytes) {
            switch outcome {
            case .header: continue
            case .broken: brokenLines += 1
            case .sample(let sample):
                if let window,
                    sample.time < window.lowerBound - Self.slack
                        || sample.time > window.upperBound + Self.slack
                {
                    continue
                }
                add(sample)
            }
        }
        closeGroup()
    }

    private mutating func add(_ sample: TelemetrySample) {
        if !group.accepts(sample, gpuCount: gpuCount) { closeGroup() }
        group.add(sample)
        samples += 1
        utilization.add(sample.utilization)
        temperature.add(sample.temperature)
        memory.add(sample.memoryUsed)
        power.add(sample.power)
        guard !sample.throttleReasons.isEmpty else { return }
        throttledSamples += 1
        throttleReasons.formUnion(sample.throttleReasons)
    }

    private mutating func closeGroup() {
        maximumMemory = max(maximumMemory, group.memory)
        maximumPower = max(maximumPower, group.power)
        memoryGPUs = max(memoryGPUs, group.memoryCount)
        powerGPUs = max(powerGPUs, group.powerCount)
        group = Group()
    }

    /// The public figures; all zero without samples.
    var stats: BenchmarkResult.GPUStats {
        BenchmarkResult.GPUStats(
            avgUtilizationPct: utilization.value,
            maxUtilizationPct: utilization.maximum,
            avgMemoryUsedMiB: memory.value * Double(memoryGPUs),
            maxMemoryUsedMiB: maximumMemory,
            avgTemperatureC: temperature.value,
            maxTemperatureC: temperature.maximum,
            avgPowerDrawW: power.value * Double(powerGPUs),
            maxPowerDrawW: maximumPower
        )
    }
}

extension TelemetryLog {
    /// The GPUs of one time.
    private struct Group {
        var time = 0.0
        var lastIndex: Double?
        var count = 0
        var memory = 0.0
        var power = 0.0
        /// GPUs that told.
        var memoryCount = 0
        var powerCount = 0

        /// A GPU seen twice within one second starts a new group; without indices the number of GPUs decides.
        func accepts(_ sample: TelemetrySample, gpuCount: Int) -> Bool {
            guard count > 0 else { return true }
            guard sample.time == time else { return false }
            if let index = sample.index, let lastIndex { return index > lastIndex }
            return count < gpuCount
        }

        mutating func add(_ sample: TelemetrySample) {
            time = sample.time
            lastIndex = sample.index
            count += 1
            memory += sample.memoryUsed ?? 0
            power += sample.power ?? 0
            memoryCount += sample.memoryUsed == nil ? 0 : 1
            powerCount += sample.power == nil ? 0 : 1
        }
    }

    private struct Mean {
        private var sum = 0.0
        private var count = 0
        private(set) var maximum = 0.0

        var value: Double { count == 0 ? 0 : sum / Double(count) }

        mutating func add(_ sample: Double?) {
            guard let sample else { return }
            sum += sample
            count += 1
            maximum = max(maximum, sample)
        }
    }
}
