/// A copy of a Lua table: the sequence 1, 2, 3 …, the string keys, and the rest.
public struct LuaTable {
    /// The values at 1, 2, 3 … when these are the table's only keys, else empty.
    public var sequence: [LuaValue]
    /// The values under string keys.
    public var fields: [String: LuaValue]
    /// The pairs whose key is neither; for a mixed table also its integer keys.
    public var others: [(key: LuaValue, value: LuaValue)]

    /// Whether a script sees an empty table as `[]`, as `json.array{}` makes one; of no meaning for any other table.
    public var isArray = false

    /// Makes a table of a sequence.
    public init(sequence: [LuaValue]) {
        self.sequence = sequence
        self.fields = [:]
        self.others = []
    }

    /// Makes a table of named fields.
    public init(fields: [String: LuaValue] = [:]) {
        self.sequence = []
        self.fields = fields
        self.others = []
    }

    /// Whether the table holds nothing.
    public var isEmpty: Bool { sequence.isEmpty && fields.isEmpty && others.isEmpty }
}
