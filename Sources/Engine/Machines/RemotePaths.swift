import Domain

/// Where a session's files lie on its machine, from the login folder.
struct RemotePaths: Sendable {
    /// Everything of the session.
    let folder: String
    /// The script.
    var script: String { folder + "/ollama-bench.sh" }
    /// The archive; its name is the archive's name on our side too.
    var archive: String { folder + "/" + archiveName }
    /// `benchmark_<model>_<session>`.
    let archiveName: String

    init(session: Session) {
        folder = "gpu-shopper-\(session.id)"
        let slug = session.plan.model.map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-") ? character : "_"
        }
        let ordinal = session.currentAttempt?.ordinal ?? 1
        archiveName = "benchmark_\(String(slug))_\(session.id)" + (ordinal > 1 ? "_\(ordinal)" : "")
    }
}
