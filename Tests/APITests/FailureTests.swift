import Domain
import HTTPTypes
import Testing

@testable import API

struct FailureTests {
    private struct Secret: Error, CustomStringConvertible {
        var description: String { "the password is hunter2" }
    }

    private func failure(_ error: any Error) -> Failure { Failure(error, .get, path: "/api/v1/things", limit: 10) }

    @Test func `our own defects are told to the log and not to the caller`() {
        for error in [Secret(), Problem(.internalError, "row 7 of /var/lib/shop.db", cause: Secret())] as [any Error] {
            let failure = failure(error)
            #expect(failure.status == .internalServerError && failure.message == "internal error")
            #expect(failure.type == "internal_error" && failure.hidden?.contains("hunter2") == true)
        }
    }

    @Test func `a problem is told with its hint, and its cause to the log alone`() {
        let failure = failure(Problem(.conflict, "session 7 is over", hint: "Rent another.", cause: Secret()))
        #expect(failure.status == .conflict && failure.message == "session 7 is over" && failure.hint == "Rent another.")
        #expect(failure.type == "conflict" && failure.hidden?.contains("hunter2") == true)
    }

    @Test func `a request that was cut is told that the server stops`() {
        #expect(failure(CancellationError()).status == .serviceUnavailable)
    }

    @Test func `what is wrong with a request as such has a word of its own`() {
        let wrong = failure(RefusedRequest.wrongMethod(.put, allowed: ["GET", "HEAD"]))
        #expect(wrong.status == .methodNotAllowed && wrong.headers[.allow] == "GET, HEAD" && wrong.type == "method_not_allowed")
        let unknown = failure(RefusedRequest.unknownRoute(.get, path: "/" + String(repeating: "x", count: 500)))
        #expect(unknown.status == .notFound && unknown.message.count < 200)
    }
}
