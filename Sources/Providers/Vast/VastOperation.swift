/// The calls we make, in the words that error messages use.
enum VastOperation: String, Sendable {
    case searchOffers = "search offers"
    case searchTemplates = "search templates"
    case createInstance = "create instance"
    case attachKey = "attach SSH key"
    case showKeys = "show SSH keys"
    case showInstance = "show instance"
    case listInstances = "list instances"
    case destroyInstance = "destroy instance"
    case showAccount = "show account"
}
