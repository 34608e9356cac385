import ArgumentParser

/// Which server a command talks to.
struct ServerOptions: ParsableArguments {
    @Option(help: "The server's address; without it GPU_SHOPPER_URL, else the server of this database, else SERVER_HOST:SERVER_PORT.")
    var server: String?
}
