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

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        size = try container.decodeIfPresent(FlexibleNumber.self, forKey: .size)
        sizeOnGPU = try container.decodeIfPresent(FlexibleNumber.self, forKey: .sizeOnGPU)
        contextLength = try container.decodeIfPresent(FlexibleNumber.self, forKey: .contextLength)
        // The runtime leaves zeros out: a model that is nowhere on the GPU has no such member.
        if size != nil, !container.contains(.sizeOnGPU) { sizeOnGPU = FlexibleNumber(0) }
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
    /// What the lines of `ps.jsonl` say of `model`, in their order; lines that cannot be read say nothing.
    static func accounts(inLines bytes: [UInt8], model: String) -> [LoadedMemory] {
        let decoder = JSONDecoder()
        return bytes.split(separator: UInt8(ascii: "\n")).flatMap { line -> [LoadedMemory] in
            // The file only adds to what metadata.json says, so a broken line is no loss worth an error.
            guard let answer = try? decoder.decode(Line.self, from: Data(line)) else { return [] }
            return (answer.ps.models ?? []).filter { $0.name == model || $0.name == "\(model):latest" }.map(\.memory)
        }
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
