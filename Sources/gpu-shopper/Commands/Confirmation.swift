import Console
import Domain
import Foundation

/// Asks before something that cannot be taken back.
enum Confirmation {
    /// Whether the person typed the word; without a terminal `flag` is needed.
    ///
    /// - Parameters:
    ///   - question: what they are asked, without the colon.
    ///   - otherwise: what is said where they type something else.
    static func isGiven(_ word: String, _ question: String, otherwise: String, or flag: String, output: Output) throws -> Bool {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Problem(.invalidInput, "this asks for a confirmation, and there is no terminal", hint: "Add \(flag).")
        }
        Output.write(question + ": ", to: .errors)
        guard readLine()?.lowercased() == word else {
            output.note("\(otherwise): the answer was not '\(word)'.")
            return false
        }
        return true
    }
}
