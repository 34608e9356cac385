import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct WorstCaseTests {
    private func worst(
        _ dollars: Double = 0.36, bytes: Double = 4e9, mbps: Double? = 800, deadlines: Deadlines = Deadlines()
    ) -> WorstCase {
        var offer = Samples.offer(dollars: dollars)
        offer.downloadMbps = mbps
        offer.downloadPricePerGB = USD(micros: 10_000)
        return WorstCase(offer: offer, plan: Samples.plan(), modelBytes: bytes, deadlines: deadlines)
    }

    @Test func `it is every deadline at the price, and the model's traffic`() {
        var deadlines = Deadlines()
        deadlines.launch = .seconds(1)
        deadlines.boot = .seconds(20)
        deadlines.check = .seconds(300)
        deadlines.collect = .seconds(4000)
        deadlines.ingest = .seconds(50_000)
        deadlines.teardown = .seconds(600_000)
        let worst = worst(deadlines: deadlines)
        // The benchmark's own: at least ten minutes of pull, the measuring, seven minutes of start and end.
        let benchmark = 600.0 + 60 + 420
        // Twenty seconds for the machine, and a fifth more for what its image starts: its pull takes less than that.
        let boot = 20 * 1.2
        #expect(abs(worst.seconds - (654_301 + boot + benchmark)) < 0.001)
        #expect(worst.rent == USD(micros: 360_000).perHour(forSeconds: worst.seconds))
        #expect(worst.traffic == USD(micros: 60_000), "4 GB and 2 GB of tools")
        #expect(worst.total == worst.rent + worst.traffic)
    }

    @Test func `a dearer offer, a larger model and a slower link never make it smaller`() {
        let prices = [0.01, 0.2, 0.36, 4].map { worst($0).total }
        let sizes = [1e9, 4e9, 40e9, 400e9, 4000e9].map { worst(bytes: $0).total }
        let links = [1000.0, 500, 100, 20, 1].map { worst(bytes: 40e9, mbps: $0).total }
        for row in [prices, sizes, links] { #expect(row == row.sorted()) }
        #expect(prices[0] < prices[1] && sizes[0] < sizes[2] && links[0] < links[2])
    }

    @Test func `what attempts may have fetched is taken off the budget, what never got that far is not`() throws {
        var offer = Samples.offer(dollars: 0.36)
        offer.downloadPricePerGB = USD(micros: 10_000)
        var session = Session(
            id: try #require(SessionID(rawValue: "0123456789abcdef")), deployment: try #require(DeploymentID(rawValue: "team-a")),
            createdAt: Samples.start, stepDeadline: Samples.start + 60, hardDeadline: Samples.start + 3600, plan: Samples.plan(),
            sshPublicKey: "", sealedPrivateKey: .init())
        for ordinal in 1...2 {
            var attempt = Attempt(session: session.id, ordinal: ordinal, offer: offer, label: "x", intendedAt: Samples.start)
            attempt.acceptedAt = Samples.start
            attempt.closedAt = Samples.start + 10
            if ordinal == 2 { attempt.hostKeyFingerprint = "SHA256:x" }
            session.attempts.append(attempt)
        }
        // Twice ten seconds of rent; once qwen2:7b with 4.4 GB and two more, rounded up.
        #expect(session.committed(at: Samples.start + 100) == USD(micros: 2 * 1000 + 7 * 10_000))
    }

    @Test func `an offer without a link is taken for a slow one`() {
        #expect(worst(bytes: 40e9, mbps: nil).total == worst(bytes: 40e9, mbps: 100).total)
    }
}
