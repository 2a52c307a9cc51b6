/// A member that a document leaves out where it has no value; without it nil is written as null.
@propertyWrapper
package struct OmittedWhenNil<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    /// The value.
    package var wrappedValue: Value?

    /// Wraps a value.
    package init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }
}

extension KeyedEncodingContainer {
    /// Writes the member where it has a value; synthesised code finds this overload.
    mutating func encode<Value>(_ member: OmittedWhenNil<Value>, forKey key: Key) throws {
        guard let value = member.wrappedValue else { return }
        try encode(value, forKey: key)
    }
}

extension KeyedDecodingContainer {
    /// Reads the member where it is there; synthesised code finds this overload.
    func decode<Value>(_ type: OmittedWhenNil<Value>.Type, forKey key: Key) throws -> OmittedWhenNil<Value> {
        OmittedWhenNil(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
    }
}
