import Foundation

/// Takes the fields of SSH's binary formats apart; every length is checked against what is there.
struct WireReader {
    private var rest: Data

    init(_ data: Data) {
        rest = data
    }

    mutating func number() throws(SSHError) -> UInt32 {
        try raw(count: 4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func field() throws(SSHError) -> Data {
        let count = try number()
        return try raw(count: Int(count))
    }

    mutating func raw(count: Int) throws(SSHError) -> Data {
        guard count <= rest.count else { throw .unreadableKey(reason: "it ends too early") }
        defer { rest = rest.dropFirst(count) }
        return Data(rest.prefix(count))
    }
}
