/// One named parameter of an endpoint, with what the API says about its values.
public struct SeamParameter: Sendable {
    /// The types of values.
    public enum Kind: Sendable, Hashable {
        case string
        case number
        case boolean
        case object
        /// An array of strings, which is the only one in use.
        case strings
    }

    /// What the text of a string stands for.
    public enum Format: String, Sendable {
        /// An id.
        case uuid
        /// An instant in ISO 8601 with an offset.
        case dateTime = "date-time"
        /// Decimal digits and nothing else.
        case digits
    }

    /// The name in snake case.
    public let name: String
    /// The type of its value.
    public let kind: Kind
    /// What its text, or the text of each element, stands for.
    public internal(set) var format: Format?
    /// True when every call needs it.
    public internal(set) var isRequired = false
    /// True when null may be sent, which unsets the value.
    public internal(set) var isNullable = false
    /// The only values that are accepted; empty for any.
    public internal(set) var allowed: [String] = []
    /// The least number of characters.
    public internal(set) var minLength = 0
    /// The greatest number of characters; nil for any.
    public internal(set) var maxLength: Int?

    init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

extension SeamParameter {
    static func string(_ name: String, minLength: Int = 0, allowed: [String] = []) -> Self {
        var parameter = Self(name, .string)
        parameter.minLength = minLength
        parameter.allowed = allowed
        return parameter
    }

    static func id(_ name: String) -> Self {
        var parameter = Self(name, .string)
        parameter.format = .uuid
        return parameter
    }

    static func ids(_ name: String) -> Self {
        var parameter = Self(name, .strings)
        parameter.format = .uuid
        return parameter
    }

    static func time(_ name: String) -> Self {
        var parameter = Self(name, .string)
        parameter.format = .dateTime
        return parameter
    }

    /// A PIN that is set by hand.
    static var pin: Self {
        var parameter = Self("code", .string)
        parameter.format = .digits
        parameter.minLength = 4
        parameter.maxLength = 12
        return parameter
    }

    static func strings(_ name: String, allowed: [String] = []) -> Self {
        var parameter = Self(name, .strings)
        parameter.allowed = allowed
        return parameter
    }

    static func number(_ name: String) -> Self { Self(name, .number) }

    static func boolean(_ name: String) -> Self { Self(name, .boolean) }

    static func object(_ name: String) -> Self { Self(name, .object) }

    /// The cursor of a page, which may be null for the first one.
    static var pageCursor: Self {
        var parameter = Self("page_cursor", .string)
        parameter.isNullable = true
        return parameter
    }

    /// The same parameter, which every call needs.
    var required: Self {
        var parameter = self
        parameter.isRequired = true
        return parameter
    }

    /// The same parameter, which may be null.
    var nullable: Self {
        var parameter = self
        parameter.isNullable = true
        return parameter
    }
}
