import CSSH2

/// libssh2's process-wide set-up, done once before the first session.
enum LibraryStart {
    /// The result of `libssh2_init`; Swift runs the initializer of a static exactly once.
    static let code: Int32 = libssh2_init(0)
}
