import Domain
import Foundation
import Testing

@testable import API

struct BodyFieldsTests {
    private func fields(_ json: String) throws -> BodyFields {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        guard case .object(let members) = value else { throw Problem(.invalidInput, "no object") }
        return BodyFields(members)
    }

    @Test func `members are read by name, and null is as good as nothing`() throws {
        let fields = try fields(#"{"a":"x","b":true,"c":3,"d":null,"e":2.0,"f":[1,{"g":"h"}]}"#)
        #expect(try fields.text("a") == "x" && fields.flag("b") == true && fields.whole("c", 1...5) == 3)
        #expect(try fields.text("d") == nil && fields.whole("missing", 1...2) == nil && !fields.has("d") && fields.has("f"))
        #expect(try fields.whole("e", 1...5) == 2)
        try fields.require("a", "b")
        let problem = #expect(throws: Problem.self) { try fields.require("a", "d", "x") }
        #expect(problem?.message == "d is required; x is required")
    }

    @Test(arguments: ["6", "0", "1.5", "true", "\"3\"", "[]", "1e400", "-1e300"])
    func `what is no whole number within bounds is refused by name`(value: String) throws {
        // What is no number at all is no JSON either.
        guard let fields = try? fields(#"{"hours":\#(value)}"#) else { return }
        let problem = #expect(throws: Problem.self) { try fields.whole("hours", 1...5) }
        #expect(problem?.message == "hours must be a whole number from 1 to 5" && problem?.code == .invalidInput)
    }

    @Test func `a word that there is not is answered with those that there are`() throws {
        let fields = try fields(#"{"scope":"galaxy"}"#)
        let problem = #expect(throws: Problem.self) { try fields.word("scope", RetryScope.self) }
        #expect(problem?.message == "scope must be one of same_gpu, same_vram, any")
    }
}
