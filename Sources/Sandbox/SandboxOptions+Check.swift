extension SandboxOptions {
    /// Throws a ``SandboxProblem`` that names the first option nobody could live up to, and its range.
    public func check() throws(SandboxProblem) {
        guard (0...65_535).contains(port) else { throw SandboxProblem("--port is a number from 0 to 65535.") }
        guard (0...10_000).contains(offers) else { throw SandboxProblem("--offers is a number from 0 to 10000.") }
        let times = [("boot", bootSeconds), ("pull", pullSeconds), ("load", loadSeconds), ("api", apiSeconds)]
        for (name, seconds) in times where !(0...86_400).contains(seconds) {
            throw SandboxProblem("--\(name)-seconds is a number from 0 to 86400.")
        }
        guard (-1_000_000...1_000_000).contains(balance) else {
            throw SandboxProblem("--balance is a number from -1000000 to 1000000.")
        }
    }
}
