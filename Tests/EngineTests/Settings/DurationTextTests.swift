import Testing

@testable import Engine

@Suite struct DurationTextTests {
    @Test(arguments: [("90s", 90.0), ("1h30m", 5400), ("15m", 900), ("500ms", 0.5), ("1.5h", 5400), ("1m1s", 61)])
    func `spans read as people write them`(text: String, seconds: Double) {
        #expect(DurationText.parse(text)?.inSeconds == seconds)
    }

    @Test(arguments: ["", "0s", "0h0m", "90", "s", "-5s", "1 h", "1d", "1h30", "nan s", "1..5s", "9999999s", "1H", "1h;"])
    func `anything else is refused, and so is nothing at all`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [("90", 90.0), ("1.5", 1.5), (".5", 0.5), ("007", 7)])
    func `a plain number is a count of seconds`(text: String, seconds: Double) {
        #expect(DurationText.seconds(text)?.inSeconds == seconds)
    }

    @Test(arguments: ["inf", "infinity", "nan", "1e30", "1e19", "1e2", "0x10", "-1", "+1", "", ".", "1..2", "0", "1000001", "60s", " 1"])
    func `no number but digits with a decimal point is one`(text: String) {
        #expect(DurationText.seconds(text) == nil)
    }

    @Test func `clocks show hours only when there are some`() {
        #expect([0, 4.9, 62, 3599, 3842, -1].map(DurationText.clock) == ["0:00", "0:04", "1:02", "59:59", "1:04:02", "0:00"])
    }
}
