public import Domain
import Storage

extension RunDesk {
    /// The longest name of a schedule, in bytes.
    public static let longestName = 128

    /// Puts a schedule on record.
    ///
    /// Throws `.invalidInput` for a name or a request that is none, `.conflict` for a name that is taken.
    public func schedule(named name: String, _ cron: CronSchedule, _ request: RunRequest) async throws -> BenchmarkSchedule {
        try await store.insertSchedule(named: try Self.usable(name), cron, try request.checked(), at: time.now)
    }

    /// All schedules, by name.
    public func schedules() async throws -> [BenchmarkSchedule] { try await store.schedules() }

    /// A schedule; throws `.notFound`.
    public func schedule(_ id: String) async throws -> BenchmarkSchedule {
        guard let schedule = try await store.schedule(id) else { throw Self.unknown(id) }
        return schedule
    }

    /// Changes what is given and nothing else; throws as `schedule` does, and `.notFound`.
    public func change(
        _ id: String, name: String?, cron: CronSchedule?, request: RunRequest?, isEnabled: Bool?
    ) async throws -> BenchmarkSchedule {
        let name = try name.map(Self.usable)
        let request = try request?.checked()
        let changed = try await store.changeSchedule(id, at: time.now) { schedule in
            schedule.name = name ?? schedule.name
            schedule.cron = cron ?? schedule.cron
            schedule.request = request ?? schedule.request
            schedule.isEnabled = isEnabled ?? schedule.isEnabled
        }
        guard let changed else { throw Self.unknown(id) }
        return changed
    }

    /// Removes a schedule; throws `.notFound`.
    public func removeSchedule(_ id: String) async throws {
        guard try await store.removeSchedule(id) else { throw Self.unknown(id) }
    }

    private static func usable(_ name: String) throws -> String {
        let isClean = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isClean, !name.allSatisfy(\.isWhitespace), name.utf8.count <= longestName else {
            throw Problem(.invalidInput, "a schedule's name must have 1 to \(longestName) bytes, without control characters")
        }
        return name
    }

    private static func unknown(_ id: String) -> Problem {
        Problem(
            .notFound, "schedule not found: \(id.prefix(64))",
            hint: "GET /api/v1/benchmark-schedules (gpu-shopper runs schedules list) shows all.")
    }
}
