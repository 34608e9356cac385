/// Reasons for which a GPU runs below its clocks although it has work.
///
/// The bits are NVML's clock event reasons. Idling, clocks set by an application and the ordinary power cap
/// are left out: they belong to a healthy card under load.
struct ThrottleReasons: OptionSet, Hashable {
    let rawValue: UInt64

    static let hardwareSlowdown = ThrottleReasons(rawValue: 0x8)
    static let softwareThermal = ThrottleReasons(rawValue: 0x20)
    static let hardwareThermal = ThrottleReasons(rawValue: 0x40)
    static let powerBrake = ThrottleReasons(rawValue: 0x80)

    private static let all: [(reason: ThrottleReasons, name: String)] = [
        (hardwareSlowdown, "hardware slowdown"),
        (softwareThermal, "software thermal slowdown"),
        (hardwareThermal, "hardware thermal slowdown"),
        (powerBrake, "power brake"),
    ]

    /// For people, in a fixed order.
    var names: [String] { Self.all.filter { contains($0.reason) }.map(\.name) }

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Reads the mask as `nvidia-smi` prints it, such as `0x0000000000000020`; anything else is no reason.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var text: [UInt8] = []
        for index in range { text.append(bytes[index]) }
        let word = String(decoding: text, as: UTF8.self).lowercased()
        let mask = word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) ?? 0 : 0
        let known = Self.all.reduce(UInt64(0)) { $0 | $1.reason.rawValue }
        self.init(rawValue: mask & known)
    }
}
