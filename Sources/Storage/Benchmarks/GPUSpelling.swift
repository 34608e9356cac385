/// A GPU as stored results print it.
public struct GPUSpelling: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Memory of one GPU in MiB; 0 when unknown.
    public let memoryMiB: Int

    /// Joins both.
    public init(name: String, memoryMiB: Int) {
        self.name = name
        self.memoryMiB = memoryMiB
    }
}
