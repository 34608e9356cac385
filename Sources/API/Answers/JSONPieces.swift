import Domain
import Foundation
import NIOCore

/// A JSON object put together from members that are JSON already: stored results are not read to be written again.
struct JSONPieces {
    private var buffer = ByteBuffer()
    private var isEmpty = true

    init() { buffer.writeInteger(UInt8(ascii: "{")) }

    mutating func add(_ name: String, _ value: some Encodable) throws {
        add(name, json: try ProductJSON.encoder().encode(value))
    }

    mutating func add(_ name: String, json: Data) {
        begin(name)
        buffer.writeBytes(json)
    }

    mutating func add(_ name: String, list: [Data]) {
        begin(name)
        buffer.writeInteger(UInt8(ascii: "["))
        for (index, item) in list.enumerated() {
            if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeBytes(item)
        }
        buffer.writeInteger(UInt8(ascii: "]"))
    }

    /// The object, closed.
    var bytes: ByteBuffer {
        var whole = buffer
        whole.writeInteger(UInt8(ascii: "}"))
        return whole
    }

    /// The same as data, to stand inside another one.
    var data: Data { Data(bytes.readableBytesView) }

    /// Names are ours and need no escaping.
    private mutating func begin(_ name: String) {
        if !isEmpty { buffer.writeInteger(UInt8(ascii: ",")) }
        isEmpty = false
        buffer.writeString("\"\(name)\":")
    }
}
