import Advice
import Domain
import Testing

struct GPUCatalogueTests {
    @Test func `every card has believable figures and an id of its own`() {
        #expect(GPUCatalogue.all.count >= 60)
        #expect(Set(GPUCatalogue.all.map(\.id)).count == GPUCatalogue.all.count)
        for gpu in GPUCatalogue.all {
            #expect((100...8000).contains(gpu.bandwidthGBps), "\(gpu.id)")
            #expect(abs(Double(gpu.memoryMiB) / Double(gpu.memoryGB * 1024) - 1) <= 0.07, "\(gpu.id)")
            #expect(gpu.powerWatts >= 60, "\(gpu.id)")
            #expect((gpu.computeCapability == nil) == [.cdna2, .cdna3, .rdna3].contains(gpu.architecture), "\(gpu.id)")
        }
    }

    @Test func `every card is found by its own name and memory`() {
        for gpu in GPUCatalogue.all {
            #expect(GPUCatalogue.match(name: gpu.name, memoryMiB: gpu.memoryMiB) == .exact(gpu), "\(gpu.id)")
        }
    }

    @Test(
        arguments: [
            ("NVIDIA GeForce RTX 4090", nil, "RTX 4090 24GB"),
            ("RTX_4090", nil, "RTX 4090 24GB"),
            ("rtx4090", nil, "RTX 4090 24GB"),
            ("4090", nil, "RTX 4090 24GB"),
            ("geforcertx4090-pcie-24gb", nil, "RTX 4090 24GB"),
            ("NVIDIA GeForce RTX 4090 PCIe 24GB", nil, "RTX 4090 24GB"),
            ("RTX 4090", 49140, "RTX 4090 48GB"),
            ("RTX 4090D", 24564, "RTX 4090 D 24GB"),
            ("RTX 4070S Ti", nil, "RTX 4070 Ti SUPER 16GB"),
            ("RTX4070STi", nil, "RTX 4070 Ti SUPER 16GB"),
            ("RTX4070TiSUPER", nil, "RTX 4070 Ti SUPER 16GB"),
            ("RTX 4070 Ti", 12282, "RTX 4070 Ti 12GB"),
            ("RTX 4070S", nil, "RTX 4070 SUPER 12GB"),
            ("RTX4080S", nil, "RTX 4080 SUPER 16GB"),
            ("RTX4080SUPER", nil, "RTX 4080 SUPER 16GB"),
            ("RTX 4080", nil, "RTX 4080 16GB"),
            ("Q RTX 8000", 49152, "Quadro RTX 8000 48GB"),
            ("RTX 8000", 48 * 1024, "Quadro RTX 8000 48GB"),
            ("RTX6000", nil, "Quadro RTX 6000 24GB"),
            ("RTX6000Ada", nil, "RTX 6000 Ada 48GB"),
            ("RTX6000-Ada", nil, "RTX 6000 Ada 48GB"),
            ("NVIDIA RTX 6000 Ada Generation", 49140, "RTX 6000 Ada 48GB"),
            ("A6000", nil, "RTX A6000 48GB"),
            ("NVIDIA RTX A6000", 49140, "RTX A6000 48GB"),
            ("RTXPRO6000WS", nil, "RTX PRO 6000 WS 96GB"),
            ("RTX PRO 6000 S", 97887, "RTX PRO 6000 S 96GB"),
            ("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", 97887, "RTX PRO 6000 WS 96GB"),
            ("NVIDIA RTX PRO 6000 Blackwell Server Edition", 97887, "RTX PRO 6000 S 96GB"),
            ("RTX PRO 6000 Max-Q", nil, "RTX PRO 6000 Max-Q 96GB"),
            ("NVIDIA A100-SXM4-80GB", 81920, "A100 SXM4 80GB"),
            ("NVIDIA A100-SXM4-80GB", nil, "A100 SXM4 80GB"),
            ("A100 SXM4", 40960, "A100 SXM4 40GB"),
            ("A100 PCIE", 81920, "A100 PCIe 80GB"),
            ("NVIDIA A100 80GB PCIe", 81920, "A100 PCIe 80GB"),
            ("NVIDIA A100-PCIE-40GB", nil, "A100 PCIe 40GB"),
            ("H100 PCIE", 81559, "H100 PCIe 80GB"),
            ("H100-SXM", nil, "H100 SXM 80GB"),
            ("NVIDIA H100 80GB HBM3", 81559, "H100 SXM 80GB"),
            ("H100 NVL", nil, "H100 NVL 94GB"),
            ("H100", 95830, "H100 NVL 94GB"),
            ("H200 NVL", 144 * 1024, "H200 NVL 141GB"),
            ("H200", nil, "H200 141GB"),
            ("NVIDIA GH200 480GB", nil, "GH200 96GB"),
            ("B200", 183359, "B200 180GB"),
            ("RTX 4060 Ti", 16380, "RTX 4060 Ti 16GB"),
            ("RTX 4060 Ti", 8188, "RTX 4060 Ti 8GB"),
            ("RTX 5060 Ti", 16311, "RTX 5060 Ti 16GB"),
            ("RTX 3080", 10240, "RTX 3080 10GB"),
            ("RTX 3080", 12288, "RTX 3080 12GB"),
            ("RTX 3060", 12288, "RTX 3060 12GB"),
            ("RTX 3060", 8192, "RTX 3060 8GB"),
            ("RTX 2080 Ti", 22528, "RTX 2080 Ti 22GB"),
            ("Tesla V100", 16384, "V100 16GB"),
            ("Tesla V100-SXM2-32GB", nil, "V100 32GB"),
            ("V100-32GB", nil, "V100 32GB"),
            ("Tesla T4", 15360, "T4 16GB"),
            ("L40S", 46068, "L40S 48GB"),
            ("NVIDIA L4", 23034, "L4 24GB"),
            ("A10g", nil, "A10G 24GB"),
            ("InstinctMI250X", nil, "MI250X 128GB"),
            ("AMD Instinct MI300X", nil, "MI300X 192GB"),
            ("MI325X", nil, "MI325X 256GB"),
            ("RTX 3060 laptop", 6144, "RTX 3060 Laptop 6GB"),
            ("NVIDIA GeForce RTX 4090 Laptop GPU", 16376, "RTX 4090 Laptop 16GB"),
            ("NVIDIA GeForce RTX\u{2122} 3090", nil, "RTX 3090 24GB"),
        ] as [(String, Int?, String)])
    func `a spelling names exactly one card`(name: String, memoryMiB: Int?, id: String) {
        let match = GPUCatalogue.match(name: name, memoryMiB: memoryMiB)
        #expect(match.gpu?.id == id)
        #expect(match.assumption == nil)
    }

