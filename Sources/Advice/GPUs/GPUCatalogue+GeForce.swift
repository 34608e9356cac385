extension GPUCatalogue {
    /// Desktop cards.
    ///
    /// FP16 is the tensor rate with FP16 accumulation.
    static let geForce: [GPU] = [
        GPU("RTX 5090", gb: 32, mib: 32607, bandwidth: 1792, fp16: 419, watts: 575, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5080", gb: 16, mib: 16303, bandwidth: 960, fp16: 225, watts: 360, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5070 Ti", gb: 16, mib: 16303, bandwidth: 896, fp16: 176, watts: 300, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5070", gb: 12, mib: 12227, bandwidth: 672, fp16: 123, watts: 250, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5060 Ti", gb: 16, mib: 16311, bandwidth: 448, fp16: 95, watts: 180, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5060 Ti", gb: 8, mib: 8151, bandwidth: 448, fp16: 95, watts: 180, .blackwell, "12.0", source: .dataSheet),
        GPU("RTX 5060", gb: 8, mib: 8151, bandwidth: 448, fp16: 77, watts: 145, .blackwell, "12.0"),
        GPU("RTX 4090", gb: 24, mib: 24564, bandwidth: 1008, fp16: 330, watts: 450, .ada, "8.9", source: .dataSheet),
        GPU(
            "RTX 4090", gb: 48, mib: 49140, bandwidth: 1008, fp16: 330, watts: 450, .ada, "8.9", rare: true,
            source: .dataSheet),
        GPU("RTX 4090 D", gb: 24, mib: 24564, bandwidth: 1008, fp16: 294, watts: 425, .ada, "8.9"),
        GPU("RTX 4090 D", gb: 48, mib: 49140, bandwidth: 1008, fp16: 294, watts: 425, .ada, "8.9", rare: true),
        GPU(
            "RTX 4080 SUPER", gb: 16, mib: 16376, bandwidth: 736, fp16: 209, watts: 320, .ada, "8.9", source: .dataSheet,
            also: ["rtx4080s"]),
        GPU("RTX 4080", gb: 16, mib: 16376, bandwidth: 717, fp16: 195, watts: 320, .ada, "8.9", source: .dataSheet),
        GPU(
            "RTX 4070 Ti SUPER", gb: 16, mib: 16376, bandwidth: 672, fp16: 176, watts: 285, .ada, "8.9", source: .dataSheet,
            also: ["rtx4070sti", "rtx4070tis", "rtx4070superti"]),
        GPU("RTX 4070 Ti", gb: 12, mib: 12282, bandwidth: 504, fp16: 160, watts: 285, .ada, "8.9", source: .dataSheet),
        GPU("RTX 4070 SUPER", gb: 12, mib: 12282, bandwidth: 504, fp16: 142, watts: 220, .ada, "8.9", also: ["rtx4070s"]),
        GPU("RTX 4070", gb: 12, mib: 12282, bandwidth: 504, fp16: 117, watts: 200, .ada, "8.9", source: .dataSheet),
        GPU("RTX 4060 Ti", gb: 16, mib: 16380, bandwidth: 288, fp16: 88, watts: 165, .ada, "8.9"),
        GPU("RTX 4060 Ti", gb: 8, mib: 8188, bandwidth: 288, fp16: 88, watts: 160, .ada, "8.9"),
        GPU("RTX 4060", gb: 8, mib: 8188, bandwidth: 272, fp16: 60, watts: 115, .ada, "8.9"),
        GPU("RTX 3090 Ti", gb: 24, mib: 24564, bandwidth: 1008, fp16: 160, watts: 450, .ampere, "8.6"),
        GPU("RTX 3090", gb: 24, mib: 24576, bandwidth: 936, fp16: 142, watts: 350, .ampere, "8.6"),
        GPU("RTX 3080 Ti", gb: 12, mib: 12288, bandwidth: 912, fp16: 136, watts: 350, .ampere, "8.6"),
        GPU("RTX 3080", gb: 10, mib: 10240, bandwidth: 760, fp16: 119, watts: 320, .ampere, "8.6"),
        GPU("RTX 3080", gb: 12, mib: 12288, bandwidth: 912, fp16: 122, watts: 350, .ampere, "8.6"),
        GPU("RTX 3070 Ti", gb: 8, mib: 8192, bandwidth: 608, fp16: 87, watts: 290, .ampere, "8.6"),
        GPU("RTX 3070", gb: 8, mib: 8192, bandwidth: 448, fp16: 81, watts: 220, .ampere, "8.6"),
        GPU("RTX 3060 Ti", gb: 8, mib: 8192, bandwidth: 448, fp16: 65, watts: 200, .ampere, "8.6"),
        GPU("RTX 3060", gb: 12, mib: 12288, bandwidth: 360, fp16: 51, watts: 170, .ampere, "8.6"),
        GPU("RTX 3060", gb: 8, mib: 8192, bandwidth: 240, fp16: 51, watts: 170, .ampere, "8.6"),
        GPU("RTX 3050", gb: 8, mib: 8192, bandwidth: 224, fp16: 36, watts: 130, .ampere, "8.6"),
        GPU("RTX 2080 Ti", gb: 11, mib: 11264, bandwidth: 616, fp16: 108, watts: 250, .turing, "7.5"),
        GPU("RTX 2080 Ti", gb: 22, mib: 22528, bandwidth: 616, fp16: 108, watts: 250, .turing, "7.5", rare: true),
        GPU(
            "RTX 2080 SUPER", gb: 8, mib: 8192, bandwidth: 496, fp16: 89, watts: 250, .turing, "7.5", also: ["rtx2080s"]),
        GPU("RTX 2080", gb: 8, mib: 8192, bandwidth: 448, fp16: 81, watts: 215, .turing, "7.5"),
        GPU("RTX 2070 SUPER", gb: 8, mib: 8192, bandwidth: 448, fp16: 73, watts: 215, .turing, "7.5", also: ["rtx2070s"]),
        GPU("RTX 2070", gb: 8, mib: 8192, bandwidth: 448, fp16: 60, watts: 175, .turing, "7.5"),
        GPU("RTX 2060 SUPER", gb: 8, mib: 8192, bandwidth: 448, fp16: 57, watts: 175, .turing, "7.5", also: ["rtx2060s"]),
        GPU("RTX 2060", gb: 6, mib: 6144, bandwidth: 336, fp16: 52, watts: 160, .turing, "7.5"),
        GPU("RTX 2060", gb: 12, mib: 12288, bandwidth: 336, fp16: 57, watts: 185, .turing, "7.5", rare: true),
        GPU("GTX 1660 SUPER", gb: 6, mib: 6144, bandwidth: 336, fp16: 10, watts: 125, .turing, "7.5", also: ["gtx1660s"]),
        GPU("GTX 1660 Ti", gb: 6, mib: 6144, bandwidth: 288, fp16: 11, watts: 120, .turing, "7.5"),
        GPU("GTX 1080 Ti", gb: 11, mib: 11264, bandwidth: 484, fp16: nil, watts: 250, .pascal, "6.1"),
        GPU("GTX 1080", gb: 8, mib: 8192, bandwidth: 320, fp16: nil, watts: 180, .pascal, "6.1"),
        GPU("GTX 1070 Ti", gb: 8, mib: 8192, bandwidth: 256, fp16: nil, watts: 180, .pascal, "6.1"),
        GPU("GTX 1070", gb: 8, mib: 8192, bandwidth: 256, fp16: nil, watts: 150, .pascal, "6.1"),
        GPU("Titan RTX", gb: 24, mib: 24576, bandwidth: 672, fp16: 130, watts: 280, .turing, "7.5"),
    ]

    /// Laptop parts carry desktop names and about half the bandwidth, so they are cards of their own.
    static let geForceLaptop: [GPU] = [
        GPU("RTX 5090 Laptop", gb: 24, mib: 24463, bandwidth: 896, fp16: nil, watts: 150, .blackwell, "12.0"),
        GPU("RTX 5080 Laptop", gb: 16, mib: 16303, bandwidth: 896, fp16: nil, watts: 150, .blackwell, "12.0"),
        GPU("RTX 4090 Laptop", gb: 16, mib: 16376, bandwidth: 576, fp16: nil, watts: 150, .ada, "8.9"),
        GPU("RTX 4080 Laptop", gb: 12, mib: 12282, bandwidth: 432, fp16: nil, watts: 150, .ada, "8.9"),
        GPU("RTX 4070 Laptop", gb: 8, mib: 8188, bandwidth: 256, fp16: nil, watts: 115, .ada, "8.9"),
        GPU("RTX 4060 Laptop", gb: 8, mib: 8188, bandwidth: 256, fp16: nil, watts: 115, .ada, "8.9"),
        GPU("RTX 3080 Ti Laptop", gb: 16, mib: 16384, bandwidth: 512, fp16: nil, watts: 150, .ampere, "8.6"),
        GPU("RTX 3080 Laptop", gb: 16, mib: 16384, bandwidth: 448, fp16: nil, watts: 150, .ampere, "8.6"),
        GPU("RTX 3080 Laptop", gb: 8, mib: 8192, bandwidth: 448, fp16: nil, watts: 150, .ampere, "8.6"),
        GPU("RTX 3070 Laptop", gb: 8, mib: 8192, bandwidth: 448, fp16: nil, watts: 125, .ampere, "8.6"),
        GPU("RTX 3060 Laptop", gb: 6, mib: 6144, bandwidth: 336, fp16: nil, watts: 115, .ampere, "8.6"),
    ]
}
