/// The answer to a question about one machine: an object, `null` or, in spite of its name, a list.
struct VastInstanceAnswer: Decodable, Sendable {
    /// What stands under the key.
    enum Content: Sendable {
        /// The server does not know the machine.
        case absent
        case rows([VastInstanceRow])
    }

    let content: Content

    private enum CodingKeys: String, CodingKey {
        case instances
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.contains(.instances) else {
            throw DecodingError.keyNotFound(
                CodingKeys.instances, .init(codingPath: container.codingPath, debugDescription: "no instances"))
        }
        if try container.decodeNil(forKey: .instances) {
            content = .absent
        } else if let list = try? container.decode([VastInstanceRow].self, forKey: .instances) {
            content = .rows(list)
        } else {
            content = .rows([try container.decode(VastInstanceRow.self, forKey: .instances)])
        }
    }
}
