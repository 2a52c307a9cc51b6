internal import Model

/// The bytes of one JSON document while it is written, without a tree of values in between.
///
/// It knows which objects and arrays are open. A container writes at its own depth, which closes what a value before it
/// has left open further in.
final class DocumentWriter {
    /// The bytes that were not handed on.
    private(set) var bytes: [UInt8] = []
    private var handedOn = 0
    private let sink: (([UInt8]) -> Void)?
    private var open: [Level] = []

    /// Makes a writer that keeps all bytes, or hands on what there is after each 64 KB.
    init(sink: (([UInt8]) -> Void)? = nil) {
        self.sink = sink
    }

    private struct Level {
        let isObject: Bool
        var isEmpty = true
    }

    /// How many bytes were written.
    var count: Int { handedOn + bytes.count }

    /// Hands on what there is.
    func flush() {
        guard let sink, !bytes.isEmpty else { return }
        sink(bytes)
        handedOn += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    /// How many objects and arrays are open.
    var depth: Int { open.count }

    /// Whether the innermost open thing, at a depth, is an object.
    func isObject(at depth: Int) -> Bool {
        depth < open.count && open[depth].isObject
    }

    /// Opens an object or an array.
    func begin(object isObject: Bool) {
        bytes.append(UInt8(ascii: isObject ? "{" : "["))
        open.append(Level(isObject: isObject))
    }

    /// Closes what is open further in than a depth.
    func close(to depth: Int) {
        while open.count > depth {
            bytes.append(UInt8(ascii: open.removeLast().isObject ? "}" : "]"))
        }
    }

    /// Writes what stands before the next element of the object or array that was opened at a depth.
    func separate(at depth: Int) {
        close(to: depth + 1)
        if bytes.count > 1 << 16 { flush() }
        if !open[depth].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth].isEmpty = false
    }

    /// Writes a member's name.
    func write(key: String) {
        write(key)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a word of JSON or a number as it is.
    func write(verbatim text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a number; JSON has none for what is not finite, which becomes null.
    func write(_ number: Double) {
        write(verbatim: number.isFinite ? number.description : "null")
    }

    /// Writes a text as a JSON string.
    func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        escape(text) { byte in
            switch byte {
            case UInt8(ascii: "\""): "\\\""
            case UInt8(ascii: "\\"): "\\\\"
            case 0x0A: "\\n"
            case 0x0D: "\\r"
            case 0x09: "\\t"
            default: nil
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a text that is JSON already, with what must not be raw in a document as `\u` escapes.
    func write(json text: String) {
        escape(text) { _ in nil }
    }

    /// Writes a text; `short` has the short escapes of ASCII characters.
    private func escape(_ text: String, _ short: (UInt8) -> String?) {
        if text.utf8.allSatisfy(Self.isPlain) { return bytes.append(contentsOf: text.utf8) }
        for scalar in text.unicodeScalars {
            if scalar.isASCII, let escape = short(UInt8(scalar.value)) {
                bytes.append(contentsOf: escape.utf8)
            } else if scalar.value < 0x20 || HiddenScalars.isUnsafe(scalar) {
                let digits = String(scalar.value, radix: 16)
                bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
