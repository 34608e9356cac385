import ArgumentParser
import Domain

/// `gpu-shopper transfer download`.
struct TransferDownload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "download", abstract: "Fetch a file or a folder from a session's machine.",
        discussion: """
            What has not arrived whole stays beside its place with the ending .part, and is continued the next time.

            gpu-shopper transfer download 70e2:/workspace/output ./output
            """)

    @Argument(help: "The file or folder there: SESSION:PATH.")
    var remote: String

    @Argument(help: "The place here.", completion: .file())
    var local: String

    @OptionGroup var options: TransferOptionGroup

    func run() async throws {
        let place = try RemotePlace(remote)
        let transfer = try await FileTransfer.begin(place, options)
        try await transfer.download(place.path, to: local)
    }
}
