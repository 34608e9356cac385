import CSSH2
import Crypto
import Foundation

extension Session {
    /// Fetches a file next to `target` under the name with `.part`, proves it and renames it.
    ///
    /// What a cut leaves in the part file is the start of the next try.
    func download(
        _ path: String, to target: String, limit: Int64?, expecting known: String?, options: TransferOptions,
        progress: (TransferProgress) -> Void
    ) throws(SSHError) -> TransferReceipt {
        let part = try LocalFile(path: target + ".part", for: .resuming)
        let (size, resumedFrom, hash) = try fetch(path, into: part, limit: limit, options, progress)
        try part.synchronize()
        let check: HashCheck
        do {
            check =
                try hash.map { digest throws(SSHError) in
                    if let known { return try compareHash(of: path, with: digest, expecting: known) }
                    return try compareHash(of: path, with: digest, timeout: options.hashTimeout)
                } ?? .skipped
        } catch {
            // Wrong bytes must not be the start of the next try.
            if case .hashMismatch = error { try part.remove() }
            throw error
        }
        try part.rename(to: target)
        return TransferReceipt(size: size, resumedFrom: resumedFrom, sha256: hash, hashCheck: check)
    }

    private func fetch(
        _ path: String, into part: LocalFile, limit: Int64?, _ options: TransferOptions,
        _ progress: (TransferProgress) -> Void
    ) throws(SSHError) -> (size: Int64, resumedFrom: Int64, hash: String?) {
        let file = try RemoteFile(self, path, for: .reading, patience: options.stallTimeout)
        let size = try fileSize(file, limit: limit)
        var done = try part.size()
        if done > size {
            try part.empty()
            done = 0
        }
        let resumedFrom = done
        let block = TransferBlock(byteCount: options.blockSize)
        var hasher = SHA256()
        try part.seek(to: 0)
        if options.checksHash { try hash(part, upTo: done, with: &hasher, block) }
        try part.seek(to: done)
        file.seek(to: done)
        progress(TransferProgress(bytesDone: done, bytesTotal: size))
        while done < size {
            // A buffer beyond the end would make libssh2 ask for blocks that are not there.
            let wanted = unsafe block.slice(0, count: Int(min(Int64(options.blockSize), size - done)))
            let count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(mutating: wanted))
            guard count > 0 else { break }
            let used = unsafe block.slice(0, count: Int(min(Int64(count), size - done)))
            try unsafe part.write(used)
            if options.checksHash { unsafe hasher.update(bufferPointer: used) }
            done += Int64(used.count)
            progress(TransferProgress(bytesDone: done, bytesTotal: size))
        }
        let sizeNow = Int64(clamping: try file.attributes().filesize)
        guard done == size, sizeNow == size else {
            throw .sizeMismatch(path: path, expected: size, actual: done == size ? sizeNow : done)
        }
        return (size, resumedFrom, options.checksHash ? hasher.finalize().hexadecimal : nil)
    }

    private func fileSize(_ file: RemoteFile, limit: Int64?) throws(SSHError) -> Int64 {
        let attributes = try file.attributes()
        let isDirectory = Int32(truncatingIfNeeded: attributes.permissions) & LIBSSH2_SFTP_S_IFMT == LIBSSH2_SFTP_S_IFDIR
        guard !isDirectory else { throw .remoteFile(path: file.path, .isDirectory) }
        let size = Int64(clamping: attributes.filesize)
        if let limit, size > limit {
            throw .remoteFile(path: file.path, .tooLarge(size: size, limit: limit))
        }
        return size
    }

    private func hash(
        _ part: LocalFile, upTo end: Int64, with hasher: inout SHA256, _ block: TransferBlock
    ) throws(SSHError) {
        var left = end
        while left > 0 {
            let count = try unsafe part.read(into: block.bytes)
            guard count > 0, !socket.isInterrupted else { return }
            unsafe hasher.update(bufferPointer: block.slice(0, count: Int(min(Int64(count), left))))
            left -= Int64(count)
        }
    }
}
