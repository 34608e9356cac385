import CZlib

/// Packs bytes into one gzip member, block by block.
///
/// The same bytes always give the same output: no name, no
/// time.
@safe struct GzipOutput: ~Copyable {
    private static let blockSize = 1 << 16

    // On the heap, because zlib remembers the address of its stream.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when there is no memory for it; `level` is 1 for fast to 9 for small.
    init?(level: Int32 = 6) {
        unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        // 15 bits of window, 16 for the gzip wrapping, and zlib's default of 8 for its memory.
        let status = unsafe deflateInit2_(
            stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard status == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The packed bytes that `bytes` give so far; with `finishing` also all that were held back.
    borrowing func pack(_ bytes: [UInt8], finishing: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            var room = 0
            repeat {
                let block = unsafe [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(buffer.count)
                    unsafe _ = deflate(stream, finishing ? Z_FINISH : Z_NO_FLUSH)
                    room = Int(unsafe stream.pointee.avail_out)
                    count = buffer.count - room
                }
                output += block
            } while room == 0
        }
        return output
    }
}
