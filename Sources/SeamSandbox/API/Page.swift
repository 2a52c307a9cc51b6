/// Which part of a list a request asks for.
struct Page {
    private let call: Call
    private let limit: Int
    /// The order of creation of the last item of the page before, or -1.
    let last: Int

    /// - Throws: `invalid_input` for a cursor that is none, `mismatched_page_parameters` for one of another request.
    init(_ call: Call, defaultLimit: Int64) throws(APIError) {
        self.call = call
        limit = Int(call.arguments.whole("limit") ?? defaultLimit)
        guard let cursor = call.arguments.text("page_cursor") else {
            last = -1
            return
        }
        guard let bytes = Base64.decode(cursor) else {
            throw .invalidInput([ValidationIssue(path: ["page_cursor"], text: "Invalid base64")])
        }
        guard let parts = JSONParser.parse(bytes)?.elements, parts.count == 2, let fingerprint = parts[0].text,
            let position = parts[1].whole, position >= 0
        else { throw .invalidInput("Error while parsing input") }
        guard fingerprint == Self.fingerprint(of: call) else {
            let message =
                "When using next_page_cursor, the request must send parameters identical to the initial request."
            throw APIError(400, "mismatched_page_parameters", message)
        }
        last = Int(position)
    }

    /// The answer with the items of this page.
    ///
    /// `positions` tells, in the order of creation, where the items of the whole list are, `order` gives the order of
    /// creation of the item at one, and `write` writes it.
    func reply(
        _ key: String,
        _ positions: some Sequence<Int>,
        order: (Int) -> Int = { $0 },
        write: (Int, inout JSONWriter) -> Void
    ) -> SandboxReply {
        var items: [Int] = []
        var hasMore = false
        for position in positions where order(position) > last {
            guard items.count < limit else {
                hasMore = true
                break
            }
            items.append(position)
        }
        let next = hasMore ? items.last.map { cursor(after: order($0)) } : nil
        return .json(200) { writer in
            writer.array(key) { writer in
                for position in items { write(position, &writer) }
            }
            writer.object("pagination") { writer in
                writer.field("next_page_cursor", next)
                writer.field("has_next_page", next != nil)
                writer.field("next_page_url", next.map(link))
            }
            writer.field("ok", true)
        }
    }

    private func cursor(after position: Int) -> String {
        var writer = JSONWriter()
        writer.array { writer in
            writer.value(Self.fingerprint(of: call))
            writer.value(position)
        }
        return Base64.encode(writer.bytes)
    }

    private func link(to cursor: String) -> String {
        var pairs: [String] = []
        for (name, value) in call.arguments.values.sorted(by: { $0.key < $1.key }) where name != "page_cursor" {
            pairs += Self.pairs(name, value)
        }
        pairs.append("page_cursor=\(QueryString.encode(cursor))")
        return "\(call.origin)\(call.endpoint.rawValue)?\(pairs.joined(separator: "&"))"
    }

    private static func pairs(_ name: String, _ value: JSON) -> [String] {
        switch value {
        case .string(let text): ["\(name)=\(QueryString.encode(text))"]
        case .integer(let instant) where name == "created_before":
            ["\(name)=\(QueryString.encode(UTCTime(instant).iso))"]
        case .integer(let number): ["\(name)=\(number)"]
        case .bool(let flag): ["\(name)=\(flag)"]
        case .array(let elements): elements.isEmpty ? ["\(name)="] : elements.flatMap { pairs(name, $0) }
        case .object(let fields):
            fields.sorted { $0.key < $1.key }.flatMap { pairs("\(name).\(QueryString.encode($0.key))", $0.value) }
        case .null, .number: []
        }
    }

    /// A hash (FNV-1a) of every parameter but the cursor.
    private static func fingerprint(of call: Call) -> String {
        var writer = JSONWriter()
        writer.value(.object(call.arguments.values.filter { $0.key != "page_cursor" }))
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(call.endpoint.rawValue) \(call.workspace) ".utf8 + writer.bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return Hexadecimal.text(of: hash)
    }
}
