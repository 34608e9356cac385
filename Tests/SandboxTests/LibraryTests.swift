import Advice
import Testing

@testable import Sandbox

struct LibraryTests {
    @Test func `whatever advice can be asked about can be pulled, in its size`() throws {
        for asked in ModelCatalogue.all {
            let held = try #require(LanguageModel.named(asked.tag), "\(asked.tag) is not in the library")
            #expect(held.tag == asked.tag)
            #expect(abs(Double(held.bytes) / Double(asked.bytes) - 1) < 0.02, "\(asked.tag): \(held.bytes) and \(asked.bytes) bytes")
            #expect(held.layers == asked.layers && held.keyValueHeads == asked.kvHeads, "\(asked.tag)")
        }
    }
}
