/// What an import did, in the shape the loader prints.
public struct ArchiveImport: Hashable, Sendable, Codable {
    /// An archive that was left out, and why.
    public struct Skipped: Hashable, Sendable, Codable {
        /// The path as it was found.
        public var archive: String
        /// One sentence for people.
        public var reason: String
        /// The system refused to read it: at another time it may not.
        ///
        /// Not part of the JSON.
        public var isUnreadable = false

        enum CodingKeys: String, CodingKey {
            case archive, reason
        }

        /// Names an archive and the reason.
        public init(archive: String, reason: String, isUnreadable: Bool = false) {
            self.archive = archive
            self.reason = reason
            self.isUnreadable = isUnreadable
        }

        init(archive: String, error: ArchiveError) {
            let isUnreadable = if case .unreadable = error { true } else { false }
            self.init(archive: archive, reason: "\(error)", isUnreadable: isUnreadable)
        }
    }

    /// Results that are new.
    public var imported: Int
    /// Results that were there before.
    public var alreadyPresent: Int
    /// In the order they were found.
    public var skipped: [Skipped]
    /// Lines in imported archives that could not be read.
    public var brokenLines: Int

    enum CodingKeys: String, CodingKey {
        case imported, skipped
        case alreadyPresent = "already_present"
        case brokenLines = "broken_lines"
    }

    /// Nothing yet.
    public init(imported: Int = 0, alreadyPresent: Int = 0, skipped: [Skipped] = [], brokenLines: Int = 0) {
        self.imported = imported
        self.alreadyPresent = alreadyPresent
        self.skipped = skipped
        self.brokenLines = brokenLines
    }
}
