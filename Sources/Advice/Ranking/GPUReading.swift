import Domain

/// What one spelling of a GPU with one memory size means, in the words that offers with it share.
final class GPUReading: Sendable {
    let gpu: GPU?
    /// Why there is no GPU.
    let unknownReason: String
    let assumption: String?
    /// Memory of one card, MiB, as stated or as it follows from the name.
    let memoryMiB: Int?
    let isMemoryFromCatalogue: Bool
    /// Why there is no memory.
    let noMemoryReason: String

    init(name: String, statedMiB: Int?) {
        let match = GPUCatalogue.match(name: name, memoryMiB: statedMiB)
        gpu = match.gpu
        assumption = match.assumption
        isMemoryFromCatalogue = statedMiB == nil
        if case .unknown(let reason) = match { unknownReason = reason } else { unknownReason = "" }
        memoryMiB = Self.memory(statedMiB, name: name, match)
        noMemoryReason =
            statedMiB.map { "it states \($0) MiB of memory" }
            ?? "it states no memory, and \(match.gpu?.name ?? name) is sold with several sizes"
    }

    /// The stated memory, or the catalogue's where all cards of the name have the same.
    private static func memory(_ stated: Int?, name: String, _ match: GPUMatch) -> Int? {
        if let stated { return stated > 0 ? stated : nil }
        guard let gpu = match.gpu else { return nil }
        if case .exact = match { return gpu.memoryMiB }
        let sizes = Set(GPUCatalogue.cards(named: name).filter { !$0.isRareVariant }.map(\.memoryGB))
        return sizes.count == 1 ? gpu.memoryMiB : nil
    }
}
