import ArgumentParser
import Domain

/// `gpu-shopper transfer upload`.
struct TransferUpload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload", abstract: "Send a file or a folder to a session's machine.",
        discussion: """
            Folders above the place are made. A place that ends with a slash takes things under their names, and so does a folder that \
            is there with a file; a folder goes to exactly the place.

            gpu-shopper transfer upload ./data 70e2:/workspace/
            """)

    @Argument(help: "The file or folder here.", completion: .file())
    var local: String

    @Argument(help: "The place there: SESSION:PATH.")
    var remote: String

    @OptionGroup var options: TransferOptionGroup

    func run() async throws {
        let place = try RemotePlace(remote)
        let transfer = try await FileTransfer.begin(place, options)
        try await transfer.upload(local, to: place.path)
    }
}
