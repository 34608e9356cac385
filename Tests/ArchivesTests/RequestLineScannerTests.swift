import Foundation
import TestSupport
import Testing

@testable import Archives

struct RequestLineScannerTests {
    @Test(arguments: [
        #"{"t":1770345866,"n":0,"tok":256,"tps":44.29}"#,
        #"{"t":1770345866,"n":0,"tok":0,"tps":0,"err":true,"error_msg":"http_status_500"}"#,
        #"  { "tps" : 4.429e1 , "t" : 1770345866.5 , "err" : false }  "#,
        #"{"tps":1E+2,"tok":2.5e-1,"dur":-0.0,"t":0}"#,
        #"{"tps":123456789012345678901234567890.5,"t":9007199254740993}"#,
        #"{"tps":0.1,"dur":1e-300,"t":1.7976931348623157e308}"#,
        #"{"\u0074ps":3,"t\u006fk":4,"phase":"w\u0061rmup"}"#,
        #"{"tps":3,"extra":{"tps":9,"a":[1,{"b":"}\"]"},null,true]},"list":[],"object":{},"deep":[[[["x"]]]]}"#,
        #"{"tps":3,"error_msg":"tab\t quote\" slash\/ back\\ u\u00e9 \ud83d\ude00 end"}"#,
        #"{"tps":3,"error_msg":"é 漢字 😀"}"#,
        #"{"phase":"measure","eval_count":200,"eval_duration":2000000000,"first_answer_us":null,"start_us":1763874013027123}"#,
        #"{"phase":null,"tps":1,"err":null}"#,
        "{\"tps\":3,\t\"tok\":4}\r",
        #"{"tps":00.5}"#, #"{"tps":.5}"#, #"{"tps":5.}"#, #"{"tps":+5}"#, #"{"tps":0x10}"#, #"{"tps":1e}"#, #"{"tps":1e999}"#,
        #"{"tps":-}"#, #"{"tps":"3"}"#, #"{"tps":true}"#, #"{"tps":[3]}"#, #"{"err":1,"tps":3}"#, #"{"phase":7,"tps":3}"#,
        #"{"tps":1e-999}"#, #"{"tps":0e-999,"dur":2}"#, #"{"tps":3"#, #"{"tps":3}}"#, #"{"tps":3} {"tps":4}"#, #"{tps:3}"#, #"{'tps':3}"#,
        #"["tps",3]"#, "3",
        "null", "garbage", #"{"tps":3,"x":tru}"#, #"{"tps":3,"x":"unclosed}"#, #"{"tps":3 "tok":4}"#, #"{"tps":NaN}"#,
    ])
    func `a line reads as JSONDecoder reads it`(_ line: String) {
        #expect(scan(Array(line.utf8)) == decode(Array(line.utf8)))
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `random valid lines read as JSONDecoder reads them`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let line = RandomLine.make(using: &random)
            let bytes = Array(line.utf8)
            #expect(scan(bytes) == decode(bytes), "seed \(seed), round \(round): \(line)")
        }
    }

    @Test(arguments: [UInt64(11), 12, 13])
    func `damaged lines are never read as something else`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            var bytes = Array(RandomLine.make(using: &random).utf8)
            for _ in 0...Int(random.next() % 3) { damage(&bytes, using: &random) }
            let line = String(decoding: bytes, as: UTF8.self)
            // JSONDecoder does not look at values nobody asks for, so that it may accept more.
            guard let mine = scan(bytes) else { continue }
            #expect(mine == decode(bytes), "seed \(seed), round \(round): \(line)")
        }
    }

    @Test func `every proper beginning of a line is broken`() {
        let line = Array(#"{"t":1770345866,"n":0,"tok":256,"tps":44.29,"m":"\u00e9"}"#.utf8)
        for length in 1..<line.count { #expect(scan(Array(line[..<length])) == nil, "\(length) bytes") }
    }

    @Test func `broken lines are counted and the others still read`() {
        let text = """
            {"t":1,"tps":10}

            garbage
            {"t":2,"tps":20}
            {"t":3}
            \u{feff}{"t":4,"tps":40}
            {"t":5,"tps":50}
            {"t":6,"tp
            """
        let bytes = Array(text.utf8)
        let log = RequestLog(bytes.span)
        #expect(log.rates == [10, 20, 50])
        #expect(log.brokenLines == 4)
    }

    @Test func `a comma after the last member is broken, as the standard has it`() {
        #expect(scan(Array(#"{"tps":3,}"#.utf8)) == nil)
    }

    @Test func `bytes that are no text break a line`() {
        let line = Array(#"{"tps":3,"m":""#.utf8) + [0xff, 0xfe] + Array(#""}"#.utf8)
        #expect(scan(line) == nil)
    }

    @Test func `nesting without end is broken instead of a crash`() {
        let line = Array(#"{"tps":3,"x":"#.utf8) + [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(scan(line) == nil)
    }

    private func damage(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let index = Int(random.next() % UInt64(bytes.count))
        let interesting = Array("{}[]\":,\\0123456789eE+-. tfnu/".utf8) + [0, 9, 127, 195, 255]
        switch random.next() % 4 {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(interesting[Int(random.next() % UInt64(interesting.count))], at: index)
        case 2: bytes[index] = interesting[Int(random.next() % UInt64(interesting.count))]
        default: bytes.removeLast(bytes.count - index)
        }
    }

    private func scan(_ bytes: [UInt8]) -> RequestLine? {
        var scanner = RequestLineScanner()
        guard case .request(let line) = scanner.next(in: bytes.span) else { return nil }
        return line
    }

    private func decode(_ bytes: [UInt8]) -> RequestLine? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        guard let line = try? JSONDecoder().decode(DecodedLine.self, from: Data(bytes)).line else { return nil }
        return line.isUsable ? line : nil
    }
}
