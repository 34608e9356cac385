import Synchronization
import TestSupport

/// Answers to give in turn; the last one stays.
final class Script: Sendable {
    private let answers: [ScriptedAnswer]
    private let position = Mutex(0)

    init(_ answers: [ScriptedAnswer]) {
        self.answers = answers
    }

    func next() -> ScriptedAnswer {
        let index = position.withLock { position in
            defer { position += 1 }
            return position
        }
        return answers.isEmpty ? .hangUp : answers[min(index, answers.count - 1)]
    }
}
