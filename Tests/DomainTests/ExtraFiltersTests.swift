import Domain
import Foundation
import Testing

/// What a template asks of a host.
@Suite struct ExtraFiltersTests {
    private static let offer = Offer(
        id: OfferID(provider: .vastai, local: "1"), provider: .vastai, gpuName: "RTX 4090", gpuCount: 2, gpuMemoryMiB: 24_564,
        pricePerHour: USD(micros: 300_000), downloadMbps: 800, location: "Texas, US", reliability: 0.99, cudaVersion: 12.8,
        driverVersion: "570.124.06", verified: true,
        host: HostFacts(
            computeCapability: 890, cpuArchitecture: "amd64", cpuCores: 16, diskSpaceGB: 400, hasStaticIP: false, uploadMbps: 500),
        fetchedAt: Date(timeIntervalSince1970: 0))

    private static func accepts(_ text: String) throws -> Bool { try #require(ExtraFilters(text)).accept(offer) }

    @Test(arguments: [
        "", " ", "null", "{}", #"{"cuda_max_good":{}}"#, #"{"cuda_max_good":{"gte":12.8}}"#, #"{"cuda_max_good":{"gt":12.7,"lt":13}}"#,
        #"{"cuda_max_good":{"lte":12.8},"gpu_total_ram":{"gt":49000}}"#, #"{"gpu_ram":{"eq":24564}}"#, #"{"compute_cap":{"gte":890}}"#,
        #"{"cpu_arch":{"in":["arm64","amd64"]}}"#, #"{"cpu_arch":{"notin":["arm64"]}}"#, #"{"gpu_name":{"neq":"RTX 3090"}}"#,
        #"{"num_gpus":{"eq":2}}"#, #"{"num_gpus":{"eq":"2"}}"#, #"{"num_gpus":{"in":["1","2"]}}"#, #"{"num_gpus":{"gte":2}}"#,
        #"{"verified":{"eq":true},"rentable":{"eq":true},"static_ip":{"eq":false}}"#, #"{"driver_version":{"gte":"99.5"}}"#,
        #"{"reliability2":{"gt":0.98},"inet_down":{"gte":800},"inet_up":{"lte":500},"disk_space":{"gte":100}}"#,
        #"{"dph_total":{"lt":0.31},"geolocation":{"eq":"Texas, US"},"cpu_cores_effective":{"gte":8}}"#,
        #"{"moon_phase":{"eq":"full"}}"#, #"{"cuda_max_good":{"neq":"12.8"}}"#, #"{"cuda_max_good":{"notin":["12.8"]}}"#,
    ])
    func `a host that has all of it passes`(text: String) throws {
        #expect(try Self.accepts(text))
    }

    @Test(arguments: [
        #"{"cuda_max_good":{"gte":12.9}}"#, #"{"cuda_max_good":{"gt":12.8}}"#, #"{"cuda_max_good":{"lt":12.8}}"#,
        #"{"cuda_max_good":{"lte":12.7}}"#, #"{"gpu_total_ram":{"gt":50000}}"#, #"{"cpu_arch":{"in":["arm64"]}}"#,
        #"{"cpu_arch":{"notin":["amd64"]}}"#, #"{"gpu_name":{"eq":"RTX 3090"}}"#, #"{"gpu_name":{"neq":"RTX 4090"}}"#,
        #"{"num_gpus":{"eq":"1"}}"#, #"{"num_gpus":{"lt":2}}"#, #"{"static_ip":{"eq":true}}"#, #"{"verified":{"in":[false]}}"#,
        #"{"driver_version":{"gte":"580.1"}}"#, #"{"moon_phase":{"eq":"full"},"compute_cap":{"gte":900}}"#,
    ])
    func `one thing that is missing is enough to fail`(text: String) throws {
        #expect(try !Self.accepts(text))
    }

    @Test(arguments: [
        #"{"cuda_max_good":{"gte":"12.0"}}"#, #"{"cuda_max_good":{"eq":"12.8"}}"#, #"{"cpu_arch":{"eq":1}}"#,
        #"{"verified":{"eq":"true"}}"#,
        #"{"verified":{"gt":false}}"#, #"{"cuda_max_good":{"in":["12.8"]}}"#,
    ])
    func `no text is taken for a number or a truth value`(text: String) throws {
        #expect(try !Self.accepts(text))
    }

    @Test func `what an offer does not tell is taken to be there`() throws {
        let bare = Offer(
            id: OfferID(provider: .vastai, local: "1"), provider: .vastai, gpuName: "RTX 4090", pricePerHour: .zero,
            fetchedAt: Date(timeIntervalSince1970: 0))
        let filters = try #require(
            ExtraFilters(#"{"cuda_max_good":{"gte":13},"cpu_arch":{"eq":"arm64"},"gpu_ram":{"gt":1},"inet_up":{"gt":9}}"#))
        #expect(filters.accept(bare))
    }

    @Test(arguments: [
        "{", "[]", "7", #""text""#, #"{"cuda_max_good":12.8}"#, #"{"cuda_max_good":{"about":12.8}}"#, #"{"cpu_arch":{"in":"amd64"}}"#,
        #"{"cpu_arch":{"eq":["amd64"]}}"#, #"{"cpu_arch":{"eq":null}}"#, #"{"cpu_arch":{"eq":{}}}"#, #"{"cuda_max_good":{"gte":"#,
    ])
    func `filters that cannot be read suit nobody`(text: String) {
        #expect(ExtraFilters(text) == nil)
        #expect(Template(id: 1, hashID: "a", name: "a", image: "a", extraFilters: text).hostFilters == nil)
    }

    @Test func `a template is written with the marketplace's members, and what is not known is left out`() throws {
        let template = Template(
            id: 7, hashID: "abc", name: "Ollama", image: "vastai/ollama", tag: "0.33.0", usesSSH: true, isRecommended: true,
            recommendedDiskGB: 32)
        let text = String(decoding: try ProductJSON.encoder().encode(template), as: UTF8.self)
        #expect(
            text
                == #"{"hash_id":"abc","id":7,"image":"vastai/ollama","name":"Ollama","recommended":true,"recommended_disk_space":32,"ssh_direct":false,"tag":"0.33.0","use_ssh":true}"#
        )
        #expect(try ProductJSON.decoder().decode(Template.self, from: Data(text.utf8)) == template)
        #expect(template.imageReference == "vastai/ollama:0.33.0")
    }
}
