import Engine

/// A page of figures in Prometheus' text form.
struct MetricsPage: Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Adds one figure with all its series; labels are pairs of a name and a value.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ series: [(labels: [(String, String)], value: Double)]) {
        text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, value) in series { line(name, labels, value) }
    }

    /// Adds a figure without labels.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) { add(name, kind, help, [([], value)]) }

    /// Adds a histogram with all its series.
    mutating func add(_ name: String, _ help: String, _ series: [(labels: [(String, String)], value: Histogram)]) {
        text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(Kind.histogram.rawValue)\n"
        for (labels, histogram) in series {
            var below = 0
            for (bound, count) in zip(histogram.bounds, histogram.counts) {
                below += count
                line(name + "_bucket", labels + [("le", Self.number(bound))], Double(below))
            }
            line(name + "_bucket", labels + [("le", "+Inf")], Double(histogram.count))
            line(name + "_sum", labels, histogram.sum)
            line(name + "_count", labels, Double(histogram.count))
        }
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let inner = labels.map { "\($0)=\"\(Self.escaped($1, quote: true))\"" }.joined(separator: ",")
        text += "\(name)\(inner.isEmpty ? "" : "{\(inner)}") \(Self.number(value))\n"
    }

    /// A backslash and a line's end would end the line, and a quote the value.
    private static func escaped(_ text: String, quote: Bool) -> String {
        let lines = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quote ? lines.replacing("\"", with: "\\\"") : lines
    }

    private static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
