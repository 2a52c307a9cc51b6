/// Writes JSON text in the order of the calls; commas are put where they belong.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    mutating func object(_ fill: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        fill(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func array(_ fill: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        fill(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func value(_ text: String?) {
        separate()
        guard let text else { return raw("null") }
        quote(text)
    }

    mutating func value(_ id: Identifier?) {
        separate()
        guard let id else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        id.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func value(_ number: Int) {
        separate()
        raw(String(number))
    }

    mutating func value(_ flag: Bool) {
        separate()
        raw(flag ? "true" : "false")
    }

    mutating func value(_ json: JSON) {
        switch json {
        case .null: value(nil as String?)
        case .bool(let flag): value(flag)
        case .integer(let number): value(Int(number))
        case .number(let number):
            separate()
            raw(number.isFinite ? String(number) : "null")
        case .string(let text): value(text)
        case .array(let elements):
            array { writer in
                for element in elements { writer.value(element) }
            }
        case .object(let fields):
            object { writer in
                for (name, value) in fields.sorted(by: { $0.key < $1.key }) { writer.field(name, value) }
            }
        }
    }

    mutating func field(_ name: String, _ text: String?) {
        key(name)
        value(text)
    }

    mutating func field(_ name: String, _ id: Identifier?) {
        key(name)
        value(id)
    }

    mutating func field(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    mutating func field(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    mutating func field(_ name: String, _ json: JSON) {
        key(name)
        value(json)
    }

    /// An instant, in milliseconds since 1970, as the API writes it.
    mutating func field(_ name: String, instant: Int64?) {
        key(name)
        guard let instant else { return value(nil as String?) }
        bytes.append(UInt8(ascii: "\""))
        UTCTime(instant).appendISO(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func object(_ name: String, _ fill: (inout JSONWriter) -> Void) {
        key(name)
        object(fill)
    }

    mutating func array(_ name: String, _ fill: (inout JSONWriter) -> Void = { _ in }) {
        key(name)
        array(fill)
    }

    private mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): return
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        guard text.utf8.contains(where: Self.needsEscape) else {
            bytes.append(contentsOf: text.utf8)
            return bytes.append(UInt8(ascii: "\""))
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                raw("\\u00")
                bytes.append(contentsOf: Hexadecimal.digits(of: byte))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
