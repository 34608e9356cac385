import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastAccessTests {
    private let id = InstanceID(provider: .vastai, local: "7001234")
    private static let listed = #"{"success": true, "ssh_keys": [{"id": 4, "public_key": "\#(VastFixtures.publicKey)"}]}"#

    private func bed(attach: [ScriptedAnswer], keys: [ScriptedAnswer]) throws -> VastBed {
        let attach = Script(attach)
        let keys = Script(keys)
        return try VastBed { $0.method == "POST" ? attach.next() : keys.next() }
    }

    @Test func `the key is attached and then found`() async throws {
        let bed = try bed(attach: [.json(#"{"success": true, "msg": "SSH key attached"}"#)], keys: [.json(Self.listed)])
        try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey + "\n")
        #expect(
            bed.server.requests.map { "\($0.method) \($0.target)" } == [
                "POST /api/v0/instances/7001234/ssh/", "GET /api/v0/instances/7001234/ssh/",
            ])
        #expect(try VastBed.object(bed.server.requests.first) == ["ssh_key": VastFixtures.publicKey])
    }

    @Test(arguments: [
        ScriptedAnswer.json(#"{"success": false, "error": "Key already associated with this instance"}"#),
        .json(#"{"success": false, "msg": "ssh key already exists"}"#, status: 400),
    ])
    func `a key that is already there is fine`(answer: ScriptedAnswer) async throws {
        let bed = try bed(attach: [answer], keys: [.json(Self.listed)])
        try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey)
    }

    @Test(arguments: [
        #"{"ssh_keys": "[{\"id\": 1, \"public_key\": \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ\/k+3tPq\/example other\"}]"}"#,
        #"{"ssh_keys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ/k+3tPq/example"]}"#,
        #"[{"key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ/k+3tPq/example x"}]"#,
        #"{"success": true}"#,
    ])
    func `lists of keys are read in every known form`(list: String) async throws {
        let bed = try bed(attach: [.json(#"{"success": true}"#)], keys: [.json(list)])
        try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey)
        #expect(bed.time.sleeps.isEmpty)
    }

    @Test func `a key that does not show up is attached again`() async throws {
        let bed = try bed(
            attach: [.json(#"{"success": true}"#)],
            keys: [.json(#"{"ssh_keys": []}"#), .json(#"{"ssh_keys": "[]"}"#), .json(Self.listed)])
        try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey)
        #expect(bed.requests("POST", "/ssh/").count == 3)
        #expect(bed.time.sleeps == [.seconds(1), .seconds(2)])
    }

    @Test func `a key that never shows up is a problem`() async throws {
        let bed = try bed(attach: [.json(#"{"success": true}"#)], keys: [.json(#"{"ssh_keys": []}"#)])
        let problem = try await VastBed.problem {
            try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey)
        }
        #expect(problem?.message.contains("does not list it") == true)
        #expect(bed.requests("POST", "/ssh/").count == 4)
    }

    @Test(arguments: [
        (ScriptedAnswer.json(#"{"msg": "no such instance"}"#, status: 404), Problem.Code.notFound),
        (.json(#"{"success": false, "error": "invalid key"}"#), .badResponse),
        (.html(), .badResponse), (.json("{}", status: 401), .providerRejectedKey), (.json("{}", status: 500), .unavailable),
    ])
    func `a refused key is a problem`(answer: ScriptedAnswer, code: Problem.Code) async throws {
        let bed = try bed(attach: [answer], keys: [.json(Self.listed)])
        let problem = try await VastBed.problem {
            try await bed.provider.grantAccess(to: id, publicKey: VastFixtures.publicKey)
        }
        #expect(problem?.code == code)
    }
}
