public import Foundation

/// How the product writes and reads JSON: RFC 3339 times in UTC, sorted keys, slashes as they are.
public enum ProductJSON {
    /// An encoder for output and storage.
    public static func encoder(pretty: Bool = false) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(rfc3339(date))
        }
        return encoder
    }

    /// A decoder for the same.
    public static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = date(rfc3339: text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time: \(text)")
            }
            return date
        }
        return decoder
    }

    /// `2026-11-23T05:00:13.027Z`; milliseconds only where there are some.
    public static func rfc3339(_ date: Date) -> String {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let isWhole = milliseconds.truncatingRemainder(dividingBy: 1000) == 0
        // The style cuts off what is below a millisecond, so 0.027 stored as 0.026999 would come out as 0.026.
        let middle = Date(timeIntervalSince1970: (milliseconds + 0.5) / 1000)
        return middle.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: !isWhole))
    }

    /// Reads an RFC 3339 time with or without fractions, in any offset.
    public static func date(rfc3339 text: String) -> Date? {
        // Two styles, since one accepts fractions only and the other none; failing the first is not an error.
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle()))
    }
}
