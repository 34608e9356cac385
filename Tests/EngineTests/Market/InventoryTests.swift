import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct InventoryTests {
    private static let tensordock = ProviderID(rawValue: "tensordock")
    private let query = OfferQuery(diskGB: 40)

    /// A market of two providers.
    private func use(_ body: (Bed, ScriptedProvider, Inventory) async throws -> Void) async throws {
        try await Bed.use(Samples.offer("1")) { bed in
            let other = ScriptedProvider(
                Self.tensordock, time: bed.time, offers: [Samples.offer("9", provider: Self.tensordock)])
            let providers = ProviderSet([bed.provider, other])
            try await body(bed, other, Inventory(providers: providers, store: bed.store, time: bed.time))
        }
    }

    private func close(_ provider: ScriptedProvider) {
        provider.script { $0.search = { _ in throw Problem(.unavailable, "closed today") } }
    }

    @Test func `a provider that fails costs only its own rows`() async throws {
        try await use { bed, other, inventory in
            close(other)
            let snapshot = try await inventory.snapshot(matching: query, allowingOld: false)
            #expect(snapshot.offers.map(\.id.rawValue) == ["vastai-1"])
            #expect(snapshot.sources.map(\.provider) == [Self.tensordock, .vastai])
            #expect(snapshot.sources[0].problem?.message == "closed today")
            #expect(snapshot.sources[0].fetchedAt == nil && snapshot.sources[0].offerCount == 0)
            #expect(snapshot.sources[1].problem == nil && snapshot.sources[1].fetchedAt == bed.time.now)
        }
    }

    @Test func `old offers are shown with their age where that is allowed`() async throws {
        try await use { bed, other, inventory in
            let before = bed.time.now
            _ = try await inventory.snapshot(matching: query, allowingOld: true)
            try await bed.time.sleep(for: .seconds(900))
            close(other)
            let snapshot = try await inventory.snapshot(matching: query, allowingOld: true)
            #expect(snapshot.offers.map(\.id.rawValue) == ["tensordock-9", "vastai-1"])
            #expect(snapshot.sources.map(\.fetchedAt) == [before, bed.time.now])
            #expect(snapshot.sources[0].problem != nil)
        }
    }

    @Test func `old offers of another search are not shown`() async throws {
        try await use { bed, other, inventory in
            _ = try await inventory.snapshot(matching: OfferQuery(diskGB: 100), allowingOld: true)
            close(other)
            let snapshot = try await inventory.snapshot(matching: query, allowingOld: true)
            #expect(snapshot.offers.map(\.id.rawValue) == ["vastai-1"])
        }
    }

    @Test func `prices of yesterday are not shown`() async throws {
        try await use { bed, other, inventory in
            _ = try await inventory.snapshot(matching: query, allowingOld: true)
            close(other)
            try await bed.time.sleep(for: .seconds(24 * 3600))
            let day = try await inventory.snapshot(matching: query, allowingOld: true)
            #expect(day.sources.map(\.isOld) == [true, false])
            try await bed.time.sleep(for: .seconds(60))
            let later = try await inventory.snapshot(matching: query, allowingOld: true)
            #expect(later.offers.map(\.id.rawValue) == ["vastai-1"])
            #expect(later.sources[0].fetchedAt == nil && !later.sources[0].isOld && later.sources[0].problem != nil)
        }
    }

    @Test(arguments: [Problem.Code.providerRejectedKey, .invalidInput, .notFound, .conflict, .budget, .localStorage])
    func `a provider that refuses is not stood in for by old offers`(code: Problem.Code) async throws {
        try await use { bed, other, inventory in
            _ = try await inventory.snapshot(matching: query, allowingOld: true)
            for provider in [other, bed.provider] { provider.script { $0.search = { _ in throw Problem(code, "no") } } }
            let problem = await #expect(throws: Problem.self) { try await inventory.snapshot(matching: query, allowingOld: true) }
            #expect(problem?.code == code)
        }
    }

    @Test(arguments: [Problem.Code.unavailable, .timedOut, .rateLimited, .badResponse])
    func `a provider that cannot answer for a while is`(code: Problem.Code) async throws {
        try await use { bed, other, inventory in
            _ = try await inventory.snapshot(matching: query, allowingOld: true)
            other.script { $0.search = { _ in throw Problem(code, "not now") } }
            #expect(try await inventory.snapshot(matching: query, allowingOld: true).offers.count == 2)
        }
    }

    @Test func `old offers of another address are not shown`() async throws {
        try await use { bed, _, inventory in
            _ = try await inventory.snapshot(of: [.vastai], matching: query, allowingOld: true)
            let moved = ScriptedProvider(time: bed.time, address: "https://other.invalid")
            close(moved)
            let elsewhere = Inventory(providers: ProviderSet([moved]), store: bed.store, time: bed.time)
            await #expect(throws: Problem.self) { try await elsewhere.snapshot(matching: query, allowingOld: true) }
        }
    }

    @Test func `when nobody can be asked and nothing old may be shown, the first reason is thrown`() async throws {
        try await use { bed, other, inventory in
            _ = try await inventory.snapshot(matching: query, allowingOld: false)
            close(other)
            close(bed.provider)
            let problem = await #expect(throws: Problem.self) { try await inventory.snapshot(matching: query, allowingOld: false) }
            #expect(problem?.message == "closed today")
            #expect(try await inventory.snapshot(matching: query, allowingOld: true).offers.count == 2)
        }
    }

    @Test func `only the providers that were named are asked`() async throws {
        try await use { bed, other, inventory in
            let snapshot = try await inventory.snapshot(of: [.vastai], matching: query, allowingOld: false)
            #expect(snapshot.sources.map(\.provider) == [.vastai])
            #expect(other.calls(.offers).isEmpty)
        }
    }
}
