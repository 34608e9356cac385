import Foundation

/// The three standard streams as they were handed over.
enum StandardStreams {
    /// Takes the places of streams that are closed: the next file that is opened, the database for one, would get their
    /// number, and whatever is printed would be written into it.
    ///
    /// What stands there cannot be written to, so that a result printed to a closed stream is still an error.
    static func occupyClosedOnes() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is taken, which is this one.
            _ = unsafe open("/dev/null", O_RDONLY)
        }
    }
}
