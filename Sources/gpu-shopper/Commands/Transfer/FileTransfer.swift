import API
import Crypto
import Domain
import Engine
import Foundation
import SSH

/// Moves files between here and a session's machine, through cuts, each proved by its hash.
struct FileTransfer {
    private let machine: SessionMachine
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
        let found = isFolder.boolValue ? try LocalTree(source, note: { output.note($0) }).files : [LocalTree.File(url: source, path: "")]
        let target = try await working {
            var rest = found[...]
            return try await files.reconnecting { host in
                let target = try await Self.place(
                    for: source.lastPathComponent, isFolder: isFolder.boolValue, in: remote, on: host)
                while let file = rest.first {
                    try await send(file, to: file.path.isEmpty ? target : "\(target)/\(file.path)", on: host)
                    rest.removeFirst()
                }
                return target
            }
        }
        try report(found.count, at: target, place: "\(machine.session.id):\(target)")
    }

    /// Fetches a file, or a folder with all that is in it.
    func download(_ remote: String, to local: String) async throws {
        let (count, target) = try await working {
            var rest: ArraySlice<RemoteTree.File>?
            return try await files.reconnecting { host in
                let found = if let rest { rest } else { try await RemoteTree(remote, on: host).files[...] }
                rest = found
                let target = Self.place(for: remote, isFolder: found.first?.path.isEmpty != true, in: local)
                while let file = rest?.first {
                    let path = file.path.isEmpty ? remote : "\(remote)/\(file.path)"
                    try await fetch(file, at: path, to: file.path.isEmpty ? target : target.appending(path: file.path), on: host)
                    rest?.removeFirst()
                }
                return (found.endIndex, target.path)
            }
        }
        try report(count, at: target, place: target)
    }

    /// The same as for the machine's side.
    private static func place(for remote: String, isFolder: Bool, in local: String) -> URL {
        let place = URL(fileURLWithPath: (local as NSString).expandingTildeInPath)
        let name = remote.split(separator: "/").last.map(String.init) ?? "."
        var isThere: ObjCBool = false
        let isInside = unsafe !isFolder && FileManager.default.fileExists(atPath: place.path, isDirectory: &isThere) && isThere.boolValue
        return (takesInside(local) || isInside) && name != "." ? place.appending(path: name) : place
    }

    private func send(_ file: LocalTree.File, to path: String, on host: RemoteHost) async throws {
        guard try await !Self.isThere(file.url, at: path, on: host) else { return view.skip(file.name) }
        if let end = path.lastIndex(of: "/"), end > path.startIndex { try await host.makeDirectory(String(path[..<end])) }
        let permissions = (try FileManager.default.attributesOfItem(atPath: file.url.path)[.posixPermissions] as? Int) ?? 0o644
        let receipt = try await host.upload(file: file.url, to: path, permissions: permissions & 0o777) { view.show(file.name, $0) }
        view.finish(file.name, receipt)
    }

    private func fetch(_ file: RemoteTree.File, at path: String, to place: URL, on host: RemoteHost) async throws {
        try Self.makeFolder(place.deletingLastPathComponent())
        guard try await !Self.isThere(place, at: path, on: host) else { return view.skip(file.name) }
        let receipt = try await host.download(path, to: place) { view.show(file.name, $0) }
        try FileManager.default.setAttributes([.posixPermissions: file.permissions & 0o777], ofItemAtPath: place.path)
        view.finish(file.name, receipt)
    }

    private func report(_ count: Int, at path: String, place: String) throws {
        if output.format == .json {
            return try output.json(TransferReport(session_id: machine.session.id, path: path, files: count))
        }
        let facts = Facts(["session id": machine.session.id, "path": path, "files": "\(count)"])
        output.show(.sentence("\(count == 1 ? "1 file" : "\(count) files") at \(place)", facts))
    }

    /// Runs `body`, and says what went wrong in it as this command's problem.
    private func working<Value>(_ body: () async throws -> Value) async throws -> Value {
        defer { view.clear() }
        do {
            return try await body()
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

    /// Whether a place is one to put things into, however it is: sent there twice, a folder must not end up in itself.
    private static func takesInside(_ place: String) -> Bool {
        place.hasSuffix("/") || place.hasSuffix("/.") || place == "." || place == ".."
    }

    /// Where a thing goes that is sent to a place: a file also goes into a folder that is there.
    private static func place(for name: String, isFolder: Bool, in remote: String, on host: RemoteHost) async throws -> String {
        let bare = remote.count > 1 && remote.hasSuffix("/") ? String(remote.dropLast()) : remote
        let inside = "\(bare == "/" ? "" : bare)/\(name)"
        if takesInside(remote) || isFolder { return takesInside(remote) ? inside : bare }
        do {
            return try await host.stat(bare).kind == .directory ? inside : bare
        } catch SSHError.remoteFile(_, .noSuchFile) {
            return bare
        }
    }

    /// Whether both sides hold the same already.
    private static func isThere(_ local: URL, at remote: String, on host: RemoteHost) async throws -> Bool {
        guard FileManager.default.fileExists(atPath: local.path) else { return false }
        let size = (try FileManager.default.attributesOfItem(atPath: local.path)[.size] as? NSNumber)?.int64Value
        do {
            let entry = try await host.stat(remote)
            guard entry.kind == .file, entry.size == size, let theirs = try await host.hashes(of: [remote])?[remote] else { return false }
            return try hash(of: local) == theirs
        } catch SSHError.remoteFile(_, .noSuchFile) {
            return false
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
