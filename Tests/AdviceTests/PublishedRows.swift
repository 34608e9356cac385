import Domain
import Foundation

/// The published measurements that ship with the project, reduced to what evidence needs, and read as evidence.
enum PublishedRows {
    static let all: [Evidence] = rows.split(separator: "\n").map { line in
        let fields = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        return Evidence(
            benchmarkID: "published-" + fields[0], model: fields[4], gpuName: fields[2],
            gpuMemoryMiB: (Int(fields[3]) ?? 0) * 1024, gpuCount: 1, tokensPerSecond: Double(fields[5]) ?? 0,
            provider: fields[1], machineID: nil, location: fields[6], date: Date(timeIntervalSince1970: 1_770_000_000),
            verdict: fields[7] == "suspect" ? .suspect : .valid, source: .published)
    }

    static let valid = all.filter { $0.verdict == .valid }

    /// Columns: row, provider, GPU, GB, model, tokens/s, place, flag.
    private static let rows = """
        1|vastai|RTX 5070 Ti|16|phi3:mini|284.7||ok
        2|tensordock|RTX 3090|24|qwen2:1.5b|235.7|Unknown|ok
        3|vastai|RTX 5060 Ti|16|qwen2:1.5b|214.0|Unknown|ok
        4|vastai|RTX 5070|12|qwen2:1.5b|173.5|Unknown|ok
        5|vastai|RTX 5090|32|qwen2:7b|304.8|US|ok
        6|vastai|A100 80GB|80|qwen2:7b|199.9|US|ok
        7|vastai|RTX 4090|24|qwen2:7b|195.3|US|ok
        8|tensordock|RTX 4090|24|qwen2:7b|189.5|Joplin, MO|ok
        9|vastai|RTX 3090|24|qwen2:7b|167.4|Spain|ok
        10|tensordock|RTX 3090|24|qwen2:7b|126.7|Manassas, VA|suspect
        11|vastai|RTX 5090|32|deepseek-r1:14b|149.2|US|ok
        12|vastai|RTX 4090|24|deepseek-r1:14b|96.7|US|ok
        13|tensordock|RTX 4090|24|deepseek-r1:14b|93.8|Joplin, MO|ok
        14|vastai|A100 80GB|80|deepseek-r1:14b|86.3|US|ok
        15|vastai|RTX 3090|24|deepseek-r1:14b|81.1|Spain|ok
        16|tensordock|RTX 3090|24|deepseek-r1:14b|44.7|Manassas, VA|suspect
        17|vastai|RTX 5090|32|deepseek-r1:32b|72.5|US|ok
        18|vastai|A100 80GB|80|deepseek-r1:32b|42.1|US|ok
        19|tensordock|RTX 4090|24|deepseek-r1:32b|13.0|Joplin, MO|suspect
        20|tensordock|RTX 3090|24|deepseek-r1:32b|11.3|Manassas, VA|suspect
        21|vastai|RTX 3090|24|deepseek-r1:32b|3.6|Spain|suspect
        22|vastai|H200 NVL|144|deepseek-r1:70b|36.3||ok
        23|vastai|A100 80GB|80|deepseek-r1:70b|3.5|US|suspect
        24|tensordock|RTX 4090|24|llama3.1:8b|169.0|Chubbuck, ID|ok
        25|tensordock|RTX A6000|48|llama3.1:8b|121.9|Chubbuck, ID|ok
        26|tensordock|RTX 4090|24|deepseek-r1:14b|92.3|Manassas, VA|ok
        27|tensordock|RTX 3090|24|deepseek-r1:14b|80.1|Manassas, VA|ok
        28|tensordock|RTX A6000|48|deepseek-r1:14b|68.0|Chubbuck, ID|ok
        29|tensordock|RTX 4090|24|mistral:7b|179.0|Joplin, MO|ok
        30|tensordock|RTX 4090|24|mistral:7b|178.4|Orlando, FL|ok
        31|tensordock|RTX 4090|24|mistral:7b|176.0|Manassas, VA|ok
        32|vastai|RTX 5080|16|mistral:7b|168.4|California, US|ok
        33|vastai|RTX 3090|24|mistral:7b|159.2|Quebec, CA|ok
        34|vastai|RTX 5060 Ti|16|mistral:7b|89.3|Ohio, US|ok
        35|vastai|RTX 3090|24|llama3.1:8b|144.8|Spain, ES|ok
        36|vastai|RTX 5060 Ti|16|llama3.1:8b|83.3|Ohio, US|ok
        37|vastai|RTX 3090|24|deepseek-r1:14b|82.8|Quebec, CA|ok
        38|vastai|RTX 4090|24|deepseek-r1:32b|44.5|India, IN|ok
        39|vastai|RTX 5060 Ti|16|llama3.1:8b|83.2|Spain, ES|ok
        40|vastai|RTX 4090|24|deepseek-r1:14b|93.8|Washington, US|ok
        41|vastai|RTX 4090|24|deepseek-r1:14b|93.6|Ohio, US|ok
        42|tensordock|RTX 4090|24|deepseek-r1:14b|93.7|Unknown|ok
        43|vastai|RTX 5080|16|deepseek-r1:14b|88.8|Unknown|ok
        44|vastai|RTX 5060 Ti|16|deepseek-r1:14b|44.4|Vietnam, VN|ok
        45|tensordock|RTX 5090|32|deepseek-r1:14b|11.1|Chubbuck, ID|suspect
        46|tensordock|RTX 4090|24|deepseek-r1:32b|10.0|Unknown|suspect
        47|tensordock|RTX 4090|24|deepseek-r1:14b|93.7||ok
        48|vastai|RTX 4090|24|deepseek-r1:14b|84.0||ok
        49|tensordock|RTX 3090|24|deepseek-r1:14b|55.5||ok
        50|vastai|RTX 3090|24|deepseek-r1:14b|60.5||ok
        51|vastai|RTX 5090|32|deepseek-r1:14b|125.2||ok
        52|vastai|A100 80GB|80|deepseek-r1:14b|83.0||ok
        54|tensordock|RTX 4090|24|deepseek-r1:32b|44.2|Joplin, MO|ok
        55|bluelobster|RTX A4000|16|llama3.1:8b|74.3|Wilmington, DE (igl)|ok
        56|bluelobster|RTX A4000|16|mistral:7b|79.0|Wilmington, DE (igl)|ok
        57|bluelobster|RTX A4000|16|qwen2:7b|85.5|Wilmington, DE (igl)|ok
        58|bluelobster|RTX A4000|16|deepseek-r1:14b|40.6|Wilmington, DE (igl)|ok
        59|bluelobster|RTX A5000|24|llama3.1:8b|116.4|Wilmington, DE (igl)|ok
        60|bluelobster|RTX A5000|24|mistral:7b|121.5|Wilmington, DE (igl)|ok
        61|bluelobster|RTX A5000|24|qwen2:7b|135.5|Wilmington, DE (igl)|ok
        62|bluelobster|RTX A5000|24|deepseek-r1:14b|62.9|Wilmington, DE (igl)|ok
        63|bluelobster|RTX 8000|48|llama3.1:8b|85.8|Wilmington, DE (igl)|ok
        64|bluelobster|RTX 8000|48|mistral:7b|91.0|Wilmington, DE (igl)|ok
        65|bluelobster|RTX 8000|48|qwen2:7b|97.8|Wilmington, DE (igl)|ok
        67|bluelobster|RTX A4000|16|qwen2:7b|85.3|igl|ok
        68|bluelobster|RTX A4000|16|llama3.1:8b|74.2|igl|ok
        69|bluelobster|RTX A5000|24|qwen2:7b|135.4|igl|ok
        70|bluelobster|RTX A5000|24|qwen2:7b|135.0|igl|ok
        71|bluelobster|RTX A5000|24|llama3.1:8b|116.1|igl|ok
        72|bluelobster|RTX A5000|24|llama3.1:8b|116.5|igl|ok
        73|bluelobster|RTX A5000|24|deepseek-r1:8b|97.8|igl|ok
        74|bluelobster|RTX A5000|24|deepseek-r1:8b|100.2|igl|ok
        75|bluelobster|RTX 8000|48|qwen2:7b|98.5|igl|ok
        76|bluelobster|RTX 8000|48|qwen2:7b|98.4|igl|ok
        77|bluelobster|RTX 8000|48|llama3.1:8b|85.9|igl|ok
        78|bluelobster|RTX 8000|48|llama3.1:8b|85.9|igl|ok
        79|bluelobster|RTX 5090|32|qwen2:7b|279.8|igl|ok
        80|bluelobster|RTX 5090|32|qwen2:7b|280.4|igl|ok
        81|vastai|RTX 5070 Ti|16|qwen2:7b|169.2||ok
        82|vastai|RTX 5070 Ti|16|qwen2:7b|169.0||ok
        83|vastai|RTX 4090|24|qwen2:7b|188.2||ok
        """
}
