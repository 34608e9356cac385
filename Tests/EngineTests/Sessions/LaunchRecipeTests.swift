import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

/// What a machine is launched with.
@Suite struct LaunchRecipeTests {
    private static func plan(
        _ workload: Workload = .llm, model: String = "", _ change: (inout LaunchOptions) -> Void = { _ in }
    ) -> SessionPlan {
        var plan = Samples.rental()
        var options = LaunchOptions()
        change(&options)
        plan.model = model
        plan.rental?.workload = workload
        plan.rental?.launch = options
        return plan
    }

    private static let template = Template(
        id: 1, hashID: "abc", name: "Ollama", image: "vastai/ollama", tag: "0.33.0", onStart: "entrypoint.sh", recommendedDiskGB: 32)

    @Test func `nothing asked for is the usual image with nothing to run`() {
        for plan in [Samples.rental(), Samples.plan(), Self.plan(.vllm, model: "x")] {
            let recipe = LaunchRecipe(plan, offer: Samples.offer(), template: nil)
            #expect(recipe.image == "ollama/ollama:latest" && recipe.onStart == nil)
            #expect(recipe.environment.isEmpty && recipe.exposedPorts.isEmpty)
        }
    }

    @Test func `vLLM is started with its model, as many GPUs as there are, and its environment`() {
        var offer = Samples.offer()
        offer.gpuCount = 2
        let plan = Self.plan(.vllm, model: "Qwen/Qwen2.5 it's") {
            $0.mode = .entrypoint
            $0.exposedPorts = [8000]
            $0.quantization = .awq
        }
        let recipe = LaunchRecipe(plan, offer: offer, template: nil)
        #expect(recipe.image == "vllm/vllm-openai:latest" && recipe.exposedPorts == [8000])
        let arguments = "--gpu-memory-utilization 0.90 --quantization awq --tensor-parallel-size 2"
        #expect(recipe.environment == ["VLLM_MODEL": "Qwen/Qwen2.5 it's", "VLLM_ARGS": arguments])
        #expect(
            recipe.onStart?.hasPrefix(#"nohup vllm serve 'Qwen/Qwen2.5 it'\''s' --host 0.0.0.0 --port 8000 "#) == true,
            "\(recipe.onStart ?? "")")
        #expect(recipe.onStart?.hasSuffix(arguments + " >server.log 2>&1 &") == true)
    }

    @Test func `TGI has its own words`() {
        let plan = Self.plan(.tgi, model: "a/b") {
            $0.mode = .entrypoint
            $0.quantization = .int8
        }
        let recipe = LaunchRecipe(plan, offer: Samples.offer(), template: nil)
        #expect(recipe.environment == ["MODEL_ID": "a/b", "QUANTIZE": "bitsandbytes"])
        #expect(
            recipe.onStart?.contains("text-generation-launcher --model-id a/b --hostname 0.0.0.0 --port 80 --quantize bitsandbytes") == true
        )
    }

    @Test func `a template brings image and start script, and the user's own words go over them`() {
        let from = LaunchRecipe(Self.plan { $0.templateHash = "abc" }, offer: Samples.offer(), template: Self.template)
        #expect(from.image == nil && from.onStart == "entrypoint.sh" && from.runningImage == "vastai/ollama:0.33.0")
        let own = LaunchRecipe(
            Self.plan(.vllm, model: "m") {
                $0.mode = .entrypoint
                $0.templateHash = "abc"
                $0.image = "mine"
                $0.onStart = "run"
            }, offer: Samples.offer(), template: Self.template)
        #expect(own.image == "mine" && own.onStart == "run" && own.runningImage == "mine" && own.environment["VLLM_MODEL"] == "m")
    }

    @Test func `patience is what the user says, else what the image suggests`() throws {
        let deadlines = Deadlines()
        func boot(_ image: String?, minutes: Int? = nil) throws -> Duration {
            var session = Session(
                id: try #require(SessionID(rawValue: "0123456789abcdef")), deployment: try #require(DeploymentID(rawValue: "d")),
                createdAt: Samples.start, stepDeadline: Samples.start, hardDeadline: Samples.start,
                plan: Self.plan { $0.bootTimeoutMinutes = minutes }, sshPublicKey: "", sealedPrivateKey: Data())
            var offer = Samples.offer()
            offer.downloadMbps = 100_000
            session.attempts = [Attempt(session: session.id, ordinal: 1, offer: offer, label: "", intendedAt: Samples.start)]
            session.attempts[0].image = image
            return deadlines.boot(of: session)
        }
        #expect(try boot("vllm/vllm-openai:latest") == .seconds(900) && boot("nvcr.io/nvidia/NeMo:25") == .seconds(900))
        #expect(try boot("ghcr.io/huggingface/text-generation-inference:latest") == .seconds(720))
        #expect(try boot("nvcr.io/nvidia/tritonserver:25") == .seconds(720) && boot(nil) == .seconds(720))
        #expect(try boot("ubuntu:24.04") < .seconds(601))
        #expect(try boot("vllm/vllm-openai:latest", minutes: 3) == .seconds(180))
    }
}
