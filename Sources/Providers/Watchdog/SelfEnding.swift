/// How a machine ends itself at its provider, in POSIX shell.
struct SelfEnding: Sendable {
    /// Defines `release ADDRESS`: asks the provider for the end, fails when that was refused or is known to be of no use.
    ///
    /// It finds in `$n` how many times it was called since the deadline passed, this one included, in `$box` whether PID 1 is
    /// somebody else's, and may use `has` and `pid1` of ``WatchdogLoop``.
    let definition: String
    /// Where the provider answers.
    let address: String
}
