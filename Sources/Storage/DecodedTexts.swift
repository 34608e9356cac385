import Domain
import Foundation
import Synchronization

/// Remembers what stored texts mean: a session's plan and offers are read at every look at it, and never change.
final class DecodedTexts<Value: Decodable & Sendable>: Sendable {
    private let known = Mutex<[String: Value]>([:])

    /// More than sessions that live at one time; when it is full it starts again.
    private static var capacity: Int { 4096 }

    /// The value of a text, decoded once.
    func value(of text: String) throws -> Value {
        if let value = known.withLock({ $0[text] }) { return value }
        let value = try ProductJSON.decoder().decode(Value.self, from: Data(text.utf8))
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll() }
            known[text] = value
        }
        return value
    }
}
