import Console
import Sandbox

extension StandardStream {
    /// Writes all of a text; a reader that went away misses nothing it wanted.
    func say(_ text: String) throws(SandboxProblem) {
        guard let code = write(text) else { return }
        throw SandboxProblem("cannot write to standard \(self): \(Self.words(code)); give it a file or a terminal.")
    }
}
