import Advice
import Domain
import Testing

/// How much disk a machine for a model needs.
@Suite struct DiskEstimateTests {
    private static func template(_ disk: Int?) -> Template {
        Template(id: 1, hashID: "a", name: "a", image: "a", recommendedDiskGB: disk)
    }

    @Test(
        arguments: [
            ("meta-llama/Llama-3.1-8B-Instruct", nil, 39, 50), ("meta-llama/Llama-3.1-70B-Instruct", Quantization.bf16, 225, 270),
            ("hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4", nil, 21, 30), ("meta-llama/Llama-3.1-405B-FP8", nil, 623, 750),
            ("mistralai/Mixtral-8x7B-v0.1", .int4, 57, 70),
        ] as [(String, Quantization?, Int, Int)])
    func `a name that tells the number of parameters is enough`(
        model: String, quantization: Quantization?, minimum: Int, recommended: Int
    ) throws {
        let estimate = try #require(DiskEstimate(model: model, quantization: quantization, template: nil))
        #expect(estimate.minimumGB == minimum && estimate.recommendedGB == recommended)
    }

    @Test func `weights of 70 billion parameters in AWQ take 39.375 GB`() {
        #expect(ModelDisk(model: "casperhansen/llama-3-70b-instruct-awq", quantization: nil)?.weightsGB == 39.375)
        #expect(ModelDisk(model: "casperhansen/llama-3-70b-instruct", quantization: .awq)?.weightsGB == 39.375)
    }

    @Test func `a tag of the catalogue takes what its download takes`() throws {
        let model = try #require(ModelCatalogue.lookUp("qwen2:7b").model)
        #expect(ModelDisk(model: "qwen2:7b", quantization: nil)?.weightsGB == Double(model.bytes) / 1e9)
        #expect(ModelDisk(model: "somebody/thing:13b", quantization: nil) == ModelDisk(model: "x-13b", quantization: .int4))
        #expect(ModelDisk(model: "deepseek-ai/DeepSeek-V3", quantization: .fp8)?.weightsGB == 671)
    }

    @Test(arguments: ["gpt2", "", "bert-base", "model-0b", "7b", "foo-7bar"]) func `a name that tells nothing estimates nothing`(
        model: String
    ) {
        #expect(ModelDisk(model: model, quantization: nil) == nil)
        #expect(DiskEstimate(model: model, quantization: nil, template: nil) == nil)
    }

    @Test func `a template makes room for its image, and its recommendation is a floor`() throws {
        let plain = try #require(DiskEstimate(model: nil, quantization: nil, template: Self.template(nil)))
        #expect(plain.minimumGB == 20 && plain.recommendedGB == 25)
        let floor = try #require(DiskEstimate(model: nil, quantization: nil, template: Self.template(64)))
        #expect(floor.minimumGB == 64 && floor.recommendedGB == 64 && floor.templateFloorGB == 64)
        let large = try #require(DiskEstimate(model: "x-70b", quantization: .fp16, template: Self.template(64)))
        #expect(large.minimumGB == 230 && large.recommendedGB == 280)
    }
}
