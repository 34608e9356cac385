import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct TemplateBookTests {
    private static func template(_ hash: String, filters: String? = nil) -> Template {
        Template(id: 1, hashID: hash, name: "Name of \(hash)", image: "image/\(hash)", isRecommended: true, extraFilters: filters)
    }

    private static func use(_ body: (TemplateBook, ScriptedProvider, SkippingTime) async throws -> Void) async throws {
        let time = SkippingTime()
        let provider = ScriptedProvider(time: time)
        // The second answer has another hash for the same template: somebody edited it.
        provider.script { $0.templates = { [template($0 == 1 ? "old" : "new"), template("x", filters: #"{"num_gpus":{"gte":2}}"#)] } }
        try await body(TemplateBook(providers: ProviderSet([provider]), time: time), provider, time)
    }

    @Test func `a list is read once an hour`() async throws {
        try await Self.use { book, provider, time in
            for _ in 0..<3 { #expect(try await book.templates().map(\.hashID) == ["old", "x"]) }
            try await time.sleep(for: .seconds(3601))
            #expect(try await book.template("new").name == "Name of new")
            #expect(provider.calls(.templates).count == 2)
            await #expect { try await book.template("old") } throws: { ($0 as? Problem)?.code == .notFound }
        }
    }

    @Test func `a launch asks again for a hash that the kept list lacks, unless that is young`() async throws {
        try await Self.use { book, provider, time in
            _ = try await book.templates()
            await #expect { try await book.forLaunch("new", of: .vastai) } throws: { ($0 as? Problem)?.code == .notFound }
            #expect(provider.calls(.templates).count == 1)
            try await time.sleep(for: .seconds(61))
            #expect(try await book.forLaunch("new", of: .vastai).hashID == "new")
            #expect(provider.calls(.templates).count == 2)
        }
    }

    @Test func `what is known without asking is told, and what may have come up since is not denied`() async throws {
        try await Self.use { book, provider, time in
            #expect(try await book.known("old", of: .vastai) == nil)
            _ = try await book.templates()
            #expect(try await book.known("old", of: .vastai)?.hashID == "old")
            await #expect { try await book.known("never", of: .vastai) } throws: { ($0 as? Problem)?.code == .notFound }
            try await time.sleep(for: .seconds(61))
            #expect(try await book.known("never", of: .vastai) == nil)
            #expect(provider.calls(.templates).count == 1)
        }
    }

    @Test func `offers are told apart by what a template asks, and by whose it is`() async throws {
        try await Self.use { book, _, _ in
            var pair = Samples.offer("2")
            pair.gpuCount = 2
            let suits = try await book.requirement(of: "x")
            #expect(suits(pair) && !suits(Samples.offer()))
            #expect(try await !book.requirement(of: "old")(Samples.offer(provider: ProviderID(rawValue: "elsewhere"))))
            #expect(try await book.compatible(with: pair)?.map(\.hashID) == ["old", "x"])
            #expect(try await book.compatible(with: Samples.offer())?.map(\.hashID) == ["old"])
        }
    }

    @Test func `templates whose filters cannot be read suit no offer`() async throws {
        let time = SkippingTime()
        let provider = ScriptedProvider(time: time)
        provider.script { $0.templates = { _ in [Self.template("a", filters: "{")] } }
        let book = TemplateBook(providers: ProviderSet([provider]), time: time)
        #expect(try await book.compatible(with: Samples.offer())?.isEmpty == true)
        await #expect { try await book.requirement(of: "a") } throws: { ($0 as? Problem)?.code == .badResponse }
    }

    @Test func `without a provider that has templates there is nothing to ask`() async throws {
        let book = TemplateBook(providers: ProviderSet([]), time: SkippingTime())
        await #expect { try await book.templates() } throws: { ($0 as? Problem)?.code == .noCredentials }
    }

    @Test func `templates are filtered by parts of their names in any case`() {
        let own = Template(id: 1, hashID: "a", name: "vLLM", image: "vastai/vllm", tag: "0.15.0", usesSSH: true, isRecommended: true)
        let other = Template(id: 2, hashID: "b", name: "Ollama", image: "vastai/ollama")
        func hashes(_ filter: TemplateFilter) -> [String] { filter.apply([own, other]).map(\.hashID) }
        #expect(hashes(TemplateFilter()) == ["a", "b"])
        #expect(hashes(TemplateFilter(isRecommended: true)) == ["a"] && hashes(TemplateFilter(isRecommended: false)) == ["b"])
        #expect(hashes(TemplateFilter(usesSSH: false)) == ["b"])
        #expect(hashes(TemplateFilter(name: "LLM")) == ["a"] && hashes(TemplateFilter(image: "VLLM:0")) == ["a"])
        #expect(hashes(TemplateFilter(name: "ollama", image: "vllm")).isEmpty)
    }
}
