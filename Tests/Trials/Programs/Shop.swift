import Foundation

/// Where `gpu-shopper` works: a folder, a database, settings that make waits short, and nothing of this computer's.
struct Shop: Sendable {
    let folder: URL
    let binaries: Binaries
    let settings: [String: String]

    init(_ binaries: Binaries, in folder: URL, market: String, settings: [String: String]) throws {
        self.folder = folder
        self.binaries = binaries
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let own = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path, "DATABASE_PATH": folder.appending(path: "shop.db").path,
            "GPU_SHOPPER_HOME": binaries.home.path, "VASTAI_API_KEY": "trial-key", "VASTAI_BASE_URL": market,
            "VASTAI_SSH_USER": NSUserName(),
        ]
        self.settings = own.merging(settings) { $1 }
    }

    /// Its database.
    var database: String { settings["DATABASE_PATH"] ?? "" }

    /// Starts a command.
    func start(_ name: String, _ arguments: [String]) throws -> Spawned {
        try Spawned(name, [binaries.path("gpu-shopper")] + arguments, environment: settings, folder: folder)
    }
}
