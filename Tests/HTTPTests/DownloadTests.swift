import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct DownloadTests {
    private let client = HTTPClient()
    private let folder = try? TemporaryFolder()

    private func file(_ name: String = "data.bin") throws -> URL {
        try #require(folder).url.appending(path: name)
    }

    @Test func `a download arrives whole, over an older file, and leaves nothing else`() async throws {
        let server = try LoopbackServer { _ in .large(bytes: 3_000_001) }
        try Data("old".utf8).write(to: try file())
        let response = try await client.download(server.request(), to: try file(), timeout: patience, limit: 4_000_000)
        #expect(response.status == .ok)
        #expect(try Data(contentsOf: try file()) == Data(repeating: 120, count: 3_000_001))
        #expect(try folder?.contents == ["data.bin"])
    }

    @Test func `a redirect on the way leaves its page out`() async throws {
        let server = try LoopbackServer {
            $0.path == "/"
                ? .answer(302, headers: [("Location", "/b")], body: Data("page".utf8))
                : .answer(200, body: Data("content".utf8))
        }
        _ = try await client.download(server.request(), to: try file(), timeout: patience, limit: 1000)
        #expect(try Data(contentsOf: try file()) == Data("content".utf8))
    }

    @Test func `an error page is not stored and the older file stays`() async throws {
        let server = try LoopbackServer { _ in .html("not here", status: 404) }
        try Data("old".utf8).write(to: try file())
        let response = try await client.download(server.request(), to: try file(), timeout: patience, limit: 1000)
        #expect(response.status == .notFound)
        #expect(try Data(contentsOf: try file()) == Data("old".utf8))
        #expect(try folder?.contents == ["data.bin"])
    }

    @Test(arguments: [ScriptedAnswer.large(bytes: 5_000_000), .cutShort(Data("abc".utf8), promised: 10)])
    func `a failed download leaves no file`(answer: ScriptedAnswer) async throws {
        let server = try LoopbackServer { _ in answer }
        await #expect(throws: TransportError.self) {
            _ = try await client.download(server.request(), to: try file(), timeout: patience, limit: 1_000_000)
        }
        #expect(try await eventually { (try? folder?.contents) == [] })
    }

    @Test func `a folder that is missing is named before anything is asked`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let error = try await transportError {
            _ = try await client.download(
                server.request(), to: try file("missing/data.bin"), timeout: patience, limit: 1000)
        }
        #expect(error?.kind == .cannotStore(reason: "No such file or directory"))
        #expect(server.connections == 0)
    }
}
