import Advice
import Testing

struct ModelCatalogueTests {
    @Test func `every model has believable figures and a tag of its own`() {
        #expect(ModelCatalogue.all.count >= 45)
        #expect(Set(ModelCatalogue.all.map(\.tag)).count == ModelCatalogue.all.count)
        for model in ModelCatalogue.all {
            let bitsPerParameter = Double(model.bytes) * 8 / (model.parametersB * 1e9)
            #expect((4.0...9.5).contains(bitsPerParameter), "\(model.tag): \(bitsPerParameter)")
            #expect(model.bytesPerToken <= Double(model.bytes), "\(model.tag)")
            #expect(model.idleBytes < model.bytes / 3, "\(model.tag)")
            #expect((slidingLayers(model) ?? 0) <= model.layers, "\(model.tag)")
            #expect(ModelCatalogue.lookUp(model.tag) == .found(model))
            #expect((2048...2_000_000).contains(model.contextLimit ?? 0), "\(model.tag)")
        }
    }

    private func slidingLayers(_ model: LanguageModel) -> Int? { model.slidingWindow?.layers }

    @Test(arguments: [
        ("QWEN2:7B", "qwen2:7b"), ("qwen2", "qwen2:7b"), ("qwen2:latest", "qwen2:7b"), ("library/mistral:7b", "mistral:7b"),
        ("phi4:latest", "phi4"), ("phi4:14b", "phi4"), ("deepseek-r1", "deepseek-r1:8b"),
        ("qwen2:7b-instruct-q4_0", "qwen2:7b"), ("llama3.1:8b-instruct", "llama3.1:8b"), ("qwen3:30b", "qwen3:30b-a3b"),
        (" llama3:8b ", "llama3:8b"),
    ])
    func `a tag is read as people type it`(typed: String, tag: String) {
        #expect(ModelCatalogue.lookUp(typed).model?.tag == tag)
    }

    @Test(arguments: ["qwen2.5-coder:7b", "qwen2.5-coder:14b", "qwen2.5-coder:32b", "qwq:32b", "qwen3-coder:30b"])
    func `a model of the same shape is measured under its own name`(tag: String) {
        #expect(ModelCatalogue.canonical(tag) == tag)
    }

    @Test(arguments: [("QWEN2", "qwen2:7b"), ("library/phi4:14b", "phi4"), ("Nobody/Model:7B", "nobody/model:7b"), ("x:latest", "x")])
    func `every spelling of a tag has one canonical form`(typed: String, tag: String) {
        #expect(ModelCatalogue.canonical(typed) == tag)
    }

    @Test func `an unknown tag gets its neighbours`() {
        #expect(ModelCatalogue.lookUp("qwen2:8b") == .unknown(nearest: ["qwen2:7b", "qwen3:8b", "qwen2:72b"]))
        guard case .unknown(let near) = ModelCatalogue.lookUp("lama3.1:8b") else { return }
        #expect(near.first == "llama3.1:8b")
        #expect(ModelCatalogue.lookUp("llama3.1:8b-instruct-q8_0").model == nil)
        #expect(ModelCatalogue.lookUp("zzzzzzzz") == .unknown(nearest: []))
    }

    @Test(arguments: [("qwen2:7b", 56), ("deepseek-r1:14b", 192), ("phi3:mini", 384), ("gpt-oss:20b", 48), ("llama3.1:405b", 504)])
    func `keys and values per token follow from the shape`(tag: String, kib: Int) {
        #expect(ModelCatalogue.lookUp(tag).model?.kvBytesPerToken == kib * 1024)
    }

    @Test func `a mixture of experts reads more than the ratio of its parameters and less than all`() throws {
        let model = try #require(ModelCatalogue.lookUp("mixtral").model)
        let ratio = model.activeParametersB / model.parametersB
        #expect(model.bytesPerToken > Double(model.bytes) * ratio)
        #expect(model.bytesPerToken < Double(model.bytes) * 0.6)
    }
}
