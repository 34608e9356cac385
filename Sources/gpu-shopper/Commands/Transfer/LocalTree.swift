import Domain
import Foundation

/// The files below a folder here, in the order of their paths.
struct LocalTree {
    /// One file.
    struct File {
        /// Where it lies.
        let url: URL
        /// Below the folder; empty for the thing itself.
        let path: String

        /// How it is called in what is said.
        var name: String { path.isEmpty ? url.lastPathComponent : path }
    }

    let files: [File]

    /// Lists them; `note` is told of what is neither file nor folder, which is left out.
    init(_ folder: URL, note: (String) -> Void) throws {
        guard let names = FileManager.default.enumerator(atPath: folder.path) else {
            throw Problem(.localStorage, "\(folder.path) cannot be read")
        }
        var files: [File] = []
        for case let name as String in names {
            let url = folder.appending(path: name)
            let values = try url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .isDirectoryKey])
            if values.isRegularFile == true {
                files.append(File(url: url, path: name))
            } else if values.isDirectory != true {
                note("note: \(name) is neither a file nor a folder and was left out")
            }
        }
        self.files = files.sorted { $0.path < $1.path }
    }
}
