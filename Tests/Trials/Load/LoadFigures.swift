/// What a server with many live sessions used and found.
package struct LoadFigures: Sendable {
    /// One comparison of rows and accounts.
    package struct Pass: Sendable {
        /// Seconds of processor time that the server used for it.
        package let processor: Double
        /// Seconds that whoever asked for it waited.
        package let wall: Double
        /// What it found.
        package let report: PassReport
    }

    /// Live sessions.
    package let sessions: Int
    /// Seconds from the start until every session was driven and its machine spoken to, and the processor time of that.
    package let takingUp: (wall: Double, processor: Double)
    /// Resident memory with all of them, and the most there was, in megabytes.
    package let memory: (now: Double, peak: Double)
    /// Seconds of processor time in a minute in which nothing happens.
    package let idlePerMinute: Double
    /// Seconds of processor time for one reading of the metrics.
    package let perScrape: Double
    /// Comparisons, one after the other.
    package let passes: [Pass]
    /// Sessions that are in use at the end, and machines that live then.
    package let inUse: Int
    package let machines: Int
}
