import Domain

/// The cards we know, embedded, and the one place that reads their names.
public enum GPUCatalogue {
    /// Every card; the order is fixed within a build.
    public static let all: [GPU] = (geForce + geForceLaptop + workstation + dataCentre + amd).enumerated().map {
        var gpu = $0.element
        gpu.index = $0.offset
        return gpu
    }

    /// Relative distance within which a memory size counts as the same; the nominal sizes and the driver's differ by as much.
    public static let memoryTolerance = 0.07

    static let byKey: [String: [Int]] = {
        var index: [String: [Int]] = [:]
        for gpu in all {
            for key in Set([GPUNameKey(gpu.name).key] + gpu.aliases) { index[key, default: []].append(gpu.index) }
        }
        return index
    }()

    private static let names = all.map { (name: $0.name, key: GPUNameKey($0.name).key) }

    /// Reads a name in any provider's spelling; `memoryMiB` is the memory of one card as an offer or a driver prints it.
    ///
    /// The name decides first, the memory second: a memory size that no card of that name has makes the result unknown.
    /// A size of zero or less counts as not given.
    public static func match(name: String, memoryMiB: Int? = nil) -> GPUMatch {
        let parsed = GPUNameKey(name)
        let named = candidates(parsed.key)
        guard !named.isEmpty else { return .unknown(reason: unknownName(name, key: parsed.key)) }
        let given = memoryMiB.flatMap { $0 > 0 ? $0 : nil } ?? parsed.memoryGB.map { $0 * 1024 }
        guard let given else { return choose(named.contains { !$0.isRareVariant } ? named.filter { !$0.isRareVariant } : named) }
        let fitting = named.filter { has($0, memoryMiB: given) }
        guard !fitting.isEmpty else {
            let sizes = Set(named.map(\.memoryGB)).sorted().map { "\($0)" }.joined(separator: " or ")
            return .unknown(reason: "\(name) has \(sizes) GB, but \(given) MiB are stated")
        }
        let nearest = fitting.map { distance($0, given) }.min() ?? 0
        return choose(fitting.filter { distance($0, given) <= nearest + 0.01 })
    }

    /// All cards a name can stand for, for filters such as `--gpu A100`; empty when the name is unknown.
    public static func cards(named name: String) -> [GPU] {
        let parsed = GPUNameKey(name)
        let named = candidates(parsed.key)
        guard let memoryGB = parsed.memoryGB else { return named }
        return named.filter { has($0, memoryMiB: memoryGB * 1024) }
    }

    /// The catalogue's name for a card that a provider prints like this, or the provider's where the catalogue has none.
    public static func typeName(of name: String, memoryMiB: Int? = nil) -> String {
        match(name: name, memoryMiB: memoryMiB).gpu?.name ?? name
    }

    static func has(_ gpu: GPU, memoryMiB: Int) -> Bool { distance(gpu, memoryMiB) <= memoryTolerance }

    private static func distance(_ gpu: GPU, _ memoryMiB: Int) -> Double {
        let reported = abs(Double(memoryMiB) / Double(gpu.memoryMiB) - 1)
        let nominal = abs(Double(memoryMiB) / Double(gpu.memoryGB * 1024) - 1)
        return min(reported, nominal)
    }

    static func candidates(_ key: String) -> [GPU] {
        func cards(_ key: String) -> [GPU]? { byKey[key]?.map { all[$0] } }
        if let found = cards(key) { return found }
        // The bus says nothing where a card exists only as a plug-in board.
        if key.hasSuffix("pcie"), let found = cards(String(key.dropLast(4))) { return found }
        // People type `4090`.
        if let first = key.utf8.first, (0x30...0x39).contains(first) { return cards("rtx" + key) ?? cards("gtx" + key) ?? [] }
        return []
    }

    private static func choose(_ cards: [GPU]) -> GPUMatch {
        let careful = cards.sorted { ($0.memoryGB, $0.bandwidthGBps, $0.name) < ($1.memoryGB, $1.bandwidthGBps, $1.name) }
        guard let assumed = careful.first else { return .unknown(reason: "no card") }
        guard careful.count > 1 else { return .exact(assumed) }
        let others = careful.dropFirst().map(\.id).joined(separator: ", ")
        return .ambiguous(assumed, assumption: "assumed to be \(assumed.id), the slowest it can be (or \(others))")
    }

    /// Cards whose names are near to one that is none's, the nearest first.
    static func nearest(to name: String) -> [String] {
        let key = GPUNameKey(name).key
        guard let first = key.utf8.first else { return [] }
        // People type `4090`.
        let isNumber = (0x30...0x39).contains(first)
        return EditDistance.nearest(to: isNumber ? "rtx" + key : key, in: names, atMost: key.utf8.count < 6 ? 1 : 2, limit: 3)
    }

    private static func unknownName(_ name: String, key: String) -> String {
        guard !key.isEmpty else { return "the offer names no GPU" }
        if key.hasSuffix("laptop") { return "laptop part \(name) is not in the catalogue" }
        let near = EditDistance.nearest(to: key, in: names, atMost: 2, limit: 1)
        guard let best = near.first else { return "\(name) is not in the catalogue" }
        return "\(name) is not in the catalogue (\(best)?)"
    }
}
