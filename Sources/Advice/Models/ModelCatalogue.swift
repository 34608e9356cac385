import Domain
import Foundation

/// The models we know, embedded, and the one place that reads their tags.
public enum ModelCatalogue {
    /// Every model, in the order of the tables.
    public static let all: [LanguageModel] = qwen + qwenRelatives + llama + deepSeek + mistral + google + others

    private static let byTag: [String: LanguageModel] = {
        var index: [String: LanguageModel] = [:]
        for model in all {
            for tag in [model.tag] + model.aliases { index[tag] = model }
        }
        return index
    }()

    /// Reads a tag as people type it: case does not matter, no tag means `:latest`, `library/` and the spelled-out
    /// default quantisation are ignored.
    public static func lookUp(_ tag: String) -> ModelLookup {
        let plain = normalized(tag)
        if let model = byTag[plain] { return .found(model) }
        for suffix in ["-instruct", "-chat", "-it"] {
            guard let range = plain.range(of: suffix) else { continue }
            let rest = plain[range.upperBound...]
            guard let model = byTag[String(plain[..<range.lowerBound])] else { continue }
            if rest.isEmpty || rest == "-" + model.quantization.lowercased() { return .found(model) }
        }
        return .unknown(nearest: nearest(to: plain))
    }

    /// The one spelling of a tag that the product stores and compares: the catalogue's where it knows the model.
    public static func canonical(_ tag: String) -> String { lookUp(tag).model?.tag ?? normalized(tag) }

    static func normalized(_ tag: String) -> String {
        var plain = tag.lowercased().filter { !$0.isWhitespace }
        for prefix in ["registry.ollama.ai/", "library/"] where plain.hasPrefix(prefix) {
            plain.removeFirst(prefix.count)
        }
        if plain.hasSuffix(":latest") { plain.removeLast(":latest".count) }
        return plain
    }

    private static func nearest(to tag: String) -> [String] {
        let names = all.flatMap { model in ([model.tag] + model.aliases).map { (name: model.tag, key: $0) } }
        let close = EditDistance.nearest(to: tag, in: names, atMost: max(2, tag.utf8.count / 4), limit: 3)
        guard close.isEmpty else { return close }
        let family = tag.prefix { $0 != ":" }
        let relatives = all.filter { $0.tag.hasPrefix(family + ":") }
        return relatives.prefix(5).map(\.tag)
    }

    /// A dense or expert model with bytes in its own units; tables only.
    static func row(
        _ tag: String, _ parametersB: Double, active: Double? = nil, bytes: Int64, _ quantization: String, layers: Int,
        kv: (heads: Int, dimension: Int), context: Int, window: SlidingWindow? = nil, idleMB: Int64 = 0,
        _ source: ModelFactSource = .tagListing, also aliases: [String] = []
    ) -> LanguageModel {
        LanguageModel(
            tag: tag, parametersB: parametersB, activeParametersB: active, bytes: bytes, quantization: quantization,
            layers: layers, kvHeads: kv.heads, headDimension: kv.dimension, slidingWindow: window,
            idleBytes: idleMB * 1_000_000, contextLimit: context, source: source, aliases: aliases)
    }
}
