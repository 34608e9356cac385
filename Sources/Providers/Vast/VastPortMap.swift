/// The ports of a machine as Docker tells them: `{"8000/tcp":[{"HostIp":"0.0.0.0","HostPort":"33526"}]}`.
///
/// What cannot be read is left out: a port that is not known yet looks the same.
struct VastPortMap: Sendable {
    /// The port outside for each TCP port inside.
    let ports: [Int: Int]

    private struct Binding: Decodable, Sendable {
        let port: Int?

        private enum CodingKeys: String, CodingKey {
            case port = "HostPort"
        }

        init(from decoder: any Decoder) throws {
            port = try decoder.container(keyedBy: CodingKeys.self).looseInteger(.port)
        }
    }

    init<Key: CodingKey>(_ facts: KeyedDecodingContainer<Key>, _ key: Key) {
        // Before a machine runs there is null, an empty object or nothing at all.
        let map = (try? facts.decodeIfPresent([String: Tolerant<[Tolerant<Binding>]>].self, forKey: key)) ?? [:]
        var ports: [Int: Int] = [:]
        for (name, bindings) in map where name.hasSuffix("/tcp") {
            let outside = bindings.item?.lazy.compactMap { $0.item?.port }.first { (1...65_535).contains($0) }
            if let inside = Int(name.dropLast(4)), let outside { ports[inside] = outside }
        }
        self.ports = ports
    }
}
