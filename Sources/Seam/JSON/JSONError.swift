/// Why a text is not JSON, or a value cannot be written as JSON.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: String, Sendable {
        /// The text breaks the grammar, or ends too early.
        case syntax
        /// Arrays and objects are nested deeper than 512 levels.
        case tooDeep = "too_deep"
        /// A string holds bytes that are not UTF-8, or half of a surrogate pair.
        case invalidText = "invalid_text"
        /// An object has a key twice, where that is refused.
        case repeatedKey = "repeated_key"
        /// A number is too large for a double, or a value to be written is not finite.
        case invalidNumber = "invalid_number"
    }

    /// The kind of fault.
    public let code: Code
    /// What was wrong, in words.
    public let message: String
    /// The byte of the text where it went wrong, from 0; nil for a value that cannot be written.
    public let offset: Int?

    init(_ code: Code, _ message: String, at offset: Int?) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// The fault with its place.
    public var description: String {
        guard let offset else { return message }
        return "\(message) at byte \(offset)"
    }
}
