/// What a call to the marketplace is for; the words count calls and narrow faults down.
enum VastOperation: String, Sendable, CaseIterable {
    case search, create, show, list, destroy, update, account, catalogue, templates, logs, keys
    case attachKey = "attach_key"
    case accountKeys = "account_keys"
    case priceIncreases = "price_increases"
}
