/// The memory a transfer works in; given back when the transfer ends.
@safe final class TransferBlock {
    let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        unsafe bytes = .allocate(byteCount: max(32 << 10, byteCount), alignment: 16)
    }

    deinit {
        unsafe bytes.deallocate()
    }

    /// The `count` bytes from `start`.
    func slice(_ start: Int, count: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
    }
}
