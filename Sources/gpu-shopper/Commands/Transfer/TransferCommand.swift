import ArgumentParser

/// `gpu-shopper transfer`.
struct TransferCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer", abstract: "Send files to a session's machine, or fetch them.",
        discussion: """
            By SFTP, straight to the machine. Folders are taken with all that is in them. A transfer that was cut or stopped goes \
            on where it was when it is started again, and what arrives is proved by its SHA-256 on both sides.

            gpu-shopper transfer upload ./model.bin 70e2:/workspace/model.bin
            gpu-shopper transfer download 70e2:/workspace/output ./output
            """,
        subcommands: [TransferUpload.self, TransferDownload.self])
}
