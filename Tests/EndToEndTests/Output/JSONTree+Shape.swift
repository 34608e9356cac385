extension JSONTree {
    /// Every member with the kinds of values it has, one a line: `offers[].id text`.
    ///
    /// The keys of the objects at `maps` are data, and stand as `*`.
    func shape(maps: Set<String> = []) -> String {
        var kinds: [String: Set<String>] = [:]
        collect("", maps, &kinds)
        return kinds.map { "\($0.key) \($0.value.sorted().joined(separator: "|"))" }.sorted().joined(separator: "\n") + "\n"
    }

    private func collect(_ path: String, _ maps: Set<String>, _ kinds: inout [String: Set<String>]) {
        func note(_ kind: String) { kinds[path.isEmpty ? "." : path, default: []].insert(kind) }
        switch self {
        case .null: note("null")
        case .flag: note("flag")
        case .number: note("number")
        case .text: note("text")
        case .list(let items):
            note("list")
            for item in items { item.collect(path + "[]", maps, &kinds) }
        case .object(let members):
            note("object")
            for (key, value) in members {
                let name = maps.contains(path) ? "*" : key
                value.collect(path.isEmpty ? name : "\(path).\(name)", maps, &kinds)
            }
        }
    }
}
