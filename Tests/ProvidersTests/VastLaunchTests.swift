import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastLaunchTests {
    /// What a launch ended in.
    private enum Ending: Equatable {
        case machine(String)
        case stale
        case rejected(Problem.Code)
        case unknown
    }

    private func ending(_ bed: VastBed) async throws -> Ending {
        do {
            return .machine(try await bed.provider.launch(try VastFixtures.launchRequest()).id.local)
        } catch let failure as LaunchFailure {
            switch failure {
            case .stale: return .stale
            case .rejected(let problem): return .rejected(problem.code)
            case .outcomeUnknown: return .unknown
            }
        }
    }

    private func ending(_ answer: ScriptedAnswer) async throws -> Ending {
        let bed = try VastBed(answers: [answer])
        let ending = try await ending(bed)
        // Whatever came of it, it was asked once.
        #expect(bed.server.requests.count == 1)
        return ending
    }

    @Test func `a launch carries label and disk, and no price`() async throws {
        let bed = try VastBed(answers: [.json(#"{"success": true, "new_contract": 7001234}"#)])
        let machine = try await bed.provider.launch(try VastFixtures.launchRequest())
        #expect(machine.id == InstanceID(provider: .vastai, local: "7001234"))
        #expect(machine.label == "gpu-shopper-dep1-0123456789abcdef")
        #expect(machine.phase == .starting("created"))
        let request = try #require(bed.server.requests.first)
        #expect("\(request.method) \(request.target)" == "PUT /api/v0/asks/30434039/")
        let expected: NSDictionary = [
            "client_id": "me", "image": "vastai/pytorch:cuda-12.8", "disk": 40,
            "label": "gpu-shopper-dep1-0123456789abcdef", "runtype": "ssh_proxy", "cancel_unavail": true,
            "target_state": "running",
        ]
        #expect(try VastBed.object(request) == expected)
    }

    @Test func `a launch carries template, environment, ports and the text to run`() async throws {
        let bed = try VastBed(answers: [.json(#"{"success": true, "new_contract": 7001234}"#)])
        var request = try VastFixtures.launchRequest()
        request.image = nil
        request.templateHash = "a4d2a0b8"
        request.environment = ["VLLM_MODEL": "Qwen/Qwen2.5-7B-Instruct"]
        request.exposedPorts = [8000, 9000]
        request.onStart = "echo 'it''s'\necho two"
        _ = try await bed.provider.launch(request)
        let body = try VastBed.object(bed.server.requests.first)
        #expect(body["image"] == nil && body["template_hash_id"] as? String == "a4d2a0b8")
        #expect(body["runtype"] as? String == "ssh_direc ssh_proxy")
        let expected = [
            "VLLM_MODEL": "Qwen/Qwen2.5-7B-Instruct", "-p 8000:8000": "1", "-p 9000:9000": "1",
            "GPU_SHOPPER_ON_START": "ZWNobyAnaXQnJ3MnCmVjaG8gdHdv",
        ]
        #expect(body["env"] as? [String: String] == expected)
        #expect((body["onstart"] as? String)?.contains("GPU_SHOPPER_ON_START") == true)
    }

    @Test(arguments: [
        #"{"success": false, "new_contract": 42, "error": "odd"}"#, #"{"new_contract": "42"}"#,
        #"{"success": true, "new_contract": 42, "instance_api_key": "x"}"#,
    ])
    func `a contract decides, whatever else is said`(body: String) async throws {
        #expect(try await ending(.json(body)) == .machine("42"))
        #expect(try await ending(.json(body, status: 201)) == .machine("42"))
    }

    @Test(arguments: [
        ScriptedAnswer.json(VastFixtures.staleAsk, status: 400),
        .json(VastFixtures.staleAsk, status: 404),
        .json(#"{"success": false, "error": "no_such_ask", "new_contract": 0}"#),
        .json(#"{"success": false, "msg": "Machine is already rented"}"#, status: 409),
        .json(#"{"success": false, "msg": "gone"}"#, status: 410),
        .json(#"{"error": "invalid_args", "msg": "the requested GPU is not available"}"#, status: 400),
    ])
    func `an offer that is gone is stale`(answer: ScriptedAnswer) async throws {
        #expect(try await ending(answer) == .stale)
    }

    @Test(arguments: [
        (ScriptedAnswer.json(#"{"error": "auth_error"}"#, status: 401), Problem.Code.providerRejectedKey),
        (.html(status: 403), .providerRejectedKey),
        (.json(#"{"success": false, "error": "insufficient_credit"}"#, status: 400), .budget),
        (.json(#"{"success": false, "msg": "Your account lacks credit; see the billing page."}"#), .budget),
        (.json(#"{"msg": "payment required"}"#, status: 402), .budget),
        (.json(#"{"success": false, "error": "invalid_args", "msg": "bad image"}"#, status: 400), .invalidInput),
        (.html(status: 404), .badResponse),
        (.redirect(to: "http://127.0.0.1:1/", status: 307), .badResponse),
    ])
    func `a refusal that no other offer would escape is rejected`(answer: ScriptedAnswer, code: Problem.Code) async throws {
        #expect(try await ending(answer) == .rejected(code))
    }

    @Test(arguments: [
        ScriptedAnswer.json(#"{"error": "boom"}"#, status: 500), .html(status: 502), .html(status: 503),
        .json("{}", status: 504), .json("{}", status: 408), .html(), .answer(200), .json("[]"), .json("{}"),
        .json(#"{"success": true}"#), .json(#"{"success": true, "new_contract": null}"#),
        .json(#"{"success": true, "new_contract": 0}"#), .json("null"), .hangUp, .reset,
        .cutShort(Data(#"{"success": true, "new_co"#.utf8), promised: 60),
    ])
    func `a lost answer leaves the outcome open, and the launch is not repeated`(answer: ScriptedAnswer) async throws {
        let bed = try VastBed(answers: [answer, .json(#"{"new_contract": 9}"#)])
        #expect(try await ending(bed) == .unknown)
        #expect(bed.server.requests.count == 1)
    }

    @Test(arguments: [ScriptedAnswer.headOnly, .silence])
    func `an answer that does not come in time leaves the outcome open too`(answer: ScriptedAnswer) async throws {
        let (asked, ending) = try await Patience.growing(from: .milliseconds(300)) { time throws -> (Int, Ending) in
            var options = VastBed.unhurried
            options.launchTimeout = time
            let bed = try VastBed(options: options, answers: [answer, .json(#"{"new_contract": 9}"#)])
            let ending = try await self.ending(bed)
            return (bed.server.requests.count, ending)
        } until: { outcome in
            outcome.0 > 0
        }
        #expect(ending == .unknown)
        #expect(asked == 1)
    }

    @Test func `a connection left over from another call carries no launch`() async throws {
        let bed = try VastBed { request in
            request.method == "PUT" ? .hangUp : .json(#"{"credit": 1}"#)
        }
        _ = try await bed.provider.account()
        #expect(try await ending(bed) == .unknown)
        #expect(bed.requests("PUT", "/asks/").count == 1)
        #expect(Set(bed.server.requests.map(\.connection)).count == 2)
    }

    @Test func `a launch turned away unprocessed is made again`() async throws {
        let bed = try VastBed(answers: [
            .json(VastFixtures.tooManyRequests, status: 429, headers: [("Retry-After", "3")]), .json(#"{"new_contract": 9}"#),
        ])
        #expect(try await ending(bed) == .machine("9"))
        #expect(bed.time.sleeps == [.seconds(3)])
    }

    @Test func `a launch turned away for good is rejected`() async throws {
        let bed = try VastBed(answers: [.tooManyRequests()])
        #expect(try await ending(bed) == .rejected(.rateLimited))
    }

    @Test func `nothing was created where nobody answers`() async throws {
        let provider = try VastBed.unreachable()
        await #expect {
            _ = try await provider.launch(try VastFixtures.launchRequest())
        } throws: { error in
            guard case .rejected(let problem) = error as? LaunchFailure else { return false }
            return problem.code == .unavailable
        }
    }

    @Test(arguments: ["", "12/../../users", "-4", "abc"]) func `an offer of somebody else is not asked for`(local: String) async throws {
        let bed = try VastBed(answers: [.json(#"{"new_contract": 9}"#)])
        await #expect {
            _ = try await bed.provider.launch(try VastFixtures.launchRequest(offer: local))
        } throws: { error in
            guard case .rejected(let problem) = error as? LaunchFailure else { return false }
            return problem.code == .invalidInput
        }
        #expect(bed.server.requests.isEmpty)
    }

    @Test func `a cancelled launch says so`() async throws {
        let bed = try VastBed(answers: [.silence])
        let provider = bed.provider
        let request = try VastFixtures.launchRequest()
        let launch = Task { try await provider.launch(request) }
        #expect(try await bed.server.reaches { $0.requests.count == 1 })
        launch.cancel()
        await #expect(throws: CancellationError.self) { try await launch.value }
    }
}
