import Domain
import Foundation
import Testing

@Suite struct ProductJSONTests {
    @Test(arguments: [
        (1_795_410_013.0, "2026-11-23T05:00:13Z"), (1_795_410_013.027, "2026-11-23T05:00:13.027Z"),
        (1_795_410_013.9996, "2026-11-23T05:00:14Z"), (0, "1970-01-01T00:00:00Z"),
        (1_709_164_800, "2024-02-29T00:00:00Z"),
    ])
    func `times are written in UTC with milliseconds only where there are some`(seconds: Double, text: String) {
        #expect(ProductJSON.rfc3339(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test(arguments: [Int64(1_795_410_013_000), 1_709_164_799_000, 0])
    func `every millisecond survives writing and reading`(start: Int64) throws {
        for milliseconds in start..<(start + 1000) {
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            let text = ProductJSON.rfc3339(date)
            let fraction = milliseconds % 1000
            if fraction > 0 { #expect(text.hasSuffix(".\(String(1000 + fraction).dropFirst())Z")) }
            let read = try #require(ProductJSON.date(rfc3339: text))
            #expect((read.timeIntervalSince1970 * 1000).rounded() == Double(milliseconds))
        }
    }

    @Test(arguments: [
        ("2026-11-23T05:00:13Z", 1_795_410_013.0), ("2026-11-23T07:00:13+02:00", 1_795_410_013),
        ("2026-11-23T05:00:13.5Z", 1_795_410_013.5), ("2026-11-23T05:00:13.123456Z", 1_795_410_013.123_456),
        ("2026-11-23T05:00:13.123456789Z", 1_795_410_013.123_456_789),
        ("2026-11-22T23:30:13.25-05:30", 1_795_410_013.25),
    ])
    func `any offset and any fraction is read`(text: String, seconds: Double) throws {
        let date = try #require(ProductJSON.date(rfc3339: text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.001)
    }

    @Test(arguments: ["", "yesterday", "2026-11-23", "2026-13-23T05:00:13Z", "1795410013"])
    func `other texts are no times`(text: String) {
        #expect(ProductJSON.date(rfc3339: text) == nil)
    }

    @Test func `objects come with sorted keys and plain slashes`() throws {
        let data = try ProductJSON.encoder().encode(["b": "1/2", "a": "x"])
        #expect(String(decoding: data, as: UTF8.self) == #"{"a":"x","b":"1/2"}"#)
    }

    @Test func `a text that is no time is named in the failure`() {
        #expect {
            try ProductJSON.decoder().decode([Date].self, from: Data(#"["soon"]"#.utf8))
        } throws: { error in
            "\(error)".contains("soon")
        }
    }
}
