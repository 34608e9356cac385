import Advice
import Testing

struct MemoryFitTests {
    @Test func `the published run of a 32B model on 24 GB fits at 4k and not at 32k`() throws {
        let model = try #require(ModelCatalogue.lookUp("deepseek-r1:32b").model)
        let short = MemoryNeed(model: model, contextTokens: 4096).fit(memoryMiB: 24564, gpuCount: 1)
        let long = MemoryNeed(model: model, contextTokens: 32768).fit(memoryMiB: 24564, gpuCount: 1)
        #expect(short.fits)
        #expect(!long.fits)
        #expect(long.sentence == "lacks 3.4 GiB")
        // The run was seen to use 20,368 MiB; our figure includes the driver's half GiB.
        #expect(abs(short.neededGiB - 0.5 - 20368.0 / 1024) < 0.3)
    }

    @Test func `the need of a 14B model adds up as documented`() throws {
        let model = try #require(ModelCatalogue.lookUp("deepseek-r1:14b").model)
        let need = MemoryNeed(model: model)
        #expect(abs(need.weightsGiB - 8.37) < 0.01)
        #expect(need.kvGiB == 0.75)
        #expect(abs(need.overheadGiB - 0.9) < 1e-12)
        #expect(abs(need.totalGiB - 10.02) < 0.01)
    }

    @Test func `memory of several GPUs adds up, and so does the overhead`() throws {
        let model = try #require(ModelCatalogue.lookUp("llama3.3:70b").model)
        let need = MemoryNeed(model: model)
        #expect(!need.fit(memoryMiB: 24564, gpuCount: 1).fits)
        let two = need.fit(memoryMiB: 24564, gpuCount: 2)
        #expect(two.fits)
        #expect(two.gpusUsed == 2)
        #expect(abs(two.neededGiB - need.totalGiB - 0.9) < 1e-9)
        #expect(need.fit(memoryMiB: 81559, gpuCount: 4).gpusUsed == 1)
    }

    @Test func `parallel requests multiply the keys and values, local attention bounds them`() throws {
        let phi = try #require(ModelCatalogue.lookUp("phi3:mini").model)
        #expect(MemoryNeed(model: phi, parallel: 4).kvGiB == 6)
        let gemma = try #require(ModelCatalogue.lookUp("gemma3:27b").model)
        #expect(MemoryNeed(model: gemma, contextTokens: 32768).kvGiB < 15.5 / 4)
    }

    @Test func `GPUs smaller than the overhead hold nothing`() throws {
        let model = try #require(ModelCatalogue.lookUp("qwen2:7b").model)
        #expect(!MemoryNeed(model: model).fit(memoryMiB: 512, gpuCount: 8).fits)
    }
}
