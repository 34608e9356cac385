/// One thing that goes wrong on request, as it was posted to the control API.
struct Fault: Sendable {
    let id: Int
    let kind: Kind
    let parameters: JSONObject
    /// How often it still strikes; `nil` is until it is cleared.
    var remaining: Int?

    enum Kind: String, Sendable, CaseIterable {
        case launchSlow = "launch_slow"
        case launchLost = "launch_lost"
        case staleOffer = "stale_offer"
        case busy
        case neverBoots = "never_boots"
        case wrongGPU = "wrong_gpu"
        case noGPU = "no_gpu"
        case slowGPU = "slow_gpu"
        case sshRefused = "ssh_refused"
        case sshCutAfter = "ssh_cut_after"
        case destroyLies = "destroy_lies"
        case destroyError = "destroy_error"
        case rateLimit = "rate_limit"
        case quotaExceeded = "quota_exceeded"
        case serverError = "server_error"
        case html
        case listFails = "list_fails"
        case listLags = "list_lags"
        case showFails = "show_fails"
        case keyPropagation = "key_propagation"
        case pullError = "pull_error"
        case pullSlow = "pull_slow"
        case killProcesses = "kill_processes"
        case priceRise = "price_rise"
        case balance
        case hostVanishes = "host_vanishes"
        case apiUnhealthy = "api_unhealthy"
    }

    /// A number among its parameters.
    func number(_ name: String) -> Double? { parameters[name]?.number }

    /// Whether a parameter that narrows it down names this; one that is absent names everything.
    func concerns(_ name: String, _ value: String?) -> Bool {
        guard let wanted = parameters[name], let value else { return parameters[name] == nil }
        return wanted.string == value || wanted.int.map(String.init) == value
    }

    var json: JSONValue {
        var object = parameters
        object["id"] = .string(String(id))
        object["remaining"] = remaining.map { .int($0) } ?? .null
        return .object(object)
    }
}
