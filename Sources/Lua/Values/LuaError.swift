/// What a script, or the host on its behalf, failed with.
public struct LuaError: Error, CustomStringConvertible, Sendable {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// The text is not Lua.
        case load = "load_error"
        /// The script raised an error that nothing caught.
        case script = "script_error"
        /// The script held more memory than it may.
        case limitMemory = "limit_memory"
        /// The script ran longer than it may.
        case limitTime = "limit_time"
        /// The script printed more than it may.
        case limitOutput = "limit_output"
        /// The host stopped it.
        case interrupted
        /// It called `os.exit`; `exitStatus` is what it gave.
        case exited
    }

    /// A field of an error table: a value that holds no function and no object.
    public indirect enum Field: Sendable, Hashable {
        /// A text.
        case string(String)
        /// An integer.
        case integer(Int64)
        /// A boolean.
        case boolean(Bool)
        /// A list.
        case list([Field])
        /// Named fields.
        case fields([String: Field])
    }

    /// What kind of failure it was.
    public var code: Code
    /// The message without the position.
    public var message: String
    /// Where it happened, such as `late.lua:6`, nil when no line of a script is to blame.
    public var position: String?
    /// The traceback of the script, nil when the error did not end a script.
    public var traceback: String?
    /// What the script gave to `os.exit`, 0 for success; nil where that did not end it.
    public internal(set) var exitStatus: Int?
    /// The fields of an error table, nil for an error that is a text.
    public var fields: [String: Field]?

    /// Makes an error that a host function throws; the script's position is added when it is raised.
    public init(_ message: String, fields: [String: Field]? = nil) {
        self.code = .script
        self.message = message
        self.fields = fields
    }

    /// The position and the message in a line.
    public var description: String {
        position.map { "\($0): \(message)" } ?? message
    }

    /// Makes an error of a text that may begin with a position, as Lua writes it.
    init(code: Code, text: String, traceback: String?, value: LuaValue) {
        self.code = code
        let (position, message) = Self.split(text)
        self.position = position
        self.message = message
        self.traceback = traceback
        if case .table(let table) = value { fields = Self.fields(of: table) }
    }

    /// Splits `late.lua:6: text` at the second colon.
    private static func split(_ text: String) -> (position: String?, message: String) {
        var search = text.startIndex
        while let colon = text[search...].firstIndex(of: ":") {
            let digits = text[text.index(after: colon)...].prefix(while: \.isNumber)
            let rest = text[digits.endIndex...]
            if !digits.isEmpty, rest.hasPrefix(": ") {
                return (String(text[..<digits.endIndex]), String(rest.dropFirst(2)))
            }
            guard !text[..<colon].contains(where: \.isWhitespace) else { break }
            search = text.index(after: colon)
        }
        return (nil, text)
    }

    private static func fields(of table: LuaTable) -> [String: Field] {
        table.fields.compactMapValues(Field.init)
    }
}

extension LuaError.Field {
    /// The field of a value, nil for one that cannot leave its state.
    init?(_ value: LuaValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .integer(let integer): self = .integer(integer)
        case .boolean(let boolean): self = .boolean(boolean)
        case .table(let table) where !table.sequence.isEmpty: self = .list(table.sequence.compactMap(Self.init))
        case .table(let table): self = .fields(table.fields.compactMapValues(Self.init))
        default: return nil
        }
    }

    /// The value of a field.
    var value: LuaValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let integer): .integer(integer)
        case .boolean(let boolean): .boolean(boolean)
        case .list(let list): .table(LuaTable(sequence: list.map(\.value)))
        case .fields(let fields): .table(LuaTable(fields: fields.mapValues(\.value)))
        }
    }
}
