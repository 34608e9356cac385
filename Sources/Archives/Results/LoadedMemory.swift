import Foundation

/// Where the runtime put the model: bytes in all, bytes on the GPU, and the context it allocated.
struct LoadedMemory: Decodable {
    var size: FlexibleNumber?
    var sizeOnGPU: FlexibleNumber?
    var contextLength: FlexibleNumber?

    enum CodingKeys: String, CodingKey {
        case size
        case sizeOnGPU = "size_vram"
        case contextLength = "context_length"
    }

    /// Bytes beside the GPU; nil when either figure is unknown.
    var spilled: Double? {
        guard let size = size?.value, let sizeOnGPU = sizeOnGPU?.value, size > 0 else { return nil }
        return max(0, size - sizeOnGPU)
    }

    /// The worse of two accounts: a model that spilled at any time did not run on the GPU alone.
    static func worse(_ left: LoadedMemory?, _ right: LoadedMemory?) -> LoadedMemory? {
        guard let left, let leftSpill = left.spilled else { return right ?? left }
        guard let right, let rightSpill = right.spilled else { return left }
        return rightSpill > leftSpill ? right : left
    }
}

extension LoadedMemory {
    /// The worst account of `model` in the lines of `ps.jsonl`; lines that cannot be read say nothing.
    static func worst(inLines bytes: [UInt8], model: String) -> LoadedMemory? {
        let decoder = JSONDecoder()
        var worst: LoadedMemory?
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // The file only adds to what metadata.json says, so a broken line is no loss worth an error.
            guard let answer = try? decoder.decode(Line.self, from: Data(line)) else { continue }
            for loaded in answer.ps.models ?? []
            where loaded.name == model || loaded.name == "\(model):latest" {
                worst = worse(worst, loaded.memory)
            }
        }
        return worst
    }

    private struct Line: Decodable {
        struct Answer: Decodable {
            var models: [Loaded]?
        }
        let ps: Answer
    }

    private struct Loaded: Decodable {
        let name: String
        let memory: LoadedMemory

        enum CodingKeys: String, CodingKey {
            case name
        }

        init(from decoder: any Decoder) throws {
            name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
            memory = try LoadedMemory(from: decoder)
        }
    }
}
