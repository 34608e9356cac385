import Foundation

/// What one look at a running benchmark shows.
struct BenchmarkSighting: Sendable {
    /// The script's `status.json`.
    struct Status: Decodable, Sendable {
        var stage = ""
        var requests = 0
        var errors = 0
        var tokens = 0.0
        var evalNanoseconds = 0.0
        var pullCompleted = 0.0
        var pullTotal = 0.0
        var message = ""
        /// When the script last got on with its work, by the machine's clock.
        var updated: Double?

        enum CodingKeys: String, CodingKey {
            case stage, requests, errors, tokens, message, updated
            case evalNanoseconds = "eval_ns"
            case pullCompleted = "pull_completed"
            case pullTotal = "pull_total"
        }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: CodingKeys.self)
            stage = try keys.decode(String.self, forKey: .stage)
            requests = try keys.decodeIfPresent(Int.self, forKey: .requests) ?? 0
            errors = try keys.decodeIfPresent(Int.self, forKey: .errors) ?? 0
            tokens = try keys.decodeIfPresent(Double.self, forKey: .tokens) ?? 0
            evalNanoseconds = try keys.decodeIfPresent(Double.self, forKey: .evalNanoseconds) ?? 0
            pullCompleted = try keys.decodeIfPresent(Double.self, forKey: .pullCompleted) ?? 0
            pullTotal = try keys.decodeIfPresent(Double.self, forKey: .pullTotal) ?? 0
            message = try keys.decodeIfPresent(String.self, forKey: .message) ?? ""
            updated = try keys.decodeIfPresent(Double.self, forKey: .updated)
        }

        /// Decode throughput over the measured requests so far.
        var tokensPerSecond: Double { evalNanoseconds > 0 ? tokens / evalNanoseconds * 1e9 : 0 }
    }

    /// The script's `failed.json`.
    struct Failure: Decodable, Sendable {
        let stage: String
        let reason: String
    }

    var status: Status?
    var failure: Failure?
    var isComplete = false
    /// Whether the script's process runs.
    var isAlive = false
    /// Seconds since the script's heartbeat, by the machine's own clock.
    var heartbeatAge: Double?
    /// Seconds since the script last got on, by the machine's own clock: a heart may beat in a script that hangs.
    var workAge: Double?

    /// Prints everything in marked sections, in one round trip; `$1` is the archive's folder.
    static let probe = """
        cd "$1" 2>/dev/null || { echo "@@missing"; exit 0; }
        echo "@@status"; cat status.json 2>/dev/null; echo
        echo "@@failed"; cat failed.json 2>/dev/null; echo
        echo "@@complete"; cat complete 2>/dev/null; echo
        echo "@@heartbeat"; cat heartbeat 2>/dev/null; echo; date +%s
        echo "@@alive"; p=$(sed -n 's/.*"pid":\\([0-9]*\\).*/\\1/p' status.json 2>/dev/null)
        [ -n "$p" ] && kill -0 "$p" 2>/dev/null && echo yes
        exit 0
        """

    /// Reads what the probe printed; a section that is half written counts as not there.
    init(probeOutput text: String) {
        // A section begins at a line of its own; messages of the script may hold the mark, but no line ends.
        var sections: [String: String] = [:]
        var name = ""
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("@@") { name = String(line.dropFirst(2)) } else { sections[name, default: ""] += line + "\n" }
        }
        sections = sections.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let decoder = JSONDecoder()
        status = sections["status"].flatMap { try? decoder.decode(Status.self, from: Data($0.utf8)) }
        failure = sections["failed"].flatMap { try? decoder.decode(Failure.self, from: Data($0.utf8)) }
        isComplete = sections["complete"]?.hasPrefix("done") ?? false
        isAlive = sections["alive"] == "yes"
        let clock = (sections["heartbeat"] ?? "").split(separator: "\n").compactMap { Double($0) }
        // The machine is not ours to trust: what it writes may be no number at all.
        guard clock.count == 2, clock.allSatisfy(\.isFinite) else { return }
        heartbeatAge = clock[1] - clock[0]
        workAge = status?.updated.map { clock[1] - $0 }
    }
}
