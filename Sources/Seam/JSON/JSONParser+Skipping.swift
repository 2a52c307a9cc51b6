extension JSONParser {
    /// Reads the one object that the bytes hold, but for the value of one of its keys, whose place it tells.
    ///
    /// What is skipped is checked as strictly as what is read.
    ///
    /// - Throws: ``JSONError`` with the byte offset.
    static func parse(
        _ bytes: UnsafeRawBufferPointer,
        leavingOut key: String,
    ) throws(JSONError) -> (members: [String: JSONValue], place: Range<Int>?) {
        guard let base = bytes.baseAddress, bytes.count > 0 else {
            throw JSONError(.syntax, "the text is empty", at: 0)
        }
        var parser = unsafe JSONParser(base: base, count: bytes.count)
        parser.skipSpace()
        guard parser.position < parser.count, parser.byte(at: parser.position) == UInt8(ascii: "{") else {
            throw parser.fault("expected an object")
        }
        var members: [String: JSONValue] = [:]
        var place: Range<Int>?
        try parser.members { parser, name throws(JSONError) in
            parser.skipSpace()
            let start = parser.position
            if name == key {
                try parser.skip()
                place = start..<parser.position
            } else {
                members[name] = try parser.value()
            }
        }
        parser.skipSpace()
        guard parser.position == parser.count else { throw parser.fault("text after the value") }
        return (members, place)
    }

    /// Reads the elements of the array that the bytes hold, one after the other, until `body` answers false.
    ///
    /// - Throws: ``JSONError`` with the byte offset.
    static func forEachElement(
        of bytes: UnsafeRawBufferPointer,
        _ body: (JSONValue) -> Bool,
    ) throws(JSONError) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        var parser = unsafe JSONParser(base: base, count: bytes.count)
        guard parser.byte(at: 0) == UInt8(ascii: "[") else { throw parser.fault("expected an array") }
        try parser.descend()
        parser.skipSpace()
        if parser.take(UInt8(ascii: "]")) { return }
        while body(try parser.value()) {
            parser.skipSpace()
            guard parser.take(UInt8(ascii: ",")) else { return }
        }
    }

    /// Goes through the members of the object that begins here.
    private mutating func members(
        _ body: (inout JSONParser, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try descend()
        skipSpace()
        if take(UInt8(ascii: "}")) { return ascend() }
        while true {
            skipSpace()
            guard take(UInt8(ascii: "\"")) else { throw fault("expected a key in quotes") }
            let name = try key()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("expected : after a key") }
            try body(&self, name)
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw fault("expected , or } in an object") }
            return ascend()
        }
    }

    /// Moves behind the next value, and makes nothing of it.
    private mutating func skip() throws(JSONError) {
        skipSpace()
        guard position < count else { throw fault("the text ends where a value is needed") }
        switch byte(at: position) {
        case UInt8(ascii: "{"): try members { parser, _ throws(JSONError) in try parser.skip() }
        case UInt8(ascii: "["): try skipArray()
        case UInt8(ascii: "\""):
            position += 1
            try skipString()
        default: _ = try value()
        }
    }

    private mutating func skipArray() throws(JSONError) {
        try descend()
        skipSpace()
        if take(UInt8(ascii: "]")) { return ascend() }
        while true {
            try skip()
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw fault("expected , or ] in an array") }
            return ascend()
        }
    }

    /// Plain ASCII needs no more than a look; anything else is read, which checks it.
    private mutating func skipString() throws(JSONError) {
        let start = position
        let run = try scanPlain()
        if run.endsString, run.isASCII {
            position += 1
            return
        }
        position = start
        _ = try string()
    }
}
