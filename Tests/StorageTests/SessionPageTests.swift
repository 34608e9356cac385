import Domain
import Foundation
import Storage
import Testing

@Suite struct SessionPageTests {
    private static func rental(_ number: UInt64, consumer: String = "alice", offer: String = "vastai-1") throws -> Session {
        var plan = try Samples.session(number).plan
        plan.consumer = consumer
        plan.offer = OfferID(rawValue: offer)
        plan.rental = RentalTerms(
            choosing: Samples.offer(), reservationHours: 2, idleThresholdMinutes: 0, storagePolicy: .destroy, workload: .llm,
            retryScope: .any)
        return Session(
            id: try Samples.id(number), deployment: try #require(DeploymentID(rawValue: "test-1")), createdAt: Samples.start,
            stepDeadline: Samples.start + 60, hardDeadline: Samples.start + 3600, plan: plan, sshPublicKey: "", sealedPrivateKey: Data())
    }

    private static func insert(_ session: Session, in store: Store) async throws -> SessionClaim {
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start + 30)
    }

    @Test func `pages of sessions that were opened at one moment do not overlap`() async throws {
        let store = try Store.inMemory()
        for number in 1...7 as ClosedRange<UInt64> {
            _ = try await Self.insert(try Self.rental(number, offer: "vastai-\(number)"), in: store)
        }
        var seen: [SessionID] = []
        for offset in stride(from: 0, to: 9, by: 3) {
            let page = try await store.sessions(SessionFilter(limit: 3, offset: offset))
            #expect(page.total == 7)
            seen += page.sessions.map(\.id)
        }
        #expect(seen == (try (1...7 as ClosedRange<UInt64>).reversed().map(Samples.id)))
    }

    @Test func `a filter lets through what is seen like that, and nothing else`() async throws {
        let store = try Store.inMemory()
        // Each of them goes one step further than the one before.
        let events: [SessionEvent] = [.launchIntended, .launchAccepted, .sshAnswered, .endRequested(.failed), .absenceConfirmed]
        for count in 0...events.count {
            var claim = try await Self.insert(
                try Self.rental(UInt64(count + 1), consumer: "c\(count)", offer: "vastai-\(count)"), in: store)
            for event in events.prefix(count) {
                claim = try await store.apply(event, to: claim, at: Samples.start, deadline: Samples.start + 60)
            }
        }
        var total = 0
        for status in SessionStatus.allCases {
            let page = try await store.sessions(SessionFilter(status: status))
            #expect(page.sessions.allSatisfy { $0.state.status == status })
            total += page.total
        }
        #expect(total == events.count + 1)
        #expect(try await store.sessions(SessionFilter(status: .failed)).total == 1)
        #expect(try await store.sessions(SessionFilter(consumer: "c2")).sessions.map(\.id) == [try Samples.id(3)])
        #expect(try await store.sessions(SessionFilter(provider: .vastai)).total == events.count + 1)
        #expect(try await store.sessions(SessionFilter(provider: ProviderID(rawValue: "vast"))).total == 0)
        #expect(try await store.sessions(SessionFilter(idPrefix: "000000000000000")).total == events.count + 1)
        #expect(try await store.sessions(SessionFilter(idPrefix: "0000000000000003")).total == 1)
        #expect(try await store.sessions(SessionFilter(idPrefix: "%")).total == 0)
    }

    @Test func `the reason of an end is the ledger's last word on it`() async throws {
        let store = try Store.inMemory()
        let claim = try await Self.insert(try Self.rental(1), in: store)
        _ = try await store.apply(
            .endRequested(.expired), to: claim, at: Samples.start, deadline: Samples.start,
            ledger: [LedgerEntry(at: Samples.start, event: "end_requested", detail: "the reservation is over")])
        let id = claim.session.id
        #expect(try await store.sessions(SessionFilter()).endReasons == [id: "the reservation is over"])
        #expect(try await store.details(of: id)?.endReason == "the reservation is over")
        let unknown = try await store.details(of: try Samples.id(9))
        #expect(unknown == nil)
    }

    @Test func `one consumer rents one offer once at a time`() async throws {
        let store = try Store.inMemory()
        let first = try await Self.insert(try Self.rental(1), in: store)
        let problem = await #expect(throws: Problem.self) { try await Self.insert(try Self.rental(2), in: store) }
        #expect(problem?.code == .conflict && problem?.message.contains(first.session.id.rawValue) == true)
        #expect(try await store.sessions().count == 1)
        _ = try await Self.insert(try Self.rental(3, consumer: "bob"), in: store)
        _ = try await Self.insert(try Self.rental(4, offer: "vastai-2"), in: store)
        _ = try await store.apply(.endRequested(.cancelled), to: first, at: Samples.start, deadline: Samples.start)
        _ = try await Self.insert(try Self.rental(5), in: store)
    }

    @Test func `plans of before the offer was kept in them are still read`() throws {
        let old =
            #"{"reservationHours":2,"idleThresholdMinutes":0,"storagePolicy":"destroy","workload":"llm","retryScope":"any","agreedPricePerHour":0.5}"#
        let terms = try ProductJSON.decoder().decode(RentalTerms.self, from: Data(old.utf8))
        #expect(terms.gpuName == nil && terms.provider == nil && terms.agreedPricePerHour == USD(micros: 500_000))
    }

    @Test func `machines in use are told from sessions that must be attended to`() async throws {
        let store = try Store.inMemory()
        let events: [SessionEvent] = [.launchIntended, .launchAccepted, .sshAnswered]
        for number in 1...4 as ClosedRange<UInt64> {
            var claim = try await Self.insert(try Self.rental(number, offer: "vastai-\(number)"), in: store)
            // The first one boots, the others are in use.
            for event in number == 1 ? Array(events.dropLast()) : events {
                claim = try await store.apply(event, to: claim, at: Samples.start, deadline: Samples.start + 60)
            }
        }
        let (wished, done) = (try Samples.id(3), try Samples.id(4))
        try await store.wishEnd(of: wished, EndWish(outcome: .cancelled, reason: "enough", at: Samples.start))
        var last = try #require(
            try await store.claim(done, for: Samples.alice, leaseUntil: Samples.start + 30, now: Samples.start) { _ in true })
        for event in [SessionEvent.endRequested(.failed), .absenceConfirmed] {
            last = try await store.apply(event, to: last, at: Samples.start, deadline: Samples.start + 60)
        }
        func inUse(at date: Date) async throws -> [SessionID: Bool] {
            Dictionary(uniqueKeysWithValues: try await store.unfinished(at: date).map { ($0.id, $0.isInUse) })
        }
        #expect(try await inUse(at: Samples.start) == [Samples.id(1): false, Samples.id(2): true, wished: false])
        // The hard deadline comes before the end of the reservation.
        #expect(try await inUse(at: Samples.start + 3600) == [Samples.id(1): false, Samples.id(2): false, wished: false])
    }
}
