internal import NIOCore

extension JSONValue {
    /// Reads a JSON text.
    ///
    /// - Throws: ``JSONError`` with the byte offset of the fault.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads a JSON text that a person may have written: one in which a key comes twice is refused.
    ///
    /// - Throws: ``JSONError`` with the byte offset of the fault, with the code `repeated_key` for such a key.
    public init(parsingUnambiguous text: String) throws(JSONError) {
        let bytes = Array(text.utf8)
        let result = unsafe bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONError) in try unsafe JSONParser.parse(bytes, refusingRepeatedKeys: true) }
        }
        self = try result.get()
    }

    /// Reads a JSON text from its UTF-8 bytes.
    ///
    /// - Throws: ``JSONError`` with the byte offset of the fault.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        let result = unsafe bytes.withUnsafeBytes { unsafe Self.result($0) }
        self = try result.get()
    }

    init(parsing buffer: ByteBuffer) throws(JSONError) {
        let result = unsafe buffer.withUnsafeReadableBytes { unsafe Self.result($0) }
        self = try result.get()
    }

    /// Carries the typed error out of a closure that could only rethrow any error.
    private static func result(_ bytes: UnsafeRawBufferPointer) -> Result<JSONValue, JSONError> {
        do throws(JSONError) {
            return .success(try unsafe JSONParser.parse(bytes))
        } catch {
            return .failure(error)
        }
    }

    /// The members of the object that the bytes hold, but for the value of one key, whose place in them is told.
    ///
    /// - Throws: ``JSONError`` with the byte offset of the fault, also of one in what is left out.
    static func parts(
        of bytes: [UInt8],
        leavingOut key: String,
    ) throws(JSONError) -> (members: [String: JSONValue], place: Range<Int>?) {
        let result = unsafe bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONError) in try unsafe JSONParser.parse(bytes, leavingOut: key) }
        }
        return try result.get()
    }

    /// The value as compact JSON text with sorted keys, in UTF-8.
    ///
    /// - Throws: ``JSONError`` with the code `invalid_number` for a double that is not finite.
    public func serializedBytes() throws(JSONError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.write(self)
        return writer.bytes
    }

    /// The value as compact JSON text with sorted keys.
    ///
    /// - Throws: ``JSONError`` with the code `invalid_number` for a double that is not finite.
    public func serialized() throws(JSONError) -> String {
        String(decoding: try serializedBytes(), as: UTF8.self)
    }
}
