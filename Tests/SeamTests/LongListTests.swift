import Testing

@testable import Seam

struct LongListTests {
    typealias Reply = ScriptedServer.Reply

    /// Devices of more bytes than are read at once.
    private static func devices(_ count: Int = 1500) -> String {
        let devices = (0..<count).map {
            #"{"device_id":"d\#($0)","display_name":"Tür \"\#($0)\" 😀","n":[-1.5e3,null,{}]}"#
        }
        return "[\(devices.joined(separator: " ,\n"))]"
    }

    private static func answer(_ devices: String, next: String = "null") -> String {
        #" {"ok" : true, "devices":\#(devices),"pagination":{"has_next_page":\#(next != "null"),"next_page_cursor":\#(next)}}"#
    }

    @Test func `a long list is left as text, whose values are the same`() async throws {
        let text = Self.answer(Self.devices())
        try await withClient([.json(200, text)]) { client, _ in
            guard case .text(let list) = try await client.listing("/devices/list", [:]) else {
                Issue.record("the list was read")
                return
            }
            #expect(String(decoding: list.bytes[list.place], as: UTF8.self) == Self.devices())
            let whole = try JSONValue(parsing: text)["devices"]?.array
            #expect(list.values == whole)
            let response = try await client.call("/devices/list", [:])
            #expect(response.body["devices"]?.array == whole)
            #expect(response.body["ok"] == true)
            #expect(response.pagination?["has_next_page"] == false)
            let models = try await client.devices.list()
            #expect(models.count == 1500)
            #expect(models.last?.displayName == "Tür \"1499\" 😀")
        }
    }

    @Test func `long pages become one list`() async throws {
        let script = [Self.answer(Self.devices(), next: #""2""#), Self.answer(Self.devices(900))]
        try await withClient(script.map { .json(200, $0) }) { client, server in
            guard case .values(let values) = try await client.listing("/devices/list", [:]) else {
                Issue.record("two pages cannot be one text")
                return
            }
            #expect(values.count == 2400)
            #expect(server.received.map(\.body) == ["{}", #"{"page_cursor":"2"}"#])
        }
    }

    @Test func `a short list is read at once`() async throws {
        try await withClient([.json(200, Self.answer("[]"))]) { client, _ in
            guard case .values(let values) = try await client.listing("/devices/list", [:]) else {
                Issue.record("the list was left as text")
                return
            }
            #expect(values.isEmpty)
        }
    }

    @Test(arguments: [
        ("[,]", "not JSON"), ("[1", "not JSON"), ("[1 2]", "not JSON"), (#"[{"a" 1}]"#, "not JSON"),
        (#"[{"a":1,}]"#, "not JSON"), (#"["\x"]"#, "not JSON"), (#"["\ud83d"]"#, "not JSON"), ("[01]", "not JSON"),
        ("[nul]", "not JSON"), ("[\"a\nb\"]", "not JSON"), ("]", "not JSON"), ("", "not JSON"),
        (String(repeating: "[", count: 600) + String(repeating: "]", count: 600), "deeper than 512"),
    ])
    func `a long list with a fault is refused although nobody has asked for its values`(
        list: String,
        words: String,
    ) async throws {
        let padding = #""padding":"\#(String(repeating: "x", count: SeamListText.threshold))","#
        let text = "{" + padding + Self.answer(list).dropFirst(2)
        let error = try await withClient([.json(200, text)], { $0.maxRetries = 0 }) { client, _ in
            await failure { _ = try await client.call("/devices/list", [:]) }
        }
        #expect(error?.code == .invalidResponse)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["{}", "null", "5", #""text""#])
    func `a result that is no list, or not there, is not taken for one`(value: String) async throws {
        let padding = #"{"padding":"\#(String(repeating: "x", count: SeamListText.threshold))","ok":true"#
        let replies = [padding + #","devices":\#(value)}"#, padding + "}"]
        try await withClient(replies.map { .json(200, $0) }, { $0.maxRetries = 0 }) { client, _ in
            let response = try await client.call("/devices/list", [:])
            #expect(response.body["devices"]?.array == Optional<[JSONValue]>.none)
            let error = await failure { _ = try await client.call("/devices/list", [:]) }
            #expect(error?.message.contains("the answer has no devices") == true)
        }
    }

    @Test func `what is skipped is checked as strictly as what is read`() {
        let sample = Array(
            #"{"devices":[{"a":"é\u00e9\n","b":[1,-2.5e3,true,false,null]},"x",{}],"ok":true,"n":{"k":[[]]}}"#.utf8
        )
        let marks = Array(#"{}[]",:\0-1.eE+tfn u"#.utf8) + [0x0A, 0x1F, 0x80, 0xC3, 0xA9, 0xED]
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var accepted = 0
        for _ in 0..<20_000 {
            var text = sample
            for _ in 0...random(2) {
                let place = random(text.count)
                switch random(3) {
                case 0: text[place] = marks[random(marks.count)]
                case 1: text.insert(marks[random(marks.count)], at: place)
                default: text.remove(at: place)
                }
            }
            let whole = (try? JSONValue(parsing: text))?.object
            let parts = try? JSONValue.parts(of: text, leavingOut: "devices")
            var members = parts?.members
            if let place = parts?.place { members?["devices"] = try? JSONValue(parsing: Array(text[place])) }
            #expect(members == whole, "\(String(decoding: text, as: UTF8.self))")
            accepted += whole == nil ? 0 : 1
        }
        #expect(accepted > 1000 && accepted < 15_000)
    }
}
