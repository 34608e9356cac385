import Domain
import Providers
import TestSupport
import Testing

struct VastAccountTests {
    @Test(arguments: [
        (#"{"id": 5, "credit": 12.345678, "balance": 0.0}"#, 12_345_678), (#"{"credit": null, "balance": 3}"#, 3_000_000),
        (#"{"credit": "1.5"}"#, 1_500_000), (#"{"credit": -0.25}"#, -250_000),
    ])
    func `the credit counts, or else the balance`(body: String, micros: Int64) async throws {
        let bed = try VastBed(answers: [.json(body)])
        #expect(try await bed.provider.account().balance == USD(micros: micros))
        #expect(bed.server.requests.map(\.target) == ["/api/v0/users/current"])
    }

    @Test(arguments: [(#"{"id": 5, "credit": 1}"#, "5"), (#"{"id": "a7", "credit": 1}"#, "a7"), (#"{"credit": 1}"#, nil)])
    func `the account has its id`(body: String, id: String?) async throws {
        let bed = try VastBed(answers: [.json(body)])
        #expect(try await bed.provider.account().id == id)
    }

    @Test(arguments: [ScriptedAnswer.json("{}"), .json("null"), .html()])
    func `an account without a figure is a bad response`(answer: ScriptedAnswer) async throws {
        let bed = try VastBed(answers: [answer])
        let problem = try await VastBed.problem { _ = try await bed.provider.account() }
        #expect(problem?.code == .badResponse)
    }
}
