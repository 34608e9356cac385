import API
import Crypto
import Domain
import Engine
import Foundation
import SSH

/// Moves files between here and a session's machine, through cuts, each proved by its hash.
struct FileTransfer {
    private let machine: SessionMachine
    private let key: SSHKeyPair
    private let files: RemoteFiles
    private let output: Output
    private let view: TransferView

    /// Finds the machine and its key.
    static func begin(_ place: RemotePlace, _ options: TransferOptionGroup) async throws -> FileTransfer {
        let limit = try options.limit()
        let desk = try await ServerDesk.make(options.common, options.server)
        let machine = try await SessionMachine.find(place.session, key: options.key, at: desk)
        return FileTransfer(machine: machine, key: try machine.keyPair(), limit: limit, output: desk.output)
    }

    private init(machine: SessionMachine, key: SSHKeyPair, limit: Duration?, output: Output) {
        self.machine = machine
        self.key = key
        self.output = output
        let view = TransferView(output)
        self.view = view
        files = RemoteFiles(
            endpoint: machine.endpoint, key: key, fingerprint: machine.fingerprint, attempts: 20, limit: limit
        ) { failures, error in
            view.note("\(error.message); trying again")
            try await SystemTime().sleep(for: .milliseconds(250 * (1 << min(failures, 6))))
        }
    }

    /// Sends a file, or a folder with all that is in it.
    func upload(_ local: String, to remote: String) async throws {
        let source = URL(fileURLWithPath: (local as NSString).expandingTildeInPath)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder) else {
            throw Problem(.notFound, "\(local): no such file or folder here")
        }
        let target = try await place(for: source.lastPathComponent, in: remote)
        let found = isFolder.boolValue ? try LocalTree(source, note: { output.note($0) }).files : [LocalTree.File(url: source, path: "")]
        try await working {
            for file in found {
                let path = file.path.isEmpty ? target : "\(target)/\(file.path)"
                guard try await !isThere(file.url, at: path) else {
                    view.skip(file.name)
                    continue
                }
                try await parent(of: path)
                let permissions = (try FileManager.default.attributesOfItem(atPath: file.url.path)[.posixPermissions] as? Int) ?? 0o644
                let receipt = try await files.upload(file: file.url, to: path, permissions: permissions & 0o777) {
                    view.show(file.name, $0)
                }
                view.finish(file.name, receipt)
            }
        }
        try report(found.count, at: target, place: "\(machine.session.id):\(target)")
    }

    /// Fetches a file, or a folder with all that is in it.
    func download(_ remote: String, to local: String) async throws {
        var target = URL(fileURLWithPath: (local as NSString).expandingTildeInPath)
        let name = remote.split(separator: "/").last.map(String.init) ?? ""
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder)
        if (exists && isFolder.boolValue || local.hasSuffix("/")), !name.isEmpty, name != "." { target = target.appending(path: name) }
        try await working {
            let found = try await RemoteTree(remote, connected: connected).files
            for file in found {
                let place = file.path.isEmpty ? target : target.appending(path: file.path)
                try Self.makeFolder(place.deletingLastPathComponent())
                let path = file.path.isEmpty ? remote : "\(remote)/\(file.path)"
                guard try await !isThere(place, at: path) else {
                    view.skip(file.name)
                    continue
                }
                let receipt = try await files.download(path, to: place) { view.show(file.name, $0) }
                try FileManager.default.setAttributes([.posixPermissions: file.permissions & 0o777], ofItemAtPath: place.path)
                view.finish(file.name, receipt)
            }
            try report(found.count, at: target.path, place: target.path)
        }
    }

    private func report(_ count: Int, at path: String, place: String) throws {
        if output.format == .json {
            return try output.json(TransferReport(session_id: machine.session.id, path: path, files: count))
        }
        let facts = Facts(["session id": machine.session.id, "path": path, "files": "\(count)"])
        output.show(.sentence("\(count == 1 ? "1 file" : "\(count) files") at \(place)", facts))
    }

    /// Runs `body`, and says what went wrong in it as this command's problem.
    private func working(_ body: () async throws -> Void) async throws {
        defer { view.clear() }
        do {
            try await body()
        } catch let error as SSHError {
            let code: Problem.Code =
                switch error {
                case .remoteFile(_, .noSuchFile), .localFile(_, .noSuchFile): .notFound
                case .timedOut: .timedOut
                default: error.isOfThisMachine ? .localStorage : .unavailable
                }
            throw Problem(code, error.message, hint: error.hint ?? "Start it again: it goes on where it stopped.", cause: error)
        } catch let error as CocoaError {
            throw Problem(.localStorage, "a file here cannot be used: \(error.localizedDescription)", cause: error)
        }
    }

    private static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw Problem(
                .localStorage, "the folder \(folder.path) cannot be made", hint: "Check its permissions and free space.", cause: error)
        }
    }

    private func connected<Value: Sendable>(_ body: (RemoteHost) async throws -> Value) async throws -> Value {
        try await RemoteHost.withConnection(to: machine.endpoint, key: key, trust: .pinned(machine.fingerprint), body: body)
    }

    /// Where a thing goes that is sent to a place: under its name into a folder, else there.
    private func place(for name: String, in remote: String) async throws -> String {
        let bare = remote.count > 1 && remote.hasSuffix("/") ? String(remote.dropLast()) : remote
        if remote.hasSuffix("/") { return "\(bare == "/" ? "" : bare)/\(name)" }
        do {
            let entry = try await connected { try await $0.stat(bare) }
            return entry.kind == .directory ? "\(bare == "/" ? "" : bare)/\(name)" : bare
        } catch SSHError.remoteFile(_, .noSuchFile) {
            return bare
        } catch let error as SSHError {
            throw Problem(wrapping: error, doing: "looking at \(remote)")
        }
    }

    private func parent(of path: String) async throws {
        guard let end = path.lastIndex(of: "/"), end > path.startIndex else { return }
        let folder = String(path[..<end])
        try await connected { try await $0.makeDirectory(folder) }
    }

    /// Whether both sides hold the same already.
    private func isThere(_ local: URL, at remote: String) async throws -> Bool {
        guard FileManager.default.fileExists(atPath: local.path) else { return false }
        let size = (try FileManager.default.attributesOfItem(atPath: local.path)[.size] as? NSNumber)?.int64Value
        return try await connected { host in
            do {
                let entry = try await host.stat(remote)
                guard entry.kind == .file, entry.size == size, let theirs = try await host.hashes(of: [remote])?[remote] else {
                    return false
                }
                return try Self.hash(of: local) == theirs
            } catch SSHError.remoteFile(_, .noSuchFile) {
                return false
            }
        }
    }

    private static func hash(of file: URL) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        var hasher = SHA256()
        while let block = try handle.read(upToCount: 1 << 20), !block.isEmpty { hasher.update(data: block) }
        try handle.close()
        return hasher.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
