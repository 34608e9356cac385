import Domain
import TestSupport
import Testing

@testable import Archives

struct TelemetryTests {
    @Test func `a header and blanks after commas are read`() {
        let log = log("ts,util,mem_used,mem_total,temp,power\n10, 90, 20366, 24564, 60, 100.5\n11,94 %,20368 MiB,24564 MiB,62,300.5 W\n")
        #expect(log.samples == 2 && log.brokenLines == 0)
        #expect(log.stats.avgUtilizationPct == 92 && log.stats.maxUtilizationPct == 94)
        #expect(log.stats.avgMemoryUsedMiB == 20367 && log.stats.maxMemoryUsedMiB == 20368)
        #expect(log.stats.avgTemperatureC == 61 && log.stats.maxTemperatureC == 62)
        #expect(log.stats.avgPowerDrawW == 200.5 && log.stats.maxPowerDrawW == 300.5)
    }

    @Test func `memory and power of several GPUs are summed, utilisation and temperature are not`() {
        let text = "10,90,1000,24564,60,100\n10,70,2000,24564,70,200\n15,90,1000,24564,60,100\n15,70,2400,24564,74,220\n"
        let stats = log(text, gpuCount: 2).stats
        #expect(stats.avgMemoryUsedMiB == 3200 && stats.maxMemoryUsedMiB == 3400)
        #expect(stats.avgPowerDrawW == 310 && stats.maxPowerDrawW == 320)
        #expect(stats.avgUtilizationPct == 80 && stats.maxUtilizationPct == 90 && stats.maxTemperatureC == 74)
    }

    @Test func `one GPU sampled twice in one second is not two GPUs`() {
        let own = "10,90,1000,24564,60,100,0,1,1,0x0,4,16\n10,90,1000,24564,60,100,0,1,1,0x0,4,16\n"
        #expect(log(own).stats.maxMemoryUsedMiB == 1000)
        #expect(log("10,90,1000,24564,60,100\n10,90,1000,24564,60,100\n").stats.maxMemoryUsedMiB == 1000)
    }

    @Test func `what a GPU does not tell is left out instead of being 0`() {
        let stats = log("10,90,1000,24564,60,[N/A]\n11,[Not Supported],1000,24564,60,300\n12,N/A,1000,24564,60,\n").stats
        #expect(stats.avgPowerDrawW == 300 && stats.avgUtilizationPct == 90)
    }

    @Test func `a GPU that does not tell its power is not given that of another`() {
        let stats = log("10,90,1000,24564,60,300,0\n10,90,1000,24564,60,[N/A],1\n", gpuCount: 2).stats
        #expect(stats.avgPowerDrawW == 300 && stats.maxPowerDrawW == 300 && stats.avgMemoryUsedMiB == 2000)
    }

    @Test(arguments: ["10,90,1000", "abc,1,2,3,4,5", "10,x,2,3,4,5", ",1,2,3,4,5", "10,1,2,3,4,1x"])
    func `a broken line is counted`(line: String) {
        let log = log("9,90,1000,24564,60,100\n\(line)\n")
        #expect(log.samples == 1 && log.brokenLines == 1)
    }

    @Test func `only samples of the measuring count where there are some`() {
        let text = "5,0,10,24564,30,20\n10,90,1000,24564,60,300\n"
        #expect(log(text, window: 10...20).stats.avgUtilizationPct == 90)
        #expect(log(text, window: 100...200).stats.avgUtilizationPct == 45)
    }

    @Test func `slowdowns are told from the ordinary power cap`() {
        let text = """
            1,90,1,2,3,4,0,1,1,0x0000000000000004,4,16
            2,90,1,2,3,4,0,1,1,0x0000000000000060,4,16
            3,90,1,2,3,4,0,1,1,Not Active,4,16
            4,90,1,2,3,4,0,1,1,[N/A],4,16
            """
        let log = log(text)
        #expect(log.throttledSamples == 1)
        #expect(log.throttleReasons.names == ["software thermal slowdown", "hardware thermal slowdown"])
    }

    @Test func `an empty file has no figures`() {
        #expect(log("").stats == .init())
    }

    @Test func `the telemetry of a real H100 is read to the last field`() {
        let log = log(RealH100.telemetry)
        #expect(log.samples == 6 && log.brokenLines == 0)
        #expect(log.stats.maxUtilizationPct == 100 && log.stats.maxMemoryUsedMiB == 883 && log.stats.maxPowerDrawW == 700.76)
        #expect(log.stats.maxTemperatureC == 64)
    }

    private func log(_ text: String, gpuCount: Int = 1, window: ClosedRange<Double>? = nil) -> TelemetryLog {
        let bytes = Array(text.utf8)
        return TelemetryLog(bytes.span, gpuCount: gpuCount, window: window)
    }
}
