/// The members of an object; nil is written as null.
struct ObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: DocumentWriter
    /// The place of the object among those that are open.
    let depth: Int
    let codingPath: [any CodingKey] = []

    private func value(_ key: Key) -> ValueContainer {
        writer.separate(at: depth)
        writer.write(key: key.stringValue)
        return ValueContainer(writer: writer)
    }

    private func optional<T>(_ value: T?, _ key: Key, _ write: (ValueContainer, T) throws -> Void) rethrows {
        let container = self.value(key)
        guard let value else { return container.encodeNil() }
        try write(container, value)
    }

    func encodeNil(forKey key: Key) { value(key).encodeNil() }
    func encode(_ item: Bool, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: String, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Double, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Float, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Int, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Int8, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Int16, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Int32, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: Int64, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: UInt, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: UInt8, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: UInt16, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: UInt32, forKey key: Key) { value(key).encode(item) }
    func encode(_ item: UInt64, forKey key: Key) { value(key).encode(item) }
    func encode<T: Encodable>(_ item: T, forKey key: Key) throws { try value(key).encode(item) }

    func encodeIfPresent(_ item: Bool?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: String?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Double?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Float?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Int?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Int8?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Int16?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Int32?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: Int64?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: UInt?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: UInt8?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: UInt16?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: UInt32?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent(_ item: UInt64?, forKey key: Key) { optional(item, key) { $0.encode($1) } }
    func encodeIfPresent<T: Encodable>(_ item: T?, forKey key: Key) throws {
        try optional(item, key) { try $0.encode($1) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type,
        forKey key: Key,
    ) -> KeyedEncodingContainer<Nested> {
        _ = value(key)
        return ValueEncoder(writer: writer).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        _ = value(key)
        return ValueEncoder(writer: writer).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.separate(at: depth)
        writer.write(key: "super")
        return ValueEncoder(writer: writer)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        _ = value(key)
        return ValueEncoder(writer: writer)
    }
}

/// The elements of an array.
struct ArrayContainer: UnkeyedEncodingContainer {
    let writer: DocumentWriter
    /// The place of the array among those that are open.
    let depth: Int
    let codingPath: [any CodingKey] = []
    private(set) var count = 0

    init(writer: DocumentWriter, depth: Int) {
        self.writer = writer
        self.depth = depth
    }

    private mutating func element() -> ValueContainer {
        writer.separate(at: depth)
        count += 1
        return ValueContainer(writer: writer)
    }

    mutating func encodeNil() { element().encodeNil() }
    mutating func encode(_ value: Bool) { element().encode(value) }
    mutating func encode(_ value: String) { element().encode(value) }
    mutating func encode(_ value: Double) { element().encode(value) }
    mutating func encode(_ value: Float) { element().encode(value) }
    mutating func encode(_ value: Int) { element().encode(value) }
    mutating func encode(_ value: Int8) { element().encode(value) }
    mutating func encode(_ value: Int16) { element().encode(value) }
    mutating func encode(_ value: Int32) { element().encode(value) }
    mutating func encode(_ value: Int64) { element().encode(value) }
    mutating func encode(_ value: UInt) { element().encode(value) }
    mutating func encode(_ value: UInt8) { element().encode(value) }
    mutating func encode(_ value: UInt16) { element().encode(value) }
    mutating func encode(_ value: UInt32) { element().encode(value) }
    mutating func encode(_ value: UInt64) { element().encode(value) }
    mutating func encode<T: Encodable>(_ value: T) throws { try element().encode(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
        _ = element()
        return ValueEncoder(writer: writer).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        _ = element()
        return ValueEncoder(writer: writer).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        _ = element()
        return ValueEncoder(writer: writer)
    }
}
