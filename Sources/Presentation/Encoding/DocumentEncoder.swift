/// Writes a value as one compact JSON document: its keys in the order in which it encodes them, nil as null.
///
/// No document contains a raw control, a line separator of Unicode or a mark of direction: they are written as `\u`
/// escapes, so that a document can be shown on a terminal. Two containers of the same value write into the same object,
/// so that a document can be made of another one and a few more members.
package enum DocumentEncoder {
    /// The JSON of a value.
    ///
    /// The value's `encode(to:)` must throw nothing of its own, as a synthesised one does: no container here throws.
    package static func json(_ value: some Encodable) -> String {
        let writer = DocumentWriter()
        write(value, with: writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Writes the JSON of a value piece by piece, so that a large document is nowhere as a whole.
    package static func write(_ value: some Encodable, to sink: @escaping ([UInt8]) -> Void) {
        let writer = DocumentWriter(sink: sink)
        write(value, with: writer)
        writer.flush()
    }

    private static func write(_ value: some Encodable, with writer: DocumentWriter) {
        do {
            try ValueEncoder(writer: writer).encode(value)
        } catch {
            preconditionFailure("the encode(to:) of \(type(of: value)) threw \(error)")
        }
        writer.close(to: 0)
    }
}

/// Encodes the value that stands at one place of a document.
struct ValueEncoder: Encoder {
    let writer: DocumentWriter
    /// How many objects and arrays are open around the value.
    let depth: Int
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(writer: DocumentWriter) {
        self.writer = writer
        depth = writer.depth
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        begin(object: true)
        return KeyedEncodingContainer(ObjectContainer<Key>(writer: writer, depth: depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        begin(object: false)
        return ArrayContainer(writer: writer, depth: depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        ValueContainer(writer: writer)
    }

    /// Writes a value, and closes what it has opened.
    func encode(_ value: some Encodable) throws {
        if let text = value as? JSONText {
            writer.write(json: text.text)
        } else {
            let start = writer.count
            try value.encode(to: self)
            if writer.count == start { begin(object: true) }
        }
        writer.close(to: depth)
    }

    private func begin(object isObject: Bool) {
        writer.close(to: depth + 1)
        if isObject, writer.isObject(at: depth) { return }
        writer.begin(object: isObject)
    }
}

/// A single value: a text, a number, true, false or null.
struct ValueContainer: SingleValueEncodingContainer {
    let writer: DocumentWriter
    let codingPath: [any CodingKey] = []

    func encodeNil() { writer.write(verbatim: "null") }
    func encode(_ value: Bool) { writer.write(verbatim: value ? "true" : "false") }
    func encode(_ value: String) { writer.write(value) }
    func encode(_ value: Double) { writer.write(value) }
    func encode(_ value: Float) { writer.write(Double(value)) }
    func encode(_ value: Int) { writer.write(verbatim: "\(value)") }
    func encode(_ value: Int8) { writer.write(verbatim: "\(value)") }
    func encode(_ value: Int16) { writer.write(verbatim: "\(value)") }
    func encode(_ value: Int32) { writer.write(verbatim: "\(value)") }
    func encode(_ value: Int64) { writer.write(verbatim: "\(value)") }
    func encode(_ value: UInt) { writer.write(verbatim: "\(value)") }
    func encode(_ value: UInt8) { writer.write(verbatim: "\(value)") }
    func encode(_ value: UInt16) { writer.write(verbatim: "\(value)") }
    func encode(_ value: UInt32) { writer.write(verbatim: "\(value)") }
    func encode(_ value: UInt64) { writer.write(verbatim: "\(value)") }
    func encode<T: Encodable>(_ value: T) throws { try ValueEncoder(writer: writer).encode(value) }
}
