import Domain
import Foundation
import SSH
import TestSupport
import Testing

@testable import Engine

@Suite struct IdleProbeTests {
    private static let now = Samples.start

    private func reading(_ text: String, watched: String = "40") -> IdleReading {
        let whole = text + "watched: \(watched)\n"
        return IdleProbe.reading(CommandOutput(status: 0, stdout: Data(whole.utf8)), after: IdleReading(), at: Self.now)
    }

    @Test func `a burst of a real GPU that is over when it is looked at counts as work`() {
        let moment = reading(RealH100.utilizationAfterBurst + "means:\n")
        #expect(moment.idleSince == Self.now - 40, "the figure of the moment has forgotten it")
        let whole = reading(RealH100.utilizationAfterBurst + "means:\n" + RealH100.samplesAfterBurst)
        #expect(whole.idleSince == nil && whole.utilizationPercent == 11 && whole.trouble == nil)
    }

    @Test func `one busy sample as the driver comes up is no work`() {
        let idle = reading("0\nmeans:\n" + RealH100.samplesWhenIdle)
        #expect(idle.idleSince == Self.now - 40 && idle.utilizationPercent == 1)
    }

    @Test func `the busiest of several GPUs decides`() {
        let two = RealH100.samplesWhenIdle + RealH100.samplesAfterBurst
        #expect(reading("0\n3\nmeans:\n" + two).utilizationPercent == 11)
    }

    @Test(arguments: [
        "", "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n",
        "    GPU Utilization Samples\n        Avg                  : N/A\n", "    GPU Utilization Samples\n        Avg   : Not Found\n",
        "    GPU Utilization Samples\n    Memory Utilization Samples\n        Avg    : 80 %\n",
    ])
    func `a driver that keeps no samples is judged by the moment alone`(said: String) {
        #expect(reading("4\nmeans:\n" + said) == reading("4\nmeans:\n"))
        #expect(reading("4\nmeans:\n").idleSince == Self.now - 40)
    }

    @Test(arguments: ["not", "", "-1", "nan", "99e999"])
    func `GPUs that nobody watched between two looks are not known to be idle`(watched: String) {
        let idle = reading("0\nmeans:\n", watched: watched)
        #expect(idle.idleSince == nil && idle.trouble?.contains("cannot be watched") == true)
        let busy = reading("50\nmeans:\n", watched: watched)
        #expect(busy.utilizationPercent == 50 && busy.trouble == nil)
    }
}
