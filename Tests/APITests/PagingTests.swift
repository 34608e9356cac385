import Testing

@testable import API

@Suite struct PagingTests {
    private func paging(_ query: String) throws -> Paging {
        try Paging(
            QueryFields(
                values: Dictionary(
                    uniqueKeysWithValues: query.split(separator: "&").map { pair in
                        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                        return (parts[0], parts[1])
                    })))
    }

    private func page(_ query: String, _ all: [String]) throws -> ListPage<String> { try paging(query).page(of: all) { $0 } }

    @Test(arguments: [["a", "b", "c", "d", "e"], [], ["a"], ["a", "b"], ["x/y", "\u{e9} z", "a", "", "0"]])
    func `a cursor walks through a list, each item once`(all: [String]) throws {
        var (walked, query): ([String], String?) = ([], "limit=2")
        while let asked = query {
            let page = try page(asked, all)
            #expect(page.total == all.count)
            walked += page.items
            query = page.nextCursor.map { "limit=2&cursor=\($0)" }
        }
        #expect(walked == all)
    }

    @Test func `what comes or goes before the cursor moves nothing, and where its own item went the old place counts`() throws {
        let cursor = try #require(try page("limit=2", ["a", "b", "c", "d"]).nextCursor)
        #expect(try page("cursor=\(cursor)", ["0", "a", "b", "c", "d"]).items == ["c", "d"])
        #expect(try page("cursor=\(cursor)", ["b", "c", "d"]).items == ["c", "d"])
        #expect(try page("cursor=\(cursor)", ["a", "c", "d"]).items == ["d"])
        #expect(try page("cursor=\(cursor)", ["a"]).items.isEmpty)
    }

    @Test func `an offset beyond the end is an empty page`() throws {
        let page = try page("offset=7", ["a"])
        #expect(page.items.isEmpty && page.total == 1 && page.nextCursor == nil)
    }

    @Test(arguments: [
        "cursor=x", "cursor=MTIz", "cursor=////", "cursor=MTIz&offset=1", "limit=0", "limit=1001", "offset=-1", "cursor=LTEvYQ==",
    ])
    func `what no list answered with is refused`(query: String) {
        #expect(throws: (any Error).self) { try paging(query) }
    }
}
