import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastEndTests {
    private let id = InstanceID(provider: .vastai, local: "77")

    @Test func `an end is asked for with an empty object`() async throws {
        let bed = try VastBed(answers: [.json(#"{"success": true, "msg": "Instance destroyed successfully"}"#)])
        try await bed.provider.requestEnd(of: id)
        let request = try #require(bed.server.requests.first)
        #expect("\(request.method) \(request.target)" == "DELETE /api/v0/instances/77/")
        #expect(String(decoding: request.body, as: UTF8.self) == "{}")
    }

    @Test(arguments: [
        ScriptedAnswer.answer(204), .answer(200), .answer(404), .html(status: 404), .json("{}"),
        .json(#"{"success": false, "error": "no_such_instance"}"#), .json(#"{"success": false}"#, status: 404),
    ])
    func `accepted, or not known there, is enough`(answer: ScriptedAnswer) async throws {
        let bed = try VastBed(answers: [answer])
        try await bed.provider.requestEnd(of: id)
        try await bed.provider.requestEnd(of: id)
        #expect(bed.server.requests.count == 2)
    }

    @Test func `an end is asked for again while the service fails`() async throws {
        let bed = try VastBed(answers: [
            .json("{}", status: 500), .tooManyRequests(retryAfter: "5"), .hangUp, .json(#"{"success": true}"#),
        ])
        try await bed.provider.requestEnd(of: id)
        #expect(bed.server.requests.count == 4)
        #expect(bed.time.sleeps.contains(.seconds(5)))
    }

    @Test(arguments: [
        (ScriptedAnswer.json("{}", status: 401), Problem.Code.providerRejectedKey, 1),
        (.json("{}", status: 403), .providerRejectedKey, 1),
        (.json(#"{"success": false, "error": "host is busy"}"#), .badResponse, 1),
        (.html(), .badResponse, 1), (.json("{}", status: 500), .unavailable, 4), (.hangUp, .unavailable, 4),
    ])
    func `an end that was not accepted is a problem`(answer: ScriptedAnswer, code: Problem.Code, calls: Int) async throws {
        let bed = try VastBed(answers: [answer])
        let problem = try await VastBed.problem { try await bed.provider.requestEnd(of: id) }
        #expect(problem?.code == code)
        #expect(bed.server.requests.count == calls)
    }

    @Test func `an end does not queue behind ordinary calls`() async throws {
        let slow = VastOptions(requestsPerSecond: 0.001, burst: 1)
        let bed = try VastBed(options: slow) { request in
            request.method == "DELETE" ? .json(#"{"success": true}"#) : .json(#"{"instances": null, "credit": 1}"#)
        }
        _ = try await bed.provider.account()
        try await bed.provider.requestEnd(of: id)
        _ = try await bed.provider.instance(id)
        #expect(bed.time.sleeps.isEmpty)
        _ = try await bed.provider.instance(InstanceID(provider: .vastai, local: "78"))
        #expect(bed.time.sleeps.count == 1)
    }
}
