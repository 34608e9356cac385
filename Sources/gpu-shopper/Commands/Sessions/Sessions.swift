import ArgumentParser

/// `gpu-shopper sessions`.
struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at sessions, extend them, end them.",
        discussion: """
            Talks to the server that watches over them. Looking works without one: the local database answers then. An id \
            may be shortened to its first four characters, or as many as it takes.

            gpu-shopper sessions list --status running
            """,
        subcommands: [
            SessionsList.self, SessionsShow.self, SessionsEvents.self, SessionsWait.self, SessionsSSH.self, SessionsKey.self,
            SessionsExtend.self, SessionsDone.self, SessionsDelete.self,
        ])
}
