import Foundation

/// The query of one page of the account's machines; each value but the token is JSON.
enum VastListingQuery {
    /// The most the server gives at once.
    static let pageSize = 25

    static func items(after token: String?) -> [URLQueryItem] {
        var items = [
            URLQueryItem(name: "select_filters", value: "{}"),
            URLQueryItem(name: "order_by", value: #"[{"col": "id", "dir": "asc"}]"#),
            URLQueryItem(name: "limit", value: String(pageSize)),
        ]
        if let token { items.append(URLQueryItem(name: "after_token", value: token)) }
        return items
    }
}
