import Domain
import Foundation
import SSH
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// A machine that is rented for the API that it serves, and one from a template.
@Suite struct ServingMachineTests {
    private static func plan(attempts: Int = 1, _ change: (inout LaunchOptions) -> Void = { _ in }) -> SessionPlan {
        var plan = Samples.rental(attempts: attempts)
        var options = LaunchOptions()
        options.mode = .entrypoint
        options.image = "somebody/server:1"
        options.exposedPorts = [8000]
        change(&options)
        plan.rental?.launch = options
        return plan
    }

    private static let serving: @Sendable (inout Instance) -> Void = { machine in
        Samples.running(&machine)
        machine.publicAddress = "203.0.113.7"
        machine.ports = [8000: 33526]
    }

    private static func use(_ body: (Bed, ScriptedDialer) async throws -> Void) async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.fresh = serving }
            try await body(bed, ScriptedDialer(time: bed.time))
        }
    }

    @Test func `it is in use once its API is healthy, its hardware checked, and not before`() async throws {
        try await Self.use { bed, dialer in
            dialer.script { $0.health = { $0 < 4 ? 503 : 200 } }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan()))
            #expect(session.state.outcome == .expired && session.failure == nil)
            #expect(session.currentAttempt?.api == APIAddress(host: "203.0.113.7", port: 33526))
            #expect(session.currentAttempt?.image == "somebody/server:1" && session.currentAttempt?.hostKeyFingerprint != nil)
            #expect(dialer.questions == Array(repeating: "203.0.113.7:33526/health", count: 4))
            let events = try await bed.events(of: session.id)
            #expect(events.contains("api_answered") && !events.contains("ssh_answered"))
            #expect(dialer.grants.count == 1, "the machine's own deadline was moved over SSH")
        }
    }

    @Test func `an API that never becomes healthy is a boot that failed, and the next machine is tried`() async throws {
        try await Bed.use(Samples.offer("1"), Samples.offer("2")) { bed in
            bed.provider.script { $0.fresh = Self.serving }
            let dialer = ScriptedDialer(time: bed.time)
            dialer.script { $0.health = { _ in 500 } }
            let session = try await bed.worker(dialer: dialer).drive(
                try await bed.open(Self.plan(attempts: 2) { $0.bootTimeoutMinutes = 2 }))
            #expect(session.state.outcome == .failed && session.attempts.map(\.failure?.code) == [.timedOut, .timedOut])
            #expect(session.failure?.message.contains("within 120 s: its API at 203.0.113.7:33526 is not healthy: HTTP 500") == true)
            #expect(bed.provider.machines.isEmpty)
            #expect(try await bed.store.machineFailures().map(\.kind) == [.bootTimeout, .bootTimeout])
        }
    }

    @Test func `a server without a health page counts as healthy, and one that cannot be reached does not`() async throws {
        try await Self.use { bed, dialer in
            let port = try ReservedPort.refusing()
            dialer.script {
                $0.health = { number in
                    guard number > 1 else {
                        return try await SSHDialer().status(of: "/health", at: APIAddress(host: "127.0.0.1", port: port))
                    }
                    return 404
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan()))
            #expect(session.state.outcome == .expired && dialer.questions.count == 2)
        }
    }

    @Test func `without SSH the API decides after a while, and nobody tries to log in again`() async throws {
        try await Self.use { bed, dialer in
            dialer.script { $0.login = { _ in throw SSHError.refused(SSHEndpoint(host: "203.0.113.7")) } }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan()))
            #expect(session.state.outcome == .expired && session.failure == nil)
            #expect(session.currentAttempt?.hostKeyFingerprint == nil && dialer.grants.isEmpty)
            let ready = try #require(try await bed.store.ledger(of: session.id).first { $0.event == "api_answered" })
            #expect(ready.detail.contains("no SSH"))
            let accepted = try #require(session.currentAttempt?.acceptedAt)
            #expect((30...60).contains(ready.at.timeIntervalSince(accepted)))
        }
    }

    @Test func `hardware that is not what was sold is found out by SSH all the same`() async throws {
        try await Self.use { bed, dialer in
            dialer.script { $0.hardware = "12288, 570.124.06, NVIDIA GeForce RTX 3060" }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan()))
            #expect(session.failure?.code == .wrongHardware && session.state.outcome == .failed)
        }
    }

    @Test func `a machine from a template carries its hash, and its name is kept`() async throws {
        let template = Template(
            id: 1, hashID: "abc", name: "Ollama", image: "vastai/ollama", tag: "1", onStart: "entrypoint.sh", recommendedDiskGB: 32)
        try await Self.use { bed, dialer in
            let sent = Sent()
            bed.provider.script {
                $0.templates = { _ in [template] }
                $0.duringLaunch = { sent.append($0) }
            }
            let plan = Self.plan {
                $0 = LaunchOptions()
                $0.templateHash = "abc"
            }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(plan))
            #expect(session.state.outcome == .expired && session.currentAttempt?.templateName == "Ollama")
            #expect(session.currentAttempt?.image == "vastai/ollama:1")
            let request = try #require(sent.all.first)
            #expect(request.templateHash == "abc" && request.image == nil && request.onStart == "entrypoint.sh")
        }
    }

    @Test(
        arguments: [
            ("gone", nil, Problem.Code.notFound, "template not found: gone"), ("abc", 64, .invalidInput, "needs 64 GB of disk"),
        ] as [(String, Int?, Problem.Code, String)])
    func `a template that cannot be launched fails the session without a launch`(
        hash: String, disk: Int?, code: Problem.Code, words: String
    ) async throws {
        try await Self.use { bed, dialer in
            bed.provider.script {
                $0.templates = { _ in [Template(id: 1, hashID: "abc", name: "Ollama", image: "a", recommendedDiskGB: disk)] }
            }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan(attempts: 3) { $0.templateHash = hash }))
            #expect(session.failure?.code == code && session.failure?.message.contains(words) == true, "\(session.failure?.message ?? "")")
            #expect(bed.provider.calls(.launch).isEmpty && session.attempts.count == 1)
            #expect(try await bed.store.machineFailures().isEmpty, "the machine is not to blame")
        }
    }

    @Test func `an offer whose host does not suit the template is left for one that does`() async throws {
        var modern = Samples.offer("2")
        modern.cudaVersion = 12.9
        var old = Samples.offer("1")
        old.cudaVersion = 12.4
        try await Bed.use(old, modern) { bed in
            bed.provider.script {
                $0.fresh = Self.serving
                $0.templates = { _ in
                    [Template(id: 1, hashID: "abc", name: "vLLM", image: "a", extraFilters: #"{"cuda_max_good":{"gte":12.9}}"#)]
                }
            }
            let dialer = ScriptedDialer(time: bed.time)
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Self.plan(attempts: 2) { $0.templateHash = "abc" }))
            #expect(session.attempts.map(\.failure?.code) == [.noOffer, nil])
            #expect(bed.provider.calls(.launch).map(\.subject) == ["vastai-2"])
        }
    }

    /// What was asked of the provider.
    private final class Sent: Sendable {
        private let requests = Mutex<[LaunchRequest]>([])
        var all: [LaunchRequest] { requests.withLock { $0 } }
        func append(_ request: LaunchRequest) { requests.withLock { $0.append(request) } }
    }
}
