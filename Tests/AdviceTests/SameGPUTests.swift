import Advice
import Testing

struct SameGPUTests {
    @Test(
        arguments: [
            ("RTX 4090", 24564, "NVIDIA GeForce RTX 4090", 24564, true),
            ("RTX 4090", nil, "NVIDIA GeForce RTX 4090", 24564, true),
            ("RTX 4090", 24564, "NVIDIA GeForce RTX 4090", 49140, true),
            ("RTX 4090", 49140, "NVIDIA GeForce RTX 4090", 24564, false),
            ("RTX 4090", 24564, "NVIDIA GeForce RTX 3090", 24576, false),
            ("RTX 4090", 24564, "NVIDIA GeForce RTX 4090 D", 24564, false),
            ("RTX 4090", 24564, "NVIDIA GeForce RTX 4090 Laptop GPU", 16376, false),
            ("RTX 4070S Ti", 16376, "NVIDIA GeForce RTX 4070 Ti SUPER", 16376, true),
            ("RTX 4070 Ti", 12282, "NVIDIA GeForce RTX 4070 Ti SUPER", 16376, false),
            ("A100 PCIE", 81920, "NVIDIA A100 80GB PCIe", 81920, true),
            ("A100 PCIE", 81920, "NVIDIA A100-SXM4-80GB", 81920, false),
            ("A100", nil, "NVIDIA A100-SXM4-80GB", 81920, true),
            ("A100 SXM4", 81920, "NVIDIA A100-SXM4-40GB", 40960, false),
            ("A100 SXM4", 40960, "NVIDIA A100-SXM4-80GB", 81920, false),
            ("H100 SXM", 81559, "NVIDIA H100 80GB HBM3", 81559, true),
            ("L40S", 49152, "NVIDIA L40S", 46068, true),
            ("RTX 6000Ada", 49140, "NVIDIA RTX 6000 Ada Generation", 49140, true),
            ("RTX A6000", 49140, "NVIDIA RTX 6000 Ada Generation", 49140, false),
            ("RTX 4090", 24564, "", nil, false),
            ("Some New Card", 32000, "NVIDIA Some New Card", 32600, true),
            ("Some New Card", 32000, "NVIDIA Some New Card", 16000, false),
        ] as [(String, Int?, String, Int?, Bool)])
    func `the card on the machine is held against the offer`(
        sold: String, soldMiB: Int?, found: String, foundMiB: Int?, same: Bool
    ) {
        let verdict = GPUCatalogue.isSameGPU(advertised: (sold, soldMiB), reported: (found, foundMiB))
        #expect(verdict.isSame == same, "\(verdict.sentence)")
        #expect(!verdict.sentence.isEmpty)
    }
}
