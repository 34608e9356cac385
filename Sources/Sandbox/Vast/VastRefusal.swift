import HTTPTypes
import Hummingbird

/// An error as the marketplace words it.
struct VastRefusal: Error {
    var status: HTTPResponse.Status
    var body: JSONValue
    var headers: HTTPFields = [:]

    static func invalid(_ message: String) -> VastRefusal {
        VastRefusal(
            status: .badRequest, body: ["success": false, "error": "invalid_args", "msg": .string(message)])
    }

    static func noSuchAsk(_ id: Int) -> VastRefusal {
        VastRefusal(
            status: .badRequest,
            body: [
                "success": false, "error": "invalid_args",
                "msg": "error 404/3603: no_such_ask  Instance type by id \(id) is not available.",
                "ask_id": .int(id),
            ])
    }

    static func noSuchInstance(_ id: Int) -> VastRefusal {
        VastRefusal(
            status: .notFound,
            body: ["success": false, "error": "no_such_instance", "msg": "No such instance \(id)."])
    }

    static let noKey = VastRefusal(
        status: .unauthorized,
        body: ["success": false, "error": "auth_error", "msg": "This action requires login."])

    static let badKey = VastRefusal(
        status: .unauthorized, body: ["success": false, "error": "auth_error", "msg": "Invalid user key"])

    static let foreignInstance = VastRefusal(
        status: .forbidden,
        body: ["success": false, "error": "forbidden", "msg": "This key is good for its own instance only."])

    static func tooManyRequests(retryAfter: Double?) -> VastRefusal {
        VastRefusal(
            status: .tooManyRequests,
            body: [
                "message": """
                The action could not be performed because there were too many requests by the client.\n\n\
                API requests too frequent: endpoint threshold=4.5*1.0\n\n
                """,
                "code": "429 Too Many Requests",
            ],
            headers: retryAfter.map { [.retryAfter: Int(exactly: $0).map(String.init) ?? "\($0)"] } ?? [:])
    }
}
