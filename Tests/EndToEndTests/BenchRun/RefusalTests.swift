import Foundation
import Testing

/// What is refused before a cent is spent.
@Suite(.needsSSHServer) struct RefusalTests {
    struct Case: Sendable {
        var fault: String?
        let flags: [String]
        let status: Int32
        let words: [String]
    }

    @Test(arguments: [
        Case(fault: #"{"kind":"balance","usd":0.05}"#, flags: [], status: 4, words: ["$0.05", "$1.00", "--budget"]),
        Case(flags: ["--budget", "0.01"], status: 4, words: ["worst case", "Raise --budget to at least"]),
        Case(flags: ["--model", "no-such-model:7b"], status: 64, words: ["no-such-model:7b"]),
        Case(flags: ["--gpu", "RTX 9999"], status: 64, words: ["RTX 9999"]),
        Case(flags: ["--offer", "vastai-1"], status: 75, words: ["vastai-1", "not for rent"]),
        Case(flags: ["--budget", "0"], status: 64, words: ["--budget"]),
        Case(flags: ["--duration", "soon"], status: 64, words: ["soon"]),
        Case(flags: ["--provider", "nobody"], status: 64, words: ["nobody"]),
    ])
    func `a run that cannot be paid or found is refused before any launch`(refused: Case) async throws {
        try await BenchBed.use { bed async throws in
            if let fault = refused.fault { try await bed.sandbox.fault(fault) }
            let model = refused.flags.contains("--model") ? [] : ["--model", Shopper.model]
            let done = try await bed.shopper.start(["bench", "run", "-o", "json"] + model + refused.flags).end()
            #expect(done.status == refused.status, done.all)
            #expect(refused.words.filter { !done.errors.contains($0) } == [], done.all)
            #expect(done.output.isEmpty)
            #expect(try await bed.sandbox.state().count("create") == 0)
        }
    }

    @Test func `a refused key is named, and no key tells how to get one`() async throws {
        try await BenchBed.use { bed async throws in
            var shopper = bed.shopper
            shopper.settings["VASTAI_API_KEY"] = "bad-key"
            let refused = try await shopper.bench()
            #expect(refused.status == 77 && refused.errors.contains("Vast.ai"), refused.all)
            #expect(!refused.errors.contains("bad-key"))
            shopper.settings["VASTAI_API_KEY"] = nil
            let none = try await shopper.bench()
            #expect(none.status == 78 && none.errors.contains("VASTAI_API_KEY"), none.all)
        }
    }
}
