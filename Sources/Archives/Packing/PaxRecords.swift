/// The `length key=value` records of a pax header.
enum PaxRecords {
    /// The path a pax header gives to the member after it.
    static func path(_ records: ArraySlice<UInt8>) -> String? {
        var rest = records
        var path: String?
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length > space - rest.startIndex + 1, length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length)]
            if record.starts(with: Array("path=".utf8)) {
                path = String(decoding: record.dropFirst(5).dropLast(), as: UTF8.self)
            }
            rest = rest[(rest.startIndex + length)...]
        }
        return path
    }
}
