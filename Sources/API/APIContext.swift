import Hummingbird

/// What is known of a request beside its words.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Its name: in the answer, in the log, and in the caller's own.
    var requestID = ""
    /// Who sends it, once that is known.
    var caller = Caller.local
    /// Whether the answer's head alone is wanted; it is routed as the question for the whole.
    var isHead = false
    /// What it brought and its route understood.
    let arguments = RequestArguments()

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// More than this of a body is refused.
    var maxUploadSize: Int { 1 << 20 }
}
