import Foundation
import Testing

/// Texts that must stay as they are: scripts read them.
enum Golden {
    private static var folder: URL { BenchMachine.root.appending(path: "Tests/EndToEndTests/Golden") }

    /// Compares a text with the file of that name; with `GPU_SHOPPER_GOLDEN` set the file is written instead.
    static func expect(_ text: String, is name: String, at location: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["GPU_SHOPPER_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        guard text != kept else { return }
        let (now, before) = (lines(text), lines(kept))
        let gone = before.filter { !now.contains($0) }.map { "- " + $0 }
        let new = now.filter { !before.contains($0) }.map { "+ " + $0 }
        Issue.record("\(name) is another:\n\((gone + new).joined(separator: "\n"))", sourceLocation: location)
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
