import Foundation

import Domain

/// What a machine runs when it comes up: the watchdog first, then the user's text or the template's in a shell of its own.
///
/// The service takes some 4000 characters, most of which the watchdog needs, so the text goes along as a variable.
enum VastStartScript {
    /// The variable that holds the text, in Base64: one line, whatever is in it.
    private static let variable = "GPU_SHOPPER_ON_START"

    /// The script; `nil` when there is nothing to run.
    static func text(_ request: LaunchRequest, address: String) -> String? {
        let watchdog = request.watchdog.map { WatchdogScript.text($0, ending: .vast(address: address)) }
        guard request.onStart != nil else { return watchdog }
        return (watchdog ?? "") + own
    }

    /// The variable that the script reads.
    static func environment(_ request: LaunchRequest) -> [String: String] {
        request.onStart.map { [variable: Data($0.utf8).base64EncodedString()] } ?? [:]
    }

    /// A script that does not inherit it finds it with the container's first process.
    private static let own = #"""
        o=${\#(variable)-$(tr "\0" "\n" </proc/1/environ | sed -n "s/^\#(variable)=//p")}
        exec "$(command -v bash || command -v sh)" -c "$(echo "$o" | base64 -d)"

        """#
}
