/// A list as its JSON text, for a reader that makes something else of it than ``JSONValue``.
///
/// The text has been checked.
public struct SeamListText: Sendable {
    /// Lists up to this number of bytes are read at once.
    static let threshold = 64 << 10

    /// The whole answer in UTF-8.
    public let bytes: [UInt8]
    /// Where the list stands in the answer: from its `[` to behind its `]`.
    public let place: Range<Int>

    /// Goes through the elements; one of them is a value at a time.
    func forEach(_ body: (JSONValue) throws(SeamError) -> Void) throws(SeamError) {
        var failure: SeamError?
        unsafe bytes.withUnsafeBytes { bytes in
            let list = unsafe UnsafeRawBufferPointer(rebasing: bytes[place])
            // It was read once already, as strictly; a text that cannot be read does not get here.
            try? unsafe JSONParser.forEachElement(of: list) { value in
                do throws(SeamError) {
                    try body(value)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        }
        if let failure { throw failure }
    }

    /// The elements.
    public var values: [JSONValue] {
        // It was read once already, as strictly; a text that cannot be read does not get here.
        (try? JSONValue(parsing: Array(bytes[place])))?.array ?? []
    }
}

/// A list as its values, or as text that has not become values.
public enum SeamListing: Sendable {
    /// The values.
    case values([JSONValue])
    /// The text of a long list.
    case text(SeamListText)
}
