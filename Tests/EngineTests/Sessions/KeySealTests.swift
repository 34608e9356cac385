import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct KeySealTests {
    private let first = SessionID(rawValue: "00000000000000a1")
    private let second = SessionID(rawValue: "00000000000000a2")

    @Test func `what was sealed opens again, in a later process too, and for its own session only`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let (first, second) = (try #require(first), try #require(second))
        let secret = Data("thirty-two bytes of a private key".utf8)
        let sealed = try KeySeal(databasePath: folder.path("shop.db")).seal(secret, for: first)
        #expect(sealed.range(of: secret) == nil)
        let later = KeySeal(databasePath: folder.path("shop.db"))
        #expect(try later.open(sealed, for: first) == secret)
        let problem = #expect(throws: Problem.self) { try later.open(sealed, for: second) }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message.contains("\(second)") == true)
    }

    @Test func `another database's key opens nothing`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try #require(first)
        let sealed = try KeySeal(databasePath: folder.path("a.db")).seal(Data([1, 2, 3]), for: first)
        #expect(throws: Problem.self) { try KeySeal(databasePath: folder.path("b.db")).open(sealed, for: first) }
    }

    @Test func `the key file is its owner's alone, and nothing else is left beside it`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try KeySeal(databasePath: folder.path("shop.db")).seal(Data([1]), for: try #require(first))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("shop.db.key"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["shop.db.key"])
    }

    @Test func `a damaged key file is named and never replaced`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = URL(filePath: folder.path("shop.db.key"))
        try Data([1, 2, 3]).write(to: file)
        let first = try #require(first)
        let problem = #expect(throws: Problem.self) { try KeySeal(databasePath: folder.path("shop.db")).seal(Data([1]), for: first) }
        #expect(problem?.code == .localStorage)
        #expect(problem?.message.contains(file.path) == true)
        #expect(try Data(contentsOf: file) == Data([1, 2, 3]))
    }

    @Test func `first starts at the same moment agree on one key`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let session = try #require(first)
        let path = folder.path("shop.db")
        let sealed = try await withThrowingTaskGroup(of: Data.self) { group in
            for _ in 0..<8 { group.addTask { try KeySeal(databasePath: path).seal(Data([7]), for: session) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for one in sealed { #expect(try KeySeal(databasePath: path).open(one, for: session) == Data([7])) }
    }
}
