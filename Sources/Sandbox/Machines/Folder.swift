import Foundation
import Glibc

/// Folders, with refusals a person can act on.
enum Folder {
    /// Makes a folder with all above it and returns its real path; one that is there and can be written to will do.
    static func make(_ wanted: String, permissions: mode_t) throws(SandboxProblem) -> String {
        guard !wanted.isEmpty else { throw SandboxProblem("the data folder has no name; give --data one.") }
        let url = URL(filePath: wanted).standardizedFileURL
        let path = url.path(percentEncoded: false)
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ":") }) else {
            throw SandboxProblem(
                "the data folder \(path.debugDescription) has a colon or a control character in its path, which a machine's "
                    + "PATH cannot hold; give another --data.")
        }
        var built = ""
        for component in url.pathComponents where component != "/" {
            built += "/\(component)"
            guard unsafe mkdir(built, permissions) != 0 else { continue }
            let code = errno
            // An upper folder may be somebody else's and there all the same.
            if isFolder(built) { continue }
            guard code == EEXIST else { throw .unwritable(built, code) }
            let consequence = built == path ? "not a folder" : "so \(path) cannot be a folder"
            throw SandboxProblem("\(built) is a file, \(consequence); name another with --data or TMPDIR.")
        }
        guard unsafe access(path, W_OK | X_OK) == 0 else { throw .unwritable(path, errno) }
        return url.resolvingSymlinksInPath().path(percentEncoded: false).trimmedSlash
    }

    /// Where temporary files go: an existing folder, for a mistyped `TMPDIR` must not become one.
    static func temporary() throws(SandboxProblem) -> String {
        let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        let path = named.isEmpty ? "/tmp" : named
        guard isFolder(path) else {
            throw SandboxProblem("TMPDIR is \(path), which is not a folder; make it, name another, or give --data.")
        }
        return path
    }

    /// What went wrong with a file, in the system's words.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return ChildProcess.reason(Int32(underlying.code))
    }

    private static func isFolder(_ path: String) -> Bool {
        // Only a folder has an entry of its own; one that may not be looked into is a folder all the same.
        unsafe access(path + "/.", F_OK) == 0 || errno == EACCES
    }
}

extension SandboxProblem {
    /// A folder that cannot hold the machines' files, with the system's reason.
    static func unwritable(_ folder: String, _ code: Int32) -> SandboxProblem {
        SandboxProblem(
            "cannot use the folder \(folder): \(ChildProcess.reason(code)); name one of your own with --data or TMPDIR.")
    }
}

extension String {
    fileprivate var trimmedSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
