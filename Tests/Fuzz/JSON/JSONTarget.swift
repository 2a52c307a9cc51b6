import SeamJSON

/// What can be read must print as something that reads the same and prints the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(JSONError) {
        let value = try JSONValue(parsing: bytes)
        let text = try value.serializedBytes()
        let again = try read(back: text)
        expect(again == value, "it prints as \(String(decoding: text, as: UTF8.self)), which reads as another value")
        expect(try again.serializedBytes() == text, "\(String(decoding: text, as: UTF8.self)) prints as another text")
    } catch {
        if let offset = error.offset { expect((0...count).contains(offset), "the fault is at \(offset) of \(count)") }
        expect(!error.description.isEmpty, "an error says nothing")
    }
    return 0
}

private func read(back text: [UInt8]) throws(JSONError) -> JSONValue {
    do {
        return try JSONValue(parsing: text)
    } catch {
        finding("it prints as \(String(decoding: text, as: UTF8.self)), which is refused: \(error)")
    }
}
