/// What a provider is asked for, in the words of the figures about it.
public enum ProviderOperation: String, Hashable, Sendable, CaseIterable {
    case listOffers = "ListOffers"
    case listInstances = "ListAllInstances"
    case createInstance = "CreateInstance"
    case attachKey = "AttachSSHKey"
    case destroyInstance = "DestroyInstance"
    case instanceStatus = "GetInstanceStatus"
    case listTemplates = "ListTemplates"
    case account = "GetAccount"
}
