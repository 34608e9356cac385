import CSSH2
import Crypto
import Foundation

extension Session {
    /// Sends a file under the name with `.part`, proves it and renames it.
    ///
    /// What a cut leaves in the part file is the start of the next try; when that start turns out to be of
    /// another file, everything is sent once more.
    func upload(
        _ source: UploadSource, to path: String, permissions: Int, options: TransferOptions,
        progress: (TransferProgress) -> Void
    ) throws(SSHError) -> TransferReceipt {
        let part = path + ".part"
        var resumedFrom: Int64
        var check: HashCheck
        let size = try source.size()
        let hash = options.checksHash ? try hash(of: source, options) : nil
        resumedFrom = try send(source, size, to: part, permissions, isResuming: true, options, progress)
        do {
            check = try compare(part, hash, options)
        } catch {
            guard case .hashMismatch = error, resumedFrom > 0 else { throw error }
            resumedFrom = try send(source, size, to: part, permissions, isResuming: false, options, progress)
            check = try compare(part, hash, options)
        }
        try replace(path, with: part, patience: options.stallTimeout)
        return TransferReceipt(size: size, resumedFrom: resumedFrom, sha256: hash, hashCheck: check)
    }

    private func compare(_ path: String, _ hash: String?, _ options: TransferOptions) throws(SSHError) -> HashCheck {
        guard let hash else { return .skipped }
        return try compareHash(of: path, with: hash, timeout: options.hashTimeout)
    }

    private func send(
        _ source: UploadSource, _ size: Int64, to path: String, _ permissions: Int, isResuming: Bool,
        _ options: TransferOptions, _ progress: (TransferProgress) -> Void
    ) throws(SSHError) -> Int64 {
        do throws(SSHError) {
            let file = try RemoteFile(
                self, path, for: .resuming(permissions: permissions), patience: options.stallTimeout)
            let present = Int64(clamping: try file.attributes().filesize)
            let start = isResuming && present <= size ? present : 0
            if start < present { try file.empty() }
            try stream(source, from: start, upTo: size, to: file, options, progress)
            try file.set(permissions: permissions)
            let sent = Int64(clamping: try file.attributes().filesize)
            guard sent == size else { throw .sizeMismatch(path: path, expected: size, actual: sent) }
            return start
        } catch {
            guard case .remoteFile(_, .other) = error, let obstacle = obstacle(around: path, patience: options.stallTimeout)
            else { throw error }
            throw .remoteFile(path: path, obstacle)
        }
    }

    /// Keeps at least half of a block waiting in libssh2, so that the line never runs dry between two reads.
    private func stream(
        _ source: UploadSource, from start: Int64, upTo size: Int64, to file: RemoteFile,
        _ options: TransferOptions, _ progress: (TransferProgress) -> Void
    ) throws(SSHError) {
        let block = TransferBlock(byteCount: options.blockSize * 2)
        var (confirmed, loaded) = (start, start)
        var (head, tail) = (0, 0)
        file.seek(to: start)
        progress(TransferProgress(bytesDone: confirmed, bytesTotal: size))
        while confirmed < size {
            let space = unsafe block.bytes.count
            if head > space / 2 || head == tail {
                let waiting = unsafe UnsafeMutableRawBufferPointer(rebasing: block.bytes[0..<(tail - head)])
                unsafe waiting.copyMemory(from: block.slice(head, count: tail - head))
                (head, tail) = (0, tail - head)
            }
            if tail < space, loaded < size {
                let free = unsafe UnsafeMutableRawBufferPointer(rebasing: block.bytes[tail..<space])
                let count = try unsafe source.read(at: loaded, into: free)
                guard count > 0 else { break }
                let used = Int(min(Int64(count), size - loaded))
                tail += used
                loaded += Int64(used)
            }
            let count = try unsafe file.write(block.slice(head, count: tail - head))
            head += count
            confirmed += Int64(count)
            progress(TransferProgress(bytesDone: confirmed, bytesTotal: size))
        }
    }

    private func hash(of source: UploadSource, _ options: TransferOptions) throws(SSHError) -> String {
        let block = TransferBlock(byteCount: options.blockSize)
        var hasher = SHA256()
        var offset: Int64 = 0
        while !socket.isInterrupted {
            let count = try unsafe source.read(at: offset, into: block.bytes)
            guard count > 0 else { break }
            unsafe hasher.update(bufferPointer: block.slice(0, count: count))
            offset += Int64(count)
        }
        return hasher.finalize().hexadecimal
    }
}
