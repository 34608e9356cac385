import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct DatabaseLocationTests {
    private func resolve(_ setting: String? = nil, in folder: TemporaryFolder, _ environment: [String: String]) -> String {
        DatabaseLocation.resolve(setting: setting, folder: folder.url.path, environment: environment)
    }

    @Test func `the first of setting, local data folder, user's data folder and home wins`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let user = ["HOME": "/home/me", "XDG_DATA_HOME": "/data/me"]
        #expect(resolve(in: folder, ["HOME": "/home/me"]) == "/home/me/.local/share/gpu-shopper/gpu-shopper.db")
        #expect(resolve(in: folder, user) == "/data/me/gpu-shopper/gpu-shopper.db")
        try FileManager.default.createDirectory(at: folder.url.appending(path: "data"), withIntermediateDirectories: false)
        #expect(resolve(in: folder, user) == folder.path("data/gpu-shopper.db"))
        #expect(resolve("/srv/x.db", in: folder, user) == "/srv/x.db")
    }

    @Test func `a relative setting starts at the folder and a tilde at home`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(resolve("x/y.db", in: folder, [:]) == folder.path("x/y.db"))
        #expect(resolve("~/y.db", in: folder, ["HOME": "/home/me"]) == "/home/me/y.db")
    }

    @Test func `a file called data is no data folder, and a relative XDG folder does not count`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data().write(to: folder.url.appending(path: "data"))
        #expect(resolve(in: folder, ["HOME": "/h", "XDG_DATA_HOME": "somewhere"]) == "/h/.local/share/gpu-shopper/gpu-shopper.db")
    }
}
