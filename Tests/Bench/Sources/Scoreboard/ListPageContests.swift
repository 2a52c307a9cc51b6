internal import Contestants
internal import Lua
internal import Seam

/// From the text of a page of 55,000 codes to Lua tables.
enum ListPageContests {
    static var all: [Contest] {
        readers.flatMap { reader in
            [
                Contest(
                    name: "55,000-code page to tables, \(reader.name)",
                    rival: "plain C, no parsing",
                    unit: .seconds,
                    target: .most(1),
                    row: reader.row,
                    prepare: { _ in contestants(reader) { $0.seconds } },
                ),
                Contest(
                    name: "memory for it \(reader.name), in sizes of the text",
                    rival: "plain C, no parsing",
                    unit: .times,
                    target: .most(5),
                    row: reader.row,
                    prepare: { _ in
                        let size = Double(ListPage.text(ListPage.count).count)
                        return contestants(reader) { $0.bytes / size }
                    },
                ),
            ]
        }
    }

    /// The ways to read a page, and what a child of this program measures under the name.
    private static var readers: [(name: String, measurement: String, row: String?)] {
        [("decoded in place", "page-in-place", "page"), ("by way of Swift", "page-by-way-of-swift", nil)]
    }

    static var measurements: [String: (Int) throws -> Measurement] {
        [
            "page-by-way-of-swift": { count in try measure(count, byWayOfSwift) },
            "page-in-place": { count in try measure(count, inPlace) },
            "page-plain": { count in
                let plain = try PlainLua()
                return try Measurement {
                    guard plain_build_codes(plain.state, count) >= 0 else { throw BenchError("plain Lua failed") }
                }
            },
        ]
    }

    private static func contestants(
        _ reader: (name: String, measurement: String, row: String?),
        _ figure: @escaping (Measurement) -> Double,
    ) -> Contestants {
        let count = ListPage.count
        return Contestants(
            ours: { figure(try Measurement(inChild: reader.measurement, count)) },
            theirs: { figure(try Measurement(inChild: "page-plain", count)) },
        )
    }

    /// The time without that of making the text; the memory with the text's own.
    private static func measure(_ count: Int, _ read: (LuaState, [UInt8]) throws -> Void) throws -> Measurement {
        let ours = try OurLua("assert(#codes == ... and codes[1].is_managed and codes[2].code == '015838')")
        let before = resident_bytes()
        let text = ListPage.text(count)
        let reading = try Measurement { try read(ours.state, text) }
        let bytes = peak_bytes() - before
        _ = try ours.run(count)
        return Measurement(seconds: reading.seconds, bytes: bytes)
    }

    static func byWayOfSwift(_ state: LuaState, _ text: [UInt8]) throws {
        guard let codes = try JSONValue(parsing: text)["access_codes"] else { throw BenchError("the page is empty") }
        try state.set("codes", LuaValue(codes))
    }

    static func inPlace(_ state: LuaState, _ text: [UInt8]) throws {
        try state.set("codes", try state.decodeJSON(text.span.bytes, key: "access_codes"))
    }
}

extension LuaValue {
    /// The value of a JSON value, as the engine makes it: a null field is not set.
    fileprivate init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let boolean): self = .boolean(boolean)
        case .int(let integer): self = .integer(integer)
        case .double(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let values): self = .table(LuaTable(sequence: values.map(LuaValue.init)))
        case .object(let fields):
            self = .table(LuaTable(fields: fields.filter { !$0.value.isNull }.mapValues(LuaValue.init)))
        }
    }
}