    @Test(
        arguments: [
            ("A100 80GB", nil, "A100 PCIe 80GB"),
            ("A100", nil, "A100 PCIe 40GB"),
            ("A100", 81920, "A100 PCIe 80GB"),
            ("H100", 81559, "H100 PCIe 80GB"),
            ("RTX 4060 Ti", nil, "RTX 4060 Ti 8GB"),
            ("RTX 3080", nil, "RTX 3080 10GB"),
            ("RTX PRO 6000", 97887, "RTX PRO 6000 S 96GB"),
            ("Tesla V100", nil, "V100 16GB"),
        ] as [(String, Int?, String)])
    func `an ambiguous name takes the slowest card and says so`(name: String, memoryMiB: Int?, id: String) throws {
        let match = GPUCatalogue.match(name: name, memoryMiB: memoryMiB)
        #expect(match.gpu?.id == id)
        #expect(try #require(match.assumption).contains(id))
    }

    @Test(
        arguments: [
            ("RTX 4090", 12288), ("RTX 3090", 49140), ("A100 SXM4", 20480), ("RTX 9999", 24564), ("", nil), ("   ", nil),
            ("RTX 4090 12GB", nil), ("GTX 1050 laptop", nil), ("GPU", nil), ("Radeon Pro W7900", nil),
        ] as [(String, Int?)])
    func `a name that contradicts its memory, or none at all, is unknown`(name: String, memoryMiB: Int?) {
        guard case .unknown(let reason) = GPUCatalogue.match(name: name, memoryMiB: memoryMiB) else {
            Issue.record("\(name) was taken for a card")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `memory of zero counts as not given`() {
        #expect(GPUCatalogue.match(name: "RTX 3090", memoryMiB: 0).gpu?.id == "RTX 3090 24GB")
        #expect(GPUCatalogue.match(name: "RTX 3090", memoryMiB: -5).gpu?.id == "RTX 3090 24GB")
    }

    @Test func `every published GPU name resolves`() {
        for row in PublishedRows.all {
            #expect(GPUCatalogue.match(name: row.gpuName, memoryMiB: row.gpuMemoryMiB).gpu != nil, "\(row.gpuName)")
        }
    }

    @Test func `a filter name means every card of that name`() {
        #expect(GPUCatalogue.cards(named: "A100").count == 4)
        #expect(Set(GPUCatalogue.cards(named: "a100 80gb").map(\.memoryGB)) == [80])
        #expect(GPUCatalogue.cards(named: "nothing").isEmpty)
    }
}
