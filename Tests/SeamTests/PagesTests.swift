import Testing

@testable import Seam

struct PagesTests {
    typealias Reply = ScriptedServer.Reply

    private static func page(_ id: String, next: String?) -> Reply {
        let cursor = next.map { #""\#($0)""# } ?? "null"
        let pagination = #"{"has_next_page":\#(next != nil),"next_page_cursor":\#(cursor),"next_page_url":null}"#
        return .json(200, #"{"devices":[{"device_id":"\#(id)","display_name":"D"}],"pagination":\#(pagination)}"#)
    }

    @Test func `a page is read when it is asked for, with the same parameters and its cursor`() async throws {
        try await withClient([Self.page("a", next: "1"), Self.page("b", next: nil)]) { client, server in
            var pages = client.devices.pages(search: "x", limit: 1).makeAsyncIterator()
            #expect(server.received.isEmpty)
            let first = try await pages.next()
            #expect(first?.map(\.deviceID) == ["a"])
            #expect(server.received.map(\.body) == [#"{"limit":1,"search":"x"}"#])
            let second = try await pages.next()
            #expect(second?.map(\.deviceID) == ["b"])
            let third = try await pages.next()
            #expect(third == nil)
            #expect(
                server.received.map(\.body)
                    == [#"{"limit":1,"search":"x"}"#, #"{"limit":1,"page_cursor":"1","search":"x"}"#]
            )
        }
    }

    @Test func `a loop over pages ends with the last one, and begins anew`() async throws {
        let script = [Self.page("a", next: "1"), Self.page("b", next: nil), Self.page("a", next: nil)]
        try await withClient(script) { client, server in
            let pages = client.pages("/devices/list")
            var ids: [String?] = []
            for try await page in pages { ids += page.map { $0["device_id"]?.string } }
            for try await page in pages { ids += page.map { $0["device_id"]?.string } }
            #expect(ids == ["a", "b", "a"])
            #expect(server.received.count == 3)
        }
    }

    @Test(arguments: [["limit": 1], ["page_cursor": "1"]] as [JSONValue])
    func `a list with a limit or a cursor is one page`(parameters: JSONValue) async throws {
        try await withClient([Self.page("a", next: "2")]) { client, server in
            let devices = try await client.list("/devices/list", parameters)
            #expect(devices.count == 1)
            #expect(server.received.count == 1)
        }
    }

    @Test func `pages that go round in a circle end with an error`() async throws {
        try await withClient([Self.page("a", next: "1")]) { client, server in
            let error = await failure { for try await _ in client.devices.pages() {} }
            #expect(error?.code == .invalidResponse)
            #expect(server.received.count == 2)
        }
    }

    @Test func `a path that lists nothing is refused`() async throws {
        try await withClient([.json()]) { client, server in
            #expect(await failure { _ = try await client.list("/nothing", [:]) }?.code == .invalidInput)
            #expect(server.received.isEmpty)
        }
    }
}
