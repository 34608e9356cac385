import Domain

/// The shell texts that put a ``Domain/Watchdog`` on a machine, extend its time and ask how much is left.
///
/// The deadline lies in `$HOME/.gpu-shopper/deadline` on the machine: a number of seconds of uptime, and the id of the boot that
/// they count from.
public enum WatchdogScript {
    /// What every process of the loop carries in its command line.
    public static let name = "gpu-shopper-watchdog"

    /// Starts the loop and returns at once; run again it leaves the one that is there alone.
    static func text(_ watchdog: Watchdog, ending: SelfEnding) -> String {
        let arguments = [seconds(watchdog.allowance), seconds(watchdog.grace)].map(String.init)
        // The loop is an argument and no file, so that a full disk does not keep it from starting.
        let words = ["sh", "-c", WatchdogLoop.text(ending), name] + arguments + [ending.address]
        let command = words.map(ShellWord.quoted).joined(separator: " ")
        return """
            #!/bin/sh
            # Ends this machine when whoever rented it with gpu-shopper does not come back.
            export HOME="${HOME:-/root}"
            $(command -v setsid || command -v nohup) \(command) </dev/null >/dev/null 2>&1 &

            """
    }

    /// Lets the machine live this many seconds from now, never less than it may already; prints what ``WatchdogReport`` reads.
    ///
    /// Text for a POSIX shell on the machine, as the user whose `HOME` the loop has. The exit status is 0 only when the deadline is in
    /// the file, which changes as a whole or not at all.
    public static func grantCommand(seconds: Int) -> String {
        reporting(
            after: """
                new=$((now + \(bounded(seconds))))
                look && [ "$end" -gt "$new" ] || end=$new
                put "$f" "$end $boot" || exit 1
                """)
    }

    /// Changes nothing; prints what ``WatchdogReport`` reads.
    public static let reportCommand = reporting(after: ":")

    /// A subshell, so that nothing of it stays with the caller.
    private static func reporting(after work: String) -> String {
        """
        (
        \(WatchdogShell.functions)
        read -r now _ </proc/uptime || exit 1
        now=${now%%.*}
        \(work)
        left=unknown state=missing
        look && left=$((end - now))
        owner && state=running
        echo "\(name) $left $state"
        )
        """
    }

    /// Whole seconds, rounded up.
    private static func seconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return bounded(Int(seconds)) + (attoseconds > 0 ? 1 : 0)
    }

    /// Within what the arithmetic of any shell can add up.
    private static func bounded(_ seconds: Int) -> Int { min(max(0, seconds), 100_000_000) }
}
