import Domain

extension SettingKey {
    /// Whether its value must never be shown.
    public var isSecret: Bool { form == .secret || form == .webhook }

    /// Throws what is wrong with a value; a `Problem` names the setting and the form.
    public func check(_ value: String) throws {
        guard fits(value) else { throw SettingsProblem.malformedValue(self, name: name, value: value, origin: nil) }
    }

    /// The same for a value that was found under one of its names.
    func check(_ value: String, as name: String, from source: SettingReport.Source) throws {
        guard fits(value) else { throw SettingsProblem.malformedValue(self, name: name, value: value, origin: source.rawValue) }
    }

    private func fits(_ value: String) -> Bool {
        switch form {
        case .text, .path: !value.isEmpty
        // What would end a header's line, or is no key at all.
        case .secret: !value.isEmpty && !value.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
        case .url: ServiceAddress.isWellFormed(value)
        case .webhook: WebhookAddress(value) != nil
        case .duration: DurationText.parse(value) != nil
        case .integer(let range): Int(value).map(range.contains) ?? false
        case .deployment: DeploymentID(rawValue: value) != nil
        case .choice(let words): words.contains(value.lowercased())
        }
    }
}
