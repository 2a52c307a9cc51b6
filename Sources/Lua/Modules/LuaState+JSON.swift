import CLuaSupport

extension LuaState {
    /// Makes the module `json`: `encode`, `decode`, `array`, `object` and `null`.
    ///
    /// Integers are exact to 64 bits both ways; a float is written with the fewest digits that read back as the same, and
    /// a whole one keeps its `.0`. An empty table is written as `{}`, unless it came from a `[]` or from `json.array{}`.
    /// Fields are written in the order of their names. What JSON cannot hold is refused with the path of the value: gaps in
    /// lists, tables with names and list entries, keys that are neither, tables inside themselves, nan and infinities, strings
    /// that are no UTF-8, functions, threads, and objects whose class has no operator `__json` (it answers the value that
    /// stands for the object). Nesting ends at 100 levels.
    ///
    /// A null reads as nil, so that `if code.ends_at then` means what it says; in a list it holds its place as
    /// `json.null`. `json.decode(text, { keep_nulls = true })` keeps every null. Of two equal names the last one counts.
    /// A whole number beyond 64 bits becomes a float, as in Lua.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openJSON() throws(LuaError) -> LuaValue {
        let members = try functions(clua_json_functions(host))
        return try module("json", members, missing: MissingName.function(in: "json", among: members.keys.sorted()))
    }

    /// Reads JSON into Lua tables, without a copy of the values in Swift.
    ///
    /// With a `key`, only that field of the outermost object is built, and the answer is nil when it is null or not there.
    /// - Parameters:
    ///   - text: The JSON.
    ///   - key: The field that is wanted, nil for the whole value.
    ///   - owner: What an error begins with, such as `the answer to access_codes.list`.
    /// - Returns: A kept value, or nil.
    /// - Throws: `script_error` with the line and the column of the mistake.
    public func decodeJSON(
        _ text: RawSpan,
        key: String? = nil,
        owner: String = "the JSON text",
    ) throws(LuaError) -> LuaValue {
        let outcome = text.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let key else { return clua_json_decode(host, start, bytes.count, nil, owner) }
            return clua_json_decode(host, start, bytes.count, key, owner)
        }
        guard case .integer(let reference)? = try results(outcome).first, reference != 0 else { return .nil }
        return .kept(LuaReference(reference: reference, state: self))
    }

    /// The functions that the C side made, by their names.
    func functions(_ outcome: Int32) throws(LuaError) -> [String: LuaValue] {
        guard case .table(let table)? = try results(outcome).first else { return [:] }
        return table.fields
    }
}
