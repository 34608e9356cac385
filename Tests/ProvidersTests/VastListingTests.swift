import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastListingTests {
    /// Serves 60 machines in three pages; `change` may replace a page's answer.
    private func bed(_ change: @escaping @Sendable (Int) -> ScriptedAnswer? = { _ in nil }) throws -> VastBed {
        try VastBed { request in
            let number = request.query.contains("after_token=t%2F1") ? 1 : request.query.contains("after_token=t%2F2") ? 2 : 0
            if let answer = change(number) { return answer }
            return switch number {
            case 0: .json(VastFixtures.page(1...25, next: "t/1", total: 60))
            case 1: .json(VastFixtures.page(26...50, next: "t/2", total: 60))
            default: .json(VastFixtures.page(51...60, total: 60))
            }
        }
    }

    @Test func `all pages are followed`() async throws {
        let bed = try bed()
        let machines = try await bed.provider.instances()
        #expect(machines.map(\.id.local) == (1...60).map(String.init))
        #expect(bed.server.requests.allSatisfy { $0.path == "/api/v1/instances/" })
        #expect(
            bed.server.requests.first?.query.removingPercentEncoding
                == #"select_filters={}&order_by=[{"col": "id", "dir": "asc"}]&limit=25"#)
    }

    @Test(arguments: [
        ScriptedAnswer.json("{}", status: 500), .html(), .json(#"{"instances": null, "next_token": null}"#),
        .json("{}"), .json("{}", status: 410), .hangUp, .json(VastFixtures.page([], total: 60)),
        .json(VastFixtures.page(26...30, total: 60)), .json(VastFixtures.page([], next: "t/1", total: 60)),
        .json(#"{"instances": [{"label": "no id"}], "next_token": null}"#), .json(#"{"instances": [null]}"#),
        .json(#"{"instances": [], "next_token": {"id": 3}}"#),
    ])
    func `a listing with a bad second page is no listing`(answer: ScriptedAnswer) async throws {
        let bed = try bed { $0 == 1 ? answer : nil }
        let problem = try await VastBed.problem { _ = try await bed.provider.instances() }
        #expect(problem != nil)
    }

    @Test func `machines that turn up on two pages are counted once`() async throws {
        let bed = try bed { $0 == 1 ? .json(VastFixtures.page(20...50, next: "t/2", total: 60)) : nil }
        #expect(try await bed.provider.instances().count == 60)
    }

    @Test func `a machine that ended while we read is no gap`() async throws {
        let bed = try bed { $0 == 2 ? .json(VastFixtures.page(51...59, total: 58)) : nil }
        #expect(try await bed.provider.instances().count == 59)
    }

    @Test func `an account without machines is empty`() async throws {
        let bed = try VastBed(answers: [.json(VastFixtures.page([], total: 0))])
        #expect(try await bed.provider.instances().isEmpty)
    }

    @Test func `a first page that claims fewer than there are is no listing`() async throws {
        let bed = try VastBed(answers: [.json(VastFixtures.page(1...3, total: 4))])
        let problem = try await VastBed.problem { _ = try await bed.provider.instances() }
        #expect(problem?.code == .badResponse)
        #expect(problem?.message.contains("3 of 4 machines") == true)
    }
}
