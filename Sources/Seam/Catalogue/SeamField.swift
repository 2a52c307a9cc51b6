/// One named value of the API, with what is known about it: a parameter of an endpoint, or a field of a resource.
///
/// `@unchecked Sendable`: only the reader of the catalogue sets the variables, before anybody else has the object.
public final class SeamField: @unchecked Sendable {
    /// The types of values.
    public enum Kind: String, Sendable, Hashable {
        case string
        case number
        case integer
        case boolean
        /// Named values that are described by ``SeamField/fields``; any where that is empty.
        case object
        /// Texts and booleans under names of the caller's own.
        case map
        /// A text or a boolean.
        case scalar
    }

    /// What the text of a string stands for.
    public enum Format: String, Sendable, Hashable {
        /// An id, such as `b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f`.
        case uuid
        /// An instant in ISO 8601 with an offset.
        case dateTime = "date-time"
        /// An address with an `@`.
        case email
        /// An address with a scheme.
        case uri
        /// Decimal digits and nothing else.
        case digits
        /// A time of day: `15:00`, or with seconds.
        case clock
        /// A time of day with seconds: `15:00:00`.
        case clockWithSeconds = "clock-with-seconds"
        /// A name of ASCII letters, digits and `_` that does not begin with a digit.
        case identifier
    }

    /// The name in snake case.
    public let name: String
    /// The type of its value, or of each element.
    public let kind: Kind
    /// True when the value is an array.
    public let isArray: Bool
    /// True for a parameter that every call needs, and for a field that every answer has.
    public let isRequired: Bool
    /// True when null may be sent, which unsets the value, or may come.
    public let isNullable: Bool
    /// What its text, or the text of each element, stands for.
    public internal(set) var format: Format?
    /// The only values there are, a boolean as its word; empty for any.
    public internal(set) var allowed: [String] = []
    /// The least number of characters.
    public internal(set) var minLength = 0
    /// The greatest number of characters; nil for any.
    public internal(set) var maxLength: Int?
    /// The least number of elements.
    public internal(set) var minItems = 0
    /// The greatest number of elements; nil for any.
    public internal(set) var maxItems: Int?
    /// The least number; nil for any.
    public internal(set) var minimum: Double?
    /// True when the number must be greater than ``minimum``.
    public internal(set) var isMinimumExclusive = false
    /// The greatest number; nil for any.
    public internal(set) var maximum: Double?
    /// The value that the server takes when none is given, as JSON text.
    public internal(set) var defaultText: String?
    /// True when the API advises against it.
    public internal(set) var isDeprecated = false
    /// For a list of errors or the like: the name of the field that tells them apart, such as `error_code`.
    public internal(set) var codeKey: String?
    /// The values of ``codeKey``.
    public internal(set) var codes: [String] = []
    /// The values within an object, or within each element.
    public internal(set) var fields: [SeamField] = []
    /// The resource that it is, or that its elements are; nil for another or none.
    public internal(set) var resource: String?
    /// What it is, in a sentence; nil where the catalogue has none.
    public internal(set) var summary: String?

    init(_ name: String, _ kind: Kind, isArray: Bool, isRequired: Bool, isNullable: Bool) {
        self.name = name
        self.kind = kind
        self.isArray = isArray
        self.isRequired = isRequired
        self.isNullable = isNullable
    }

    /// The word for the type in a sentence, with its article.
    public var typeName: String {
        switch (kind, isArray) {
        case (.string, true): "an array of strings"
        case (.integer, true), (.number, true): "an array of numbers"
        case (.boolean, true), (.scalar, true): "an array of booleans"
        case (.object, true), (.map, true): "an array of objects"
        case (.string, false): "a string"
        case (.number, false): "a number"
        case (.integer, false): "a whole number"
        case (.boolean, false): "a boolean"
        case (.scalar, false): "a string or a boolean"
        case (.object, false), (.map, false): "an object"
        }
    }
}
