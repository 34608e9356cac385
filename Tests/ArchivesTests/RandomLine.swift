import TestSupport

/// Valid lines of every shape: known keys in any order, unknown ones between them, blanks, escapes, all kinds
/// of numbers.
enum RandomLine {
    private static let numeric = [
        "t", "n", "tok", "tps", "dur", "start_us", "first_us", "first_answer_us", "end_us", "chunks", "eval_count",
        "eval_duration", "prompt_eval_count", "prompt_eval_duration", "load_duration", "total_duration",
    ]
    private static let texts = ["", "plain", #"\u0041\n\t\"\\\/"#, "é漢😀", #"\ud83d\ude00"#, "}{][,:", "length"]

    static func make(using random: inout SeededGenerator) -> String {
        var members: [String] = []
        for key in numeric where random.next() % 3 != 0 { members.append(member(key, number(using: &random), &random)) }
        if random.next() % 3 == 0 { members.append(member("err", pick(["true", "false", "null"], &random), &random)) }
        if random.next() % 2 == 0 {
            members.append(member("phase", pick([#""warmup""#, #""measure""#, "null", #""w\u0061rmup""#], &random), &random))
        }
        for index in 0..<Int(random.next() % 4) {
            members.append(member("extra\(index)", value(depth: 0, using: &random), &random))
        }
        members.shuffle(using: &random)
        let blank = blanks(&random)
        return blank + "{" + blank + members.joined(separator: blanks(&random) + ",") + "}" + blanks(&random)
    }

    private static func member(_ key: String, _ value: String, _ random: inout SeededGenerator) -> String {
        "\(blanks(&random))\"\(key)\"\(blanks(&random)):\(blanks(&random))\(value)\(blanks(&random))"
    }

    private static func value(depth: Int, using random: inout SeededGenerator) -> String {
        switch random.next() % (depth > 3 ? 4 : 6) {
        case 0: return number(using: &random)
        case 1: return "\"\(pick(texts, &random))\""
        case 2: return pick(["true", "false", "null"], &random)
        case 3: return pick(["[]", "{}", "[ ]", "{ }"], &random)
        case 4:
            let values = (0...Int(random.next() % 3)).map { _ in value(depth: depth + 1, using: &random) }
            return "[" + values.joined(separator: " , ") + "]"
        default:
            let values = (0...Int(random.next() % 3)).map { "\"k\($0)\": \(value(depth: depth + 1, using: &random))" }
            return "{" + values.joined(separator: ",") + "}"
        }
    }

    private static func number(using random: inout SeededGenerator) -> String {
        switch random.next() % 8 {
        case 0: return "null"
        case 1: return "\(random.next() % 1000)"
        case 2: return "\(random.next())"
        case 3: return "-\(random.next() % 100).\(random.next() % 1000)"
        case 4: return "\(random.next() % 10).\(random.next())e\(pick(["", "+", "-"], &random))\(random.next() % 300)"
        case 5: return "\(random.unit())"
        case 6: return "\(Double(bitPattern: random.next() & 0x7fef_ffff_ffff_ffff))"
        default: return "\(random.next() % 300).\(random.next() % 100)"
        }
    }

    private static func blanks(_ random: inout SeededGenerator) -> String {
        pick(["", "", "", " ", "  ", "\t"], &random)
    }

    private static func pick(_ choices: [String], _ random: inout SeededGenerator) -> String {
        choices[Int(random.next() % UInt64(choices.count))]
    }
}
