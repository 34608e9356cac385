import HTTPTypes

/// Collects header lines; each status line starts over, so interim answers leave no trace.
struct ResponseHead {
    /// More than any real answer has; a server that keeps sending fields must not fill the memory.
    static let limit = 256 * 1024

    private(set) var response: HTTPResponse?
    private var size = 0

    /// Takes one line as received; `false` when the head has grown beyond all reason.
    mutating func append(_ bytes: some Collection<UInt8>) -> Bool {
        size += bytes.count
        guard size <= Self.limit else { return false }
        let line = String(decoding: bytes, as: UTF8.self).trimmingLineEnd()
        if line.hasPrefix("HTTP/") {
            startOver(with: line)
        } else if let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            response?.headerFields.append(HTTPField(name: name, value: String(value)))
        }
        return true
    }

    private mutating func startOver(with line: String) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard parts.count >= 2, let code = Int(parts[1]), (100...999).contains(code) else { return }
        let reason = parts.count == 3 ? String(parts[2]) : ""
        response = HTTPResponse(status: .init(code: code, reasonPhrase: reason))
    }
}

extension String {
    fileprivate func trimmingLineEnd() -> String {
        var end = self[...]
        // CR LF is a single Character.
        while let last = end.last, last.isNewline || last == " " || last == "\t" { end.removeLast() }
        return String(end)
    }
}
