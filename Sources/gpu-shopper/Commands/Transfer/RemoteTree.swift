import Domain
import Foundation
import SSH

/// The files at a place on a machine: the file itself, or all below a folder in the order of their paths.
struct RemoteTree {
    /// One file.
    struct File: Sendable {
        /// Below the place; empty for the thing itself.
        let path: String
        /// How it is called in what is said.
        let name: String
        /// As the machine has them.
        let permissions: Int
    }

    let files: [File]

    /// A folder that goes deeper leads around in a circle.
    private static let deepest = 64

    /// Lists them; links lead to what they mean, and what is neither file nor folder is left out.
    init(_ place: String, on host: RemoteHost) async throws {
        let entry = try await host.stat(place)
        guard entry.kind == .directory else {
            let name = place.split(separator: "/").last.map(String.init) ?? place
            files = [File(path: "", name: name, permissions: entry.permissions)]
            return
        }
        files = try await Self.below(place, "", on: host, depth: 0).sorted { $0.path < $1.path }
    }

    private static func below(_ place: String, _ path: String, on host: RemoteHost, depth: Int) async throws -> [File] {
        guard depth < deepest else {
            throw Problem(
                .invalidInput, "\(place)/\(path) lies more than \(deepest) folders deep", hint: "Is there a link that leads back up?")
        }
        var files: [File] = []
        for entry in try await host.list(path.isEmpty ? place : "\(place)/\(path)") {
            // A name of the machine's is a name here: it must not lead out of the folder.
            guard !entry.name.contains("/"), entry.name != "..", entry.name != "." else { continue }
            let inner = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
            let meant = entry.kind == .symbolicLink ? try await host.stat("\(place)/\(inner)") : entry
            switch meant.kind {
            case .file: files.append(File(path: inner, name: inner, permissions: meant.permissions))
            case .directory: files += try await below(place, inner, on: host, depth: depth + 1)
            case .symbolicLink, .other: break
            }
        }
        return files
    }
}
