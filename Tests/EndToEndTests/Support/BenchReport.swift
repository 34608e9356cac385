import Foundation

/// What `bench run -o json` prints, as far as the tests look at it.
struct BenchReport: Decodable {
    struct Session: Decodable {
        let id: String
        let status: String
        let outcome: String?
        let offerId: String?
        let error: String?
        let errorType: String?
        let attempts: [Attempt]
    }

    struct Attempt: Decodable {
        let offerId: String
        let gpuType: String
        let instanceId: String?
        let label: String
        let pricePerHour: Double
        let acceptedAt: Date?
        let endedAt: Date?
        let costUsd: Double
        let trafficUsd: Double
        let error: String?
    }

    struct Benchmark: Decodable {
        struct Figures: Decodable {
            let avgTokensPerSecond: Double
            let totalRequests: Int
        }

        let id: String
        let results: Figures
        let verdict: String
        let sessionId: String?
    }

    struct Teardown: Decodable {
        let verified: Bool
        let requestedAt: Date?
        let confirmedAbsentAt: [Date]
    }

    let session: Session
    let benchmark: Benchmark?
    let costUsd: Double
    let archive: String?
    let teardown: Teardown
}
