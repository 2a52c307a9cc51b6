/// Makes the texts of a log line: one line each, of bounded length, without secrets.
struct LogText {
    /// A line is cut after this many characters.
    static let longest = 4096

    private static let deepest = 4
    /// Names of fields whose value opens a door or an account.
    private static let secrets: Set<String> = [
        "code", "pin", "pin_code", "pincode", "passcode", "password", "passwd", "secret", "client_secret", "token",
        "api_key",
        "apikey", "access_token", "refresh_token", "authorization", "cookie", "private_key", "credential",
        "credentials",
    ]

    private let state: LuaState

    init(state: LuaState) {
        self.state = state
    }

    /// The text of a message.
    func text(_ value: LuaValue) throws(LuaError) -> String {
        Self.line(try plain(value, depth: 0))
    }

    /// The fields of a table, in the order of their names.
    func fields(_ value: LuaValue) throws(LuaError) -> [(name: String, value: String)] {
        guard case .table(let table) = value else { return [] }
        var fields: [(name: String, value: String)] = []
        for (index, value) in table.sequence.enumerated() {
            fields.append((String(index + 1), Self.line(try plain(value, depth: 1))))
        }
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) {
            fields.append((Self.line(name), Self.line(try field(name, value, depth: 1))))
        }
        return fields
    }

    private func field(_ name: String, _ value: LuaValue, depth: Int) throws(LuaError) -> String {
        Self.secrets.contains(name.lowercased()) && !value.isNil ? "••••" : try plain(value, depth: depth)
    }

    private func plain(_ value: LuaValue, depth: Int) throws(LuaError) -> String {
        switch value {
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .null: return "null"
        case .table(let table): return depth < Self.deepest ? try nested(table, depth: depth + 1) : "{…}"
        case .function, .hostFunction: return "a function"
        default: return try state.describe(value)
        }
    }

    private func nested(_ table: LuaTable, depth: Int) throws(LuaError) -> String {
        var parts: [String] = []
        for value in table.sequence.prefix(50) { parts.append(try plain(value, depth: depth)) }
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }).prefix(50) {
            parts.append("\(name)=\(try field(name, value, depth: depth))")
        }
        return "{\(parts.joined(separator: ", "))}"
    }

    /// The text in one line.
    private static func line(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars.prefix(longest) {
            switch scalar.value {
            case 0x0A: line += "\\n"
            case 0x09: line += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > longest ? line + "…" : line
    }
}
