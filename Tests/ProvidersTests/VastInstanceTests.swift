import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastInstanceTests {
    private let id = InstanceID(provider: .vastai, local: "77")

    private func instance(_ answer: ScriptedAnswer) async throws -> Instance? {
        let bed = try VastBed(answers: [answer])
        defer { withExtendedLifetime(bed) {} }
        return try await bed.provider.instance(id)
    }

    @Test func `a running machine is described in full`() async throws {
        let bed = try VastBed(answers: [.json(#"{"instances": \#(VastFixtures.instance(77))}"#)])
        let expected = Instance(
            id: id, label: "gpu-shopper-dep1-abc", phase: .running,
            ssh: SSHAddress(host: "ssh5.vast.ai", port: 40022, user: "root"), publicAddress: "203.0.113.7", ports: [22: 33526],
            gpuName: "RTX 4090",
            pricePerHour: USD(micros: 341_759), startedAt: Date(timeIntervalSince1970: 1_795_400_000.25),
            statusMessage: "success, running vastai/pytorch")
        #expect(try await bed.provider.instance(id) == expected)
        #expect(bed.server.requests.map(\.target) == ["/api/v0/instances/77/?owner=me"])
    }

    @Test(arguments: [
        ScriptedAnswer.json(#"{"instances": null}"#), .json(#"{"success": false, "msg": "no such instance"}"#, status: 404),
        .json(#"{"error": "no_such_instance"}"#, status: 404),
    ])
    func `a machine the service does not know is absent`(answer: ScriptedAnswer) async throws {
        #expect(try await instance(answer) == nil)
    }

    @Test(arguments: [
        (#"{"8000/tcp": [{"HostIp": "0.0.0.0", "HostPort": "33526"}, {"HostIp": "::", "HostPort": "33526"}]}"#, [8000: 33526]),
        (
            #"{"8000/tcp": [{"HostPort": 33526}], "53/udp": [{"HostPort": "1"}], "80/tcp": null, "x/tcp": [{"HostPort": "2"}]}"#,
            [8000: 33526]
        ),
        (#"{"8000/tcp": [null, {}, {"HostPort": "0"}, {"HostPort": "70000"}, {"HostPort": "9"}], "81/tcp": "?", "82/tcp": []}"#, [8000: 9]),
        ("null", [:]), ("{}", [:]), ("[]", [:]), ("7", [:]),
    ])
    func `ports are mapped as far as they can be read`(ports: String, expected: [Int: Int]) async throws {
        let row = VastFixtures.instance(77).replacing(#"{"22/tcp": [{"HostIp": "0.0.0.0", "HostPort": "33526"}]}"#, with: ports)
        let machine = try #require(try await instance(.json(#"{"instances": \#(row)}"#)))
        #expect(machine.ports == expected)
        #expect(machine.api(on: 8000) == expected[8000].map { APIAddress(host: "203.0.113.7", port: $0) })
    }

    @Test func `a list under the key is read too`() async throws {
        let list = #"{"instances": [\#(VastFixtures.instance(76)), \#(VastFixtures.instance(77))]}"#
        #expect(try await instance(.json(list))?.id == id)
    }

    @Test(arguments: [
        ScriptedAnswer.answer(404), .answer(404, body: Data("default backend - 404".utf8)), .json("[]", status: 404),
        .json(#"{"message": "no Route matched with those values"}"#, status: 404),
        .json(#"{"message": "Not Found"}"#, status: 404), .json(#"{"detail": "Not Found"}"#, status: 404),
        .json(#"{"error": "not_found", "msg": "The page does not exist"}"#, status: 404),
    ])
    func `a gateway's own 404 says nothing about a machine`(answer: ScriptedAnswer) async throws {
        #expect(try await VastBed.problem { _ = try await instance(answer) }?.code == .badResponse)
    }

    @Test(arguments: [
        ScriptedAnswer.html(), .html(status: 404), .answer(200), .json("{}"), .json("null"), .json("[]"),
        .json(#"{"instances": []}"#), .json(#"{"instances": {}}"#), .json(#"{"instances": "none"}"#),
        .json(#"{"instances": [null]}"#), .json(#"{"instances": \#(VastFixtures.instance(78))}"#),
        .json(#"{"success": false, "error": "try later"}"#), .json(#"{"instances": nul"#),
        .json("{}", status: 400), .json("{}", status: 401), .json("{}", status: 500), .json("{}", status: 429), .hangUp,
    ])
    func `anything else is unknown, never absent`(answer: ScriptedAnswer) async throws {
        let problem = try await VastBed.problem { _ = try await instance(answer) }
        #expect(problem != nil)
    }

    @Test(arguments: [
        "null", #""""#, #""created""#, #""creating""#, #""loading""#, #""starting""#, #""provisioning""#,
        #""booting""#, #""rebooting""#, #""scheduling""#,
    ])
    func `a machine on its way is starting`(status: String) async throws {
        let machine = try await instance(.json(#"{"instances": \#(VastFixtures.instance(77, status: status))}"#))
        guard case .starting = machine?.phase else {
            Issue.record("\(status) became \(String(describing: machine?.phase))")
            return
        }
    }

    @Test(arguments: ["exited", "unknown", "offline", "stopped", "error", "frozen"])
    func `a machine that will not come back is dead`(status: String) async throws {
        let machine = try await instance(.json(#"{"instances": \#(VastFixtures.instance(77, status: "\"\(status)\""))}"#))
        #expect(machine?.phase == .dead(status))
    }

    @Test(arguments: [
        #""ssh_host": null, "ssh_port": 22"#, #""ssh_host": "ssh5.vast.ai", "ssh_port": null"#,
        #""ssh_host": "", "ssh_port": 0"#, #""ssh_host": "ssh5.vast.ai", "ssh_port": 70000"#,
    ])
    func `a machine without an SSH address is not running yet`(ssh: String) async throws {
        let machine = try #require(
            try await instance(.json(#"{"instances": \#(VastFixtures.instance(77, ssh: ssh))}"#)))
        #expect(machine.ssh == nil)
        #expect(machine.phase != .running)
    }

    @Test func `facts of the wrong kind do not hide a machine`() async throws {
        let odd = #"{"instances": {"id": "77", "label": 5, "actual_status": 3, "dph_total": "0.5", "start_date": "x", "ssh_port": {}}}"#
        let machine = try #require(try await instance(.json(odd)))
        #expect(machine.id == id)
        #expect(machine.label == "5")
        #expect(machine.pricePerHour == USD(micros: 500_000))
        #expect(machine.startedAt == nil)
    }

    @Test func `another login name can be set`() async throws {
        let server = try LoopbackServer { _ in .json(#"{"instances": \#(VastFixtures.instance(77))}"#) }
        let bed = try VastBed(at: server, sshUser: "bench")
        #expect(try await bed.provider.instance(id)?.ssh?.user == "bench")
    }

    @Test(arguments: ["", "../users", "7 7", "0"]) func `an id that is none is never asked for`(local: String) async throws {
        let bed = try VastBed(answers: [.json(#"{"instances": null}"#)])
        for provider in [ProviderID.vastai, ProviderID(rawValue: "hosts")] {
            let id = InstanceID(provider: provider, local: local)
            let problem = try await VastBed.problem { _ = try await bed.provider.instance(id) }
            #expect(problem?.code == .invalidInput)
            let refused = try await VastBed.problem { try await bed.provider.requestEnd(of: id) }
            #expect(refused?.code == .invalidInput)
        }
        #expect(bed.server.requests.isEmpty)
    }
}
