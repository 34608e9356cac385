import CZlib

/// Unpacks gzip data in memory, up to a limit.
enum GzipInput {
    private static let blockSize = 1 << 18
    /// 15 bits of window, and 16 to accept the gzip wrapping only.
    private static let gzipWindow: Int32 = 15 + 16

    /// The two bytes every gzip file starts with.
    static func looksCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.count > 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
    }

    /// All unpacked bytes; concatenated gzip members follow one another, as `gunzip` does it.
    static func unpack(
        _ packed: [UInt8], name: String, limit: Int, tooLarge: ArchiveError
    ) throws(ArchiveError) -> [UInt8] {
        // zlib remembers the address of its stream, so it must not live in a variable that may move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, gzipWindow, ZLIB_VERSION, size) == Z_OK else {
            throw .damaged(name, detail: "no memory to unpack it")
        }
        defer { unsafe inflateEnd(stream) }
        var output: [UInt8] = []
        var block = [UInt8](repeating: 0, count: blockSize)
        var consumed = 0
        var status = Z_OK
        while status != Z_STREAM_END || consumed < packed.count {
            if status == Z_STREAM_END {
                // Zero padding after the last member is not data (tapes and some copies leave it).
                if packed[consumed...].allSatisfy({ $0 == 0 }) { break }
                guard unsafe inflateReset(stream) == Z_OK else {
                    throw .damaged(name, detail: "its gzip data is broken")
                }
            }
            let produced = unsafe inflateStep(stream, packed, &consumed, &block, &status)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw .damaged(name, detail: "its gzip data is broken")
            }
            if produced == 0, status != Z_STREAM_END, consumed == packed.count {
                throw .damaged(name, detail: "its gzip data ends too early")
            }
            guard output.count + produced <= limit else { throw tooLarge }
            output.append(contentsOf: block[..<produced])
        }
        return output
    }

    private static func inflateStep(
        _ stream: UnsafeMutablePointer<z_stream>, _ packed: [UInt8], _ consumed: inout Int,
        _ block: inout [UInt8], _ status: inout Int32
    ) -> Int {
        let offered = min(packed.count - consumed, Int(UInt32.max))
        let start = consumed
        let result: (status: Int32, left: Int, room: Int) = unsafe packed.withUnsafeBufferPointer { input in
            unsafe block.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.advanced(by: start))
                unsafe stream.pointee.avail_in = UInt32(offered)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let code = unsafe inflate(stream, Z_NO_FLUSH)
                return unsafe (code, Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
            }
        }
        consumed += offered - result.left
        status = result.status
        return block.count - result.room
    }
}
