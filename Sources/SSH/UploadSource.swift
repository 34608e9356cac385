import Foundation

/// What an upload sends: a file that is read along the way, or bytes that are there already.
enum UploadSource {
    case file(LocalFile)
    case data(Data)

    func size() throws(SSHError) -> Int64 {
        switch self {
        case .file(let file): try file.size()
        case .data(let data): Int64(data.count)
        }
    }

    /// Fills the start of `buffer` with the bytes from `offset`.
    ///
    /// - Returns: the number of bytes, 0 at the end.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(SSHError) -> Int {
        switch self {
        case .file(let file):
            try file.seek(to: offset)
            return try unsafe file.read(into: buffer)
        case .data(let data):
            let rest = data.dropFirst(Int(offset)).prefix(buffer.count)
            return unsafe rest.copyBytes(to: buffer)
        }
    }
}
