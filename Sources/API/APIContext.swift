import Hummingbird

/// What is known of a request beside its words.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Its name: in the answer, in the log, and in the caller's own.
    var requestID = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// More than this of a body is refused.
    var maxUploadSize: Int { 1 << 20 }
}
