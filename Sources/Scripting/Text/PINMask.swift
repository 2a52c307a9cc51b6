package import Seam
internal import Synchronization

/// Keeps PINs out of whatever is printed: each one that a script was given by the API shows as `••••12`.
///
/// A PIN is known by its field in an answer or a parameter. It is masked wherever it stands alone in a text, however the
/// script brought it there; a number that is part of a date, a time, an id or a longer word stays.
package final class PINMask: Sendable {
    /// The names of fields that hold a PIN.
    package static let fields: Set<String> = ["code", "pin", "pin_code", "generated_code"]

    private let known = Mutex<Set<String>>([])

    /// Makes a mask that knows no PIN.
    package init() {}

    /// Remembers the PINs of an answer or of parameters.
    package func learn(_ json: JSONValue) {
        var found: [String] = []
        Self.collect(json, into: &found)
        guard !found.isEmpty else { return }
        known.withLock { $0.formUnion(found) }
    }

    /// Remembers the PINs of an answer that is text so far: what stands behind `"code":` and the like.
    /// - Returns: Whether it may hold a PIN.
    @discardableResult
    package func learn(from json: [UInt8]) -> Bool {
        var found: [String] = []
        var place = 0
        var mayHold = false
        let quote = UInt8(ascii: "\"")
        while let start = json[place...].firstIndex(of: quote) {
            place = start + 1
            let rest = json[place...]
            mayHold = mayHold || rest.starts(with: Self.changed)
            guard let name = Self.names.first(where: { rest.first == $0.first && rest.starts(with: $0) }) else {
                continue
            }
            place += name.count
            let digits = json[place...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
                .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if (4...12).contains(digits.count) { found.append(String(decoding: digits, as: UTF8.self)) }
        }
        guard !found.isEmpty else { return mayHold }
        known.withLock { $0.formUnion(found) }
        return true
    }

    /// The names of fields with a PIN as they stand behind a quotation mark.
    private static let names = fields.map { Array("\($0)\":".utf8) }
    /// What begins a change of a field by its name, as events have it.
    private static let changed = Array("property\":".utf8)

    /// The names of an object's fields that hold a PIN: in a change of a PIN also what it was and what it is.
    static func names(in fields: [String: JSONValue]) -> Set<String> {
        guard let property = fields["property"]?.string, Self.fields.contains(property) else { return Self.fields }
        return Self.fields.union(["from", "to"])
    }

    /// The text with the PINs masked.
    package func masked(_ text: String) -> String {
        let pins = known.withLock { $0 }
        guard !pins.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: \.isPINDigit) {
            let run = rest[start...].prefix(while: \.isPINDigit)
            result += rest[..<start]
            let isAlone = !Self.joins(text[..<start].reversed()) && !Self.joins(rest[run.endIndex...])
            result += isAlone && pins.contains(String(run)) ? Self.mask(run) : String(run)
            rest = rest[run.endIndex...]
        }
        return result + rest
    }

    /// `••••12` for a PIN that ends with 12.
    package static func mask(_ pin: some StringProtocol) -> String { "••••\(pin.suffix(2))" }

    /// Whether a text looks like a PIN: 4 to 12 digits.
    package static func isPIN(_ text: String) -> Bool {
        (4...12).contains(text.utf8.count) && text.allSatisfy(\.isPINDigit)
    }

    /// Whether the characters beside a number, read away from it, make it part of something longer.
    private static func joins(_ beside: some Sequence<Character>) -> Bool {
        var characters = beside.makeIterator()
        guard let first = characters.next() else { return false }
        if first.isLetter || first.isNumber { return true }
        guard let second = characters.next() else { return false }
        return switch first {
        case "-", "_": second.isLetter || second.isNumber
        case ".", ":", "+": second.isNumber
        default: false
        }
    }

    private static func collect(_ json: JSONValue, into found: inout [String]) {
        switch json {
        case .array(let values):
            for value in values { collect(value, into: &found) }
        case .object(let fields):
            let names = names(in: fields)
            for (name, value) in fields {
                if let text = value.string {
                    if names.contains(name), isPIN(text) { found.append(text) }
                } else {
                    collect(value, into: &found)
                }
            }
        default: break
        }
    }
}

extension Character {
    fileprivate var isPINDigit: Bool { isASCII && isNumber }
}
