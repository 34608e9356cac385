extension GPUCatalogue {
    /// Workstation cards.
    ///
    /// Four different ones carry the number 6000.
    static let workstation: [GPU] = [
        GPU(
            "RTX PRO 6000 WS", gb: 96, mib: 97887, bandwidth: 1792, fp16: 504, watts: 600, .blackwell, "12.0",
            source: .dataSheet,
            also: [
                "rtxpro6000", "rtxpro6000blackwell", "rtxpro6000blackwellworkstation", "rtxpro6000blackwellws",
                "rtxpro6000workstation",
            ]),
        GPU(
            "RTX PRO 6000 S", gb: 96, mib: 97887, bandwidth: 1597, fp16: 504, watts: 600, .blackwell, "12.0",
            source: .dataSheet,
            also: [
                "rtxpro6000", "rtxpro6000blackwell", "rtxpro6000blackwellserver", "rtxpro6000blackwells",
                "rtxpro6000server", "rtxpro6000se",
            ]),
        GPU(
            "RTX PRO 6000 Max-Q", gb: 96, mib: 97887, bandwidth: 1792, fp16: 438, watts: 300, .blackwell, "12.0",
            also: ["rtxpro6000blackwellmaxq", "rtxpro6000blackwellmaxqworkstation"]),
        GPU(
            "RTX PRO 5000", gb: 48, mib: 48935, bandwidth: 1344, fp16: nil, watts: 300, .blackwell, "12.0",
            also: ["rtxpro5000blackwell"]),
        GPU(
            "RTX PRO 4500", gb: 32, mib: 32623, bandwidth: 896, fp16: nil, watts: 200, .blackwell, "12.0",
            also: ["rtxpro4500blackwell"]),
        GPU(
            "RTX PRO 4000", gb: 24, mib: 24467, bandwidth: 672, fp16: nil, watts: 140, .blackwell, "12.0",
            also: ["rtxpro4000blackwell"]),
        GPU("RTX 6000 Ada", gb: 48, mib: 49140, bandwidth: 960, fp16: 364, watts: 300, .ada, "8.9", also: ["6000ada"]),
        GPU("RTX 5880 Ada", gb: 48, mib: 49140, bandwidth: 960, fp16: 277, watts: 285, .ada, "8.9"),
        GPU("RTX 5000 Ada", gb: 32, mib: 32760, bandwidth: 576, fp16: 261, watts: 250, .ada, "8.9", also: ["5000ada"]),
        GPU("RTX 4500 Ada", gb: 24, mib: 24570, bandwidth: 432, fp16: 159, watts: 210, .ada, "8.9"),
        GPU("RTX 4000 Ada", gb: 20, mib: 20475, bandwidth: 360, fp16: 107, watts: 130, .ada, "8.9", also: ["4000ada"]),
        GPU(
            "RTX 4000 SFF Ada", gb: 20, mib: 20475, bandwidth: 280, fp16: 77, watts: 70, .ada, "8.9",
            also: ["rtx4000adasff"]),
        GPU("RTX 2000 Ada", gb: 16, mib: 16380, bandwidth: 224, fp16: 48, watts: 70, .ada, "8.9"),
        GPU("RTX A6000", gb: 48, mib: 49140, bandwidth: 768, fp16: 155, watts: 300, .ampere, "8.6", also: ["a6000"]),
        GPU("RTX A5500", gb: 24, mib: 24564, bandwidth: 768, fp16: 136, watts: 230, .ampere, "8.6", also: ["a5500"]),
        GPU("RTX A5000", gb: 24, mib: 24564, bandwidth: 768, fp16: 111, watts: 230, .ampere, "8.6", also: ["a5000"]),
        GPU("RTX A4500", gb: 20, mib: 20470, bandwidth: 640, fp16: 95, watts: 200, .ampere, "8.6", also: ["a4500"]),
        GPU("RTX A4000", gb: 16, mib: 16376, bandwidth: 448, fp16: 77, watts: 140, .ampere, "8.6", also: ["a4000"]),
        GPU("RTX A2000", gb: 6, mib: 6138, bandwidth: 288, fp16: 32, watts: 70, .ampere, "8.6", also: ["a2000"]),
        GPU("RTX A2000", gb: 12, mib: 12282, bandwidth: 288, fp16: 32, watts: 70, .ampere, "8.6", also: ["a2000"]),
        GPU("Quadro RTX 8000", gb: 48, mib: 49152, bandwidth: 672, fp16: 130, watts: 260, .turing, "7.5"),
        GPU("Quadro RTX 6000", gb: 24, mib: 24576, bandwidth: 672, fp16: 130, watts: 260, .turing, "7.5"),
        GPU("Quadro RTX 5000", gb: 16, mib: 16384, bandwidth: 448, fp16: 89, watts: 230, .turing, "7.5"),
        GPU("Quadro RTX 4000", gb: 8, mib: 8192, bandwidth: 416, fp16: 57, watts: 160, .turing, "7.5"),
    ]
}
