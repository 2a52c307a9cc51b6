import CLua
import LuaSyntax

/// The parser must accept what liblua accepts, refuse what it refuses, and name a place inside the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSyntax(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let outcome = LuaParser.parse(bytes: bytes)
    if let error = outcome.error {
        expect(
            (0...count).contains(error.range.start.offset),
            "the error is at \(error.range.start.offset) of \(count)"
        )
        expect(error.range.start.offset <= error.range.end.offset, "the error ends before it starts")
        expect(error.range.end.offset <= count, "the error ends at \(error.range.end.offset) of \(count)")
        expect(!error.message.isEmpty, "an error says nothing")
    }
    compare(bytes, outcome)
    if let text = String(validating: bytes, as: UTF8.self) {
        let completeness = LuaParser.completeness(of: text)
        // By bytes: the prefix of a text ends where a character does, and a mark may be part of the character.
        if outcome.tree != nil, bytes.first != UInt8(ascii: "#"), !bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            expect(completeness == .complete, "a valid script is \(completeness) at the prompt")
        }
    }
    return 0
}

/// What liblua says of a text, nil when it is valid.
private func refusal(_ bytes: [UInt8]) -> String? {
    guard let state = luaL_newstate() else { return nil }
    defer { lua_close(state) }
    let status = bytes.withUnsafeBytes { text in
        let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        return luaL_loadbufferx(state, start, text.count, "=text", "t")
    }
    guard status != LUA_OK else { return nil }
    return String(cString: lua_tolstring(state, -1, nil))
}

private func compare(_ bytes: [UInt8], _ outcome: ParseOutcome) {
    // liblua takes a file's mark and first line away in its file reader, and the signature of a binary chunk first.
    let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if first.first == 0x1B || first.first == UInt8(ascii: "#") || first.count != bytes.count { return }
    switch (outcome.error, refusal(bytes)) {
    case (nil, let message?):
        // The limits of its code generator and of its C stack are its own.
        let isLimit =
            message.contains("too many") || message.contains("overflow") || message.contains("too long")
            || message.contains("not enough memory")
        expect(isLimit, "liblua refuses what the parser accepts: \(message)")
    case (let error?, nil):
        finding("the parser refuses what liblua accepts: \(error)")
    default: break
    }
}
