import Foundation
import HTTPTypes
import Glibc

/// The built sandbox on a port of its own: a marketplace whose books are open.
struct Marketplace: Sendable {
    let url: String
    let program: Spawned
    private let control: Caller

    /// Starts it and waits for its line; its machines lie in `folder`.
    static func start(_ binaries: Binaries, in folder: URL, _ options: [String]) async throws -> Marketplace {
        let program = try Spawned(
            "sandbox", [binaries.path("gpu-sandbox"), "--port", "0", "--data", folder.appending(path: "machines").path] + options,
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path, "TMPDIR": folder.path], folder: folder)
        do {
            guard let url = try await program.line(within: .seconds(60)).split(separator: " ").last.map(String.init) else {
                throw TrialFailure("the sandbox does not say where it listens")
            }
            return Marketplace(url: url, program: program, control: try Caller(url))
        } catch {
            await program.kill()
            throw error
        }
    }

    /// What `VASTAI_BASE_URL` is for it.
    var address: String { url + "/vastai" }

    /// Makes something go wrong.
    func fault(_ json: String) async throws { _ = try await control.success(.post, "/_sandbox/faults", json) }

    /// Nothing goes wrong any more.
    func clearFaults() async throws { _ = try await control.success(.delete, "/_sandbox/faults") }

    /// What is there.
    func state() async throws -> MarketState { try await control.success(.get, "/_sandbox/state").decoded() }

    /// Every machine there ever was.
    func machines() async throws -> [BilledMachine] {
        struct Bill: Decodable {
            let machines: [BilledMachine]
        }
        return try await control.success(.get, "/_sandbox/machines").decoded(Bill.self).machines
    }

    /// A machine that nobody asked for; its id.
    func plant(label: String) async throws -> String {
        struct Planted: Decodable {
            let id: String
        }
        return try await control.success(.post, "/_sandbox/orphans", #"{"provider":"vastai","label":"\#(label)"}"#).decoded(Planted.self).id
    }

    /// A machine vanishes behind everybody's back; nothing when it is gone already.
    func remove(_ machine: String) async throws { _ = try await control.call(.delete, "/_sandbox/instances/vastai/\(machine)") }

    /// A machine switches itself off and stays on the bill; nothing when it is gone already.
    func powerOff(_ machine: String) async throws {
        _ = try await control.call(.post, "/_sandbox/instances/vastai/\(machine)/power-off")
    }

    /// Ends it as a person does, and all its machines with it.
    func stop() async throws {
        program.signal(SIGTERM)
        try await program.end(within: .seconds(60))
    }
}
