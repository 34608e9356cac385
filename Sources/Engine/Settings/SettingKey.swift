/// One variable of the environment or of `.env`.
public struct SettingKey: Hashable, Sendable {
    /// The form its value must have.
    public enum Form: Hashable, Sendable {
        /// Any text.
        case text
        /// A text without blanks and line ends that must never be shown.
        case secret
        /// An `http` or `https` address, see `ServiceAddress`.
        case url
        /// An `http` or `https` address that is called as it stands, see `WebhookAddress`; never shown, since it may let
        /// whoever has it speak.
        case webhook
        /// A file path; `~` stands for the home folder.
        case path
        /// A span such as `90s`, `15m`, `1h30m`.
        case duration
        /// A whole number within bounds.
        case integer(ClosedRange<Int>)
        /// A deployment id.
        case deployment
        /// One of a few words.
        case choice([String])
    }

    /// The name we document.
    public let name: String
    /// Other names for the same setting, kept for the reference's users.
    public let aliases: [String]
    /// The form of the value.
    public let form: Form
    /// The value when nothing is set; `nil` when there is none.
    public let fallback: String?
    /// What it is for, one sentence.
    public let purpose: String

    init(_ name: String, _ form: Form, _ purpose: String) {
        self.init(name, form, nil, purpose)
    }

    init(_ name: String, _ form: Form, _ fallback: String?, aliases: [String] = [], _ purpose: String) {
        self.name = name
        self.aliases = aliases
        self.form = form
        self.fallback = fallback
        self.purpose = purpose
    }
}
