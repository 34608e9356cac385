import Foundation

import Domain

/// One template as it comes over the wire; every field may be missing.
struct VastTemplateRow: Decodable, Sendable {
    /// What can be launched; `nil` for a row without a hash or an image, or with filters of another shape.
    let template: Template?

    private enum CodingKeys: String, CodingKey {
        case id, name, image, tag, env, onstart, runtype, recommended
        case hash = "hash_id"
        case arguments = "args_str"
        case usesSSH = "use_ssh"
        case usesDirectSSH = "ssh_direct"
        case disk = "recommended_disk_space"
        case filters = "extra_filters"
        case creator = "creator_id"
        case created = "created_at"
        case count = "count_created"
    }

    init(from decoder: any Decoder) throws {
        let facts = try decoder.container(keyedBy: CodingKeys.self)
        let filters: String?
        if let text = try? facts.decodeIfPresent(String.self, forKey: .filters) {
            filters = text
        } else {
            // Filters that are not text cannot be checked: a template without them would seem to suit every host.
            filters = try facts.contains(.filters) && !facts.decodeNil(forKey: .filters) ? "unreadable" : nil
        }
        guard let hash = facts.looseText(.hash), let image = facts.looseText(.image) else {
            template = nil
            return
        }
        template = Template(
            id: facts.looseInteger(.id) ?? 0, hashID: hash, name: facts.looseText(.name) ?? image, image: image,
            tag: facts.looseText(.tag), environment: facts.lines(.env), onStart: facts.lines(.onstart),
            runtype: facts.looseText(.runtype), arguments: facts.looseText(.arguments), usesSSH: facts.looseFlag(.usesSSH) ?? false,
            usesDirectSSH: facts.looseFlag(.usesDirectSSH) ?? false, isRecommended: facts.looseFlag(.recommended) ?? false,
            recommendedDiskGB: facts.looseNumber(.disk).flatMap { (1...1_000_000).contains($0) ? Int($0.rounded(.up)) : nil },
            extraFilters: filters, creatorID: facts.looseInteger(.creator),
            createdAt: facts.looseNumber(.created).flatMap { $0 > 0 ? Date(timeIntervalSince1970: $0) : nil },
            createdCount: facts.looseInteger(.count))
    }
}

extension KeyedDecodingContainer {
    /// A script as it is, its line ends included; `nil` when there is nothing in it.
    fileprivate func lines(_ key: Key) -> String? {
        guard let text = try? decodeIfPresent(String.self, forKey: key), text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }
}
