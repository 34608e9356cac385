public import Foundation

/// A provider's recipe for a machine: image, environment, what it runs at its start, what it asks of the host.
public struct Template: Hashable, Sendable, Codable, Identifiable {
    /// The provider's number.
    public var id: Int
    /// What a launch names it by; changes whenever the provider edits the template.
    public var hashID: String
    /// As the provider shows it.
    public var name: String
    /// The container image without its tag.
    public var image: String
    /// The image's tag.
    public var tag: String?
    /// Environment and ports as flags of `docker run`.
    public var environment: String?
    /// Shell text that its machines run when they come up.
    public var onStart: String?
    /// The provider's way to start it, such as `ssh`, `jupyter`, `args`.
    public var runtype: String?
    /// Arguments of the image's entry point.
    public var arguments: String?
    /// Whether its machines have SSH.
    public var usesSSH: Bool
    /// Whether SSH goes to the machine itself and not through a proxy.
    public var usesDirectSSH: Bool
    /// Whether the provider recommends it.
    public var isRecommended: Bool
    /// GB of disk that it should have.
    public var recommendedDiskGB: Int?
    /// What it asks of a host, as JSON text; see `ExtraFilters`.
    public var extraFilters: String?
    /// Who made it.
    public var creatorID: Int?
    /// When it was made.
    public var createdAt: Date?
    /// How many machines were made from it.
    public var createdCount: Int?

    enum CodingKeys: String, CodingKey {
        case id, name, image, tag, runtype
        case hashID = "hash_id"
        case environment = "env"
        case onStart = "onstart"
        case arguments = "args_str"
        case usesSSH = "use_ssh"
        case usesDirectSSH = "ssh_direct"
        case isRecommended = "recommended"
        case recommendedDiskGB = "recommended_disk_space"
        case extraFilters = "extra_filters"
        case creatorID = "creator_id"
        case createdAt = "created_at"
        case createdCount = "count_created"
    }

    /// Describes a template; what is not known is left out.
    public init(
        id: Int, hashID: String, name: String, image: String, tag: String? = nil, environment: String? = nil, onStart: String? = nil,
        runtype: String? = nil, arguments: String? = nil, usesSSH: Bool = false, usesDirectSSH: Bool = false,
        isRecommended: Bool = false, recommendedDiskGB: Int? = nil, extraFilters: String? = nil, creatorID: Int? = nil,
        createdAt: Date? = nil, createdCount: Int? = nil
    ) {
        self.id = id
        self.hashID = hashID
        self.name = name
        self.image = image
        self.tag = tag
        self.environment = environment
        self.onStart = onStart
        self.runtype = runtype
        self.arguments = arguments
        self.usesSSH = usesSSH
        self.usesDirectSSH = usesDirectSSH
        self.isRecommended = isRecommended
        self.recommendedDiskGB = recommendedDiskGB
        self.extraFilters = extraFilters
        self.creatorID = creatorID
        self.createdAt = createdAt
        self.createdCount = createdCount
    }

    /// The image with its tag.
    public var imageReference: String { tag.map { "\(image):\($0)" } ?? image }

    /// What it asks of a host; `nil` when that cannot be read, and then nothing is known to suit it.
    public var hostFilters: ExtraFilters? { ExtraFilters(extraFilters ?? "") }
}
