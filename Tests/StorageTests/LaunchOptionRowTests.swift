import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// What was asked to run on a machine, in rows of today and of earlier versions.
@Suite struct LaunchOptionRowTests {
    private static let old =
        #"{"accounts":{},"addresses":{},"budget":1,"consumer":"alice","contextTokens":4096,"diskGB":40,"durationSeconds":0,"maximumAttempts":1,"model":"","providers":["vastai"],"rental":{"agreedPricePerHour":0.3,"idleThresholdMinutes":0,"reservationHours":2,"retryScope":"same_gpu","storagePolicy":"destroy","workload":"llm"}}"#

    @Test func `a plan of an earlier version asks for the usual machine`() throws {
        let plan = try ProductJSON.decoder().decode(SessionPlan.self, from: Data(Self.old.utf8))
        #expect(plan.rental?.launch == nil && plan.launch == LaunchOptions() && plan.launch.apiPort == nil)
    }

    @Test func `everything that was asked for comes back with the session`() async throws {
        var options = LaunchOptions()
        options.mode = .entrypoint
        options.image = "vllm/vllm-openai:latest"
        options.exposedPorts = [8000, 9000]
        options.quantization = .awq
        options.templateHash = "a4d2a0b8"
        options.onStart = "echo 'two'\nlines"
        options.bootTimeoutMinutes = 7
        for fact in Mirror(reflecting: options).children { #expect("\(fact.value)" != "nil", "\(fact.label ?? "")") }
        var plan = try Samples.session().plan
        plan.rental = RentalTerms(reservationHours: 2, agreedPricePerHour: USD(micros: 300_000))
        plan.rental?.launch = options
        let session = Session(
            id: try Samples.id(), deployment: try Samples.session().deployment, createdAt: Samples.start, stepDeadline: Samples.start + 60,
            hardDeadline: Samples.start + 3600, plan: plan, sshPublicKey: "ssh-ed25519 AAAA", sealedPrivateKey: Data())
        let store = try Store.inMemory()
        _ = try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        let stored = try #require(try await store.session(session.id))
        #expect(stored.plan.launch == options && stored.plan.launch.apiPort == 8000)
    }

    @Test func `offers that an earlier version stored are read, and tell nothing of their host`() throws {
        let database = try DatabaseQueue()
        let deployment = try #require(DeploymentID(rawValue: "0badcafe"))
        _ = try Schema.prepare(
            database, named: "old", freshDeployment: deployment, at: Samples.start, migrations: Array(Migration.all.prefix(7)))
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO searches (id, provider, query_key, fetched_at) VALUES (1, 'vastai', 'key', 0);
                    INSERT INTO cached_offers (search, position, id, provider, gpu_name, gpu_count, price_micros, disk_gb,
                        download_micros_per_gb, upload_micros_per_gb, location, verified, interruptible, fetched_at)
                    VALUES (1, 0, 'vastai-1', 'vastai', 'RTX 4090', 1, 300000, 40, 0, 0, 'Norway, NO', 1, 0, 1795410000125)
                    """)
        }
        _ = try Schema.prepare(database, named: "old", freshDeployment: deployment, at: Samples.start)
        let read = try database.read { try Row.fetchOne($0, sql: "SELECT \(Offer.cachedColumns) FROM cached_offers") }
        let expected = Offer(
            id: OfferID(rawValue: "vastai-1"), provider: .vastai, gpuName: "RTX 4090", pricePerHour: USD(micros: 300_000), diskGB: 40,
            location: "Norway, NO", verified: true, fetchedAt: Samples.start)
        #expect(read.map(Offer.init(cached:)) == expected)
    }
}
