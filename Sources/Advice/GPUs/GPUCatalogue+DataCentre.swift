extension GPUCatalogue {
    /// NVIDIA data-centre cards; FP16 is the dense figure where vendors print the sparse one.
    static let dataCentre: [GPU] = [
        GPU(
            "B300", gb: 270, mib: 275040, bandwidth: 8000, fp16: 2250, watts: 1400, .blackwell, "10.3", hbm: true,
            source: .approximate, also: ["b300sxm", "b300sxm6", "b300sxm6ac"]),
        GPU(
            "B200", gb: 180, mib: 183359, bandwidth: 7700, fp16: 2250, watts: 1000, .blackwell, "10.0", hbm: true,
            source: .approximate, also: ["b200sxm", "b200sxm6"]),
        GPU(
            "GB200", gb: 186, mib: 189471, bandwidth: 8000, fp16: 2500, watts: 1200, .blackwell, "10.0", hbm: true,
            source: .approximate),
        GPU(
            "GH200", gb: 96, mib: 97871, bandwidth: 4000, fp16: 989, watts: 1000, .hopper, "9.0", hbm: true,
            also: ["gh200sxm"]),
        GPU(
            "GH200", gb: 144, mib: 147456, bandwidth: 4900, fp16: 989, watts: 1000, .hopper, "9.0", hbm: true, rare: true,
            also: ["gh200sxm"]),
        GPU(
            "H200", gb: 141, mib: 143771, bandwidth: 4800, fp16: 989, watts: 700, .hopper, "9.0", hbm: true,
            source: .dataSheet, also: ["h200sxm", "h200sxm5"]),
        GPU("H200 NVL", gb: 141, mib: 143771, bandwidth: 4800, fp16: 836, watts: 600, .hopper, "9.0", hbm: true),
        GPU(
            "H100 SXM", gb: 80, mib: 81559, bandwidth: 3350, fp16: 989, watts: 700, .hopper, "9.0", hbm: true,
            source: .dataSheet, also: ["h100", "h100sxm5", "h100hbm3", "h100sxm5hbm3"]),
        GPU(
            "H100 NVL", gb: 94, mib: 95830, bandwidth: 3938, fp16: 836, watts: 400, .hopper, "9.0", hbm: true, also: ["h100"]),
        GPU(
            "H100 PCIe", gb: 80, mib: 81559, bandwidth: 2039, fp16: 756, watts: 350, .hopper, "9.0", hbm: true,
            source: .dataSheet, also: ["h100"]),
        GPU("H20", gb: 96, mib: 97871, bandwidth: 4000, fp16: 148, watts: 400, .hopper, "9.0", hbm: true),
        GPU(
            "A100 SXM4", gb: 80, mib: 81920, bandwidth: 2039, fp16: 312, watts: 400, .ampere, "8.0", hbm: true,
            source: .dataSheet, also: ["a100", "a100sxm", "a100sxm80", "a100sxm480", "a10080"]),
        GPU(
            "A100 SXM4", gb: 40, mib: 40960, bandwidth: 1555, fp16: 312, watts: 400, .ampere, "8.0", hbm: true,
            source: .dataSheet, also: ["a100", "a100sxm", "a100sxm40", "a100sxm440", "a10040"]),
        GPU(
            "A100 PCIe", gb: 80, mib: 81920, bandwidth: 1935, fp16: 312, watts: 300, .ampere, "8.0", hbm: true,
            source: .dataSheet, also: ["a100", "a100pcie80", "a10080"]),
        GPU(
            "A100 PCIe", gb: 40, mib: 40960, bandwidth: 1555, fp16: 312, watts: 250, .ampere, "8.0", hbm: true,
            source: .dataSheet, also: ["a100", "a100pcie40", "a10040"]),
        GPU("L40S", gb: 48, mib: 46068, bandwidth: 864, fp16: 362, watts: 350, .ada, "8.9", source: .dataSheet),
        GPU("L40", gb: 48, mib: 46068, bandwidth: 864, fp16: 181, watts: 300, .ada, "8.9"),
        GPU("L4", gb: 24, mib: 23034, bandwidth: 300, fp16: 121, watts: 72, .ada, "8.9", source: .dataSheet),
        GPU("A40", gb: 48, mib: 46068, bandwidth: 696, fp16: 150, watts: 300, .ampere, "8.6", source: .dataSheet),
        GPU("A30", gb: 24, mib: 24258, bandwidth: 933, fp16: 165, watts: 165, .ampere, "8.0", hbm: true),
        GPU("A10", gb: 24, mib: 23028, bandwidth: 600, fp16: 125, watts: 150, .ampere, "8.6", source: .dataSheet),
        GPU("A10G", gb: 24, mib: 23028, bandwidth: 600, fp16: 70, watts: 300, .ampere, "8.6"),
        GPU("A16", gb: 16, mib: 15356, bandwidth: 200, fp16: 18, watts: 62, .ampere, "8.6"),
        GPU(
            "V100", gb: 32, mib: 32768, bandwidth: 900, fp16: 125, watts: 300, .volta, "7.0", hbm: true, source: .dataSheet,
            also: ["v100sxm2", "v100sxm3", "v100pcie", "v100sxm"]),
        GPU(
            "V100", gb: 16, mib: 16384, bandwidth: 900, fp16: 125, watts: 300, .volta, "7.0", hbm: true, source: .dataSheet,
            also: ["v100sxm2", "v100pcie", "v100sxm", "v100fhhl"]),
        GPU("T4", gb: 16, mib: 15360, bandwidth: 320, fp16: 65, watts: 70, .turing, "7.5", source: .dataSheet),
        GPU("P100", gb: 16, mib: 16276, bandwidth: 732, fp16: 19, watts: 250, .pascal, "6.0", hbm: true, also: ["p100sxm2"]),
        GPU("P100", gb: 12, mib: 12193, bandwidth: 549, fp16: 19, watts: 250, .pascal, "6.0", hbm: true, rare: true),
        GPU("P40", gb: 24, mib: 24576, bandwidth: 346, fp16: 0.2, watts: 250, .pascal, "6.1"),
    ]

    /// AMD cards.
    static let amd: [GPU] = [
        GPU(
            "MI325X", gb: 256, mib: 262128, bandwidth: 6000, fp16: 1307, watts: 1000, .cdna3, nil, hbm: true),
        GPU(
            "MI300X", gb: 192, mib: 196592, bandwidth: 5300, fp16: 1307, watts: 750, .cdna3, nil, hbm: true,
            source: .dataSheet),
        GPU(
            "MI250X", gb: 128, mib: 131040, bandwidth: 3277, fp16: 383, watts: 560, .cdna2, nil, hbm: true,
            source: .dataSheet),
        GPU(
            "MI210", gb: 64, mib: 65520, bandwidth: 1638, fp16: 181, watts: 300, .cdna2, nil, hbm: true,
            source: .dataSheet),
        GPU("RX 7900 XTX", gb: 24, mib: 24560, bandwidth: 960, fp16: 123, watts: 355, .rdna3, nil),
    ]
}
