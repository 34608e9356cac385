/// A fault of the marketplace that is put up for a while.
struct Trouble: Sendable, CustomStringConvertible {
    /// Seconds after the start.
    let at: Double
    /// As the sandbox takes it.
    let json: String

    var description: String { "fault at \(at.fixed(2)) s: \(json)" }

    /// Draws one of the sandbox's faults with its figures; each strikes a few times only, so that a run comes to its end.
    static func draw(_ dice: inout Dice, until horizon: Double) -> Trouble {
        let at = dice.chance(0.4) ? 0 : dice.between(0, horizon)
        let times = "\"times\":\(1 + dice.below(3))"
        let operation = dice.pick(["search", "create", "attach_key", "keys", "account", "show", "list", "destroy"])
        let parts: [String] =
            switch dice.pick(Self.kinds) {
            case "launch_slow": ["launch_slow", "\"seconds\":\(dice.hundredths(0.2, 4))", times]
            case "price_rise": ["price_rise", "\"factor\":\(dice.hundredths(0.8, 3))", times]
            case "list_lags": ["list_lags", "\"seconds\":\(dice.hundredths(0.1, 1.2))", times]
            case "key_propagation": ["key_propagation", "\"seconds\":\(dice.hundredths(0.2, 2))", times]
            case "ssh_refused": ["ssh_refused", "\"times\":\(1 + dice.below(6))"]
            case "ssh_cut_after": ["ssh_cut_after", "\"bytes\":\(200 + dice.below(20_000))", times]
            case "rate_limit":
                [
                    "rate_limit", "\"operation\":\"\(operation)\"", "\"retry_after\":\(dice.hundredths(0, 1))",
                    "\"times\":\(1 + dice.below(5))",
                ]
            case "server_error": ["server_error", "\"operation\":\"\(operation)\"", "\"status\":\(dice.pick([500, 502, 503, 504]))", times]
            case "html": ["html", "\"operation\":\"\(operation)\"", times]
            case "destroy_error": ["destroy_error", "\"status\":\(dice.pick([500, 502, 429, 400]))", times]
            case "kill_processes": ["kill_processes", "\"after_requests\":\(1 + dice.below(6))", "\"times\":1"]
            case "stray": ["list_lags", "\"seconds\":\(dice.hundredths(6, 9))", "\"times\":1"]
            case let kind: [kind, times]
            }
        let members = ["\"kind\":\"\(parts[0])\""] + parts.dropFirst()
        return Trouble(at: at, json: "{\(members.joined(separator: ","))}")
    }

    /// What a plain name says stands twice where it is what machines are lost by.
    private static let kinds = [
        "launch_lost", "launch_lost", "launch_slow", "launch_slow", "stale_offer", "busy", "never_boots", "wrong_gpu", "price_rise",
        "list_lags", "list_lags", "stray", "list_fails", "list_fails", "show_fails", "destroy_lies", "destroy_lies", "destroy_error",
        "destroy_error", "rate_limit", "server_error", "server_error", "html", "html", "key_propagation", "ssh_refused", "ssh_cut_after",
        "kill_processes", "pull_error", "quota_exceeded",
    ]
}
