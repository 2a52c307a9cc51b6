package import Model
internal import Spelling

/// The arguments of a script as they were typed, by the names that the script gives them.
package struct ArgumentLine: Sendable {
    /// The texts by name.
    package private(set) var texts: [String: String] = [:]

    /// Gives each text its name: `name=value` has it, the others are taken in the order of `names`.
    ///
    /// - Throws: `script_error` for a name that is not declared, one that is given twice, and a text too many; for a name like
    ///   that of an option that chooses stays with the option, unless it is for a schedule, which has none.
    package init(_ given: [String], names: [String], isScheduled: Bool = false) throws(PlanError) {
        var unnamed: [String] = []
        for text in given {
            guard let (name, value) = Self.named(text) else {
                unnamed.append(text)
                continue
            }
            guard names.contains(name) else {
                let sentence = NearestName.sentence("the script", "argument", name, among: names)
                throw PlanError(.script, sentence + (isScheduled ? "" : Self.option(name, value)))
            }
            guard texts.updateValue(value, forKey: name) == nil else {
                throw PlanError(.script, "the argument \"\(name)\" is given twice")
            }
        }
        let open = names.filter { texts[$0] == nil }
        for (name, text) in zip(open, unnamed) { texts[name] = text }
        if let extra = unnamed.dropFirst(open.count).first {
            throw PlanError(.script, "\"\(extra)\" is one argument too many\(Self.hint(names))")
        }
    }

    /// The option that chooses stays for every script, where an argument was named like it.
    private static func option(_ name: String, _ value: String) -> String {
        guard ["house", "door", "name", "on"].contains(name) else { return "" }
        let text = value.contains { $0.isWhitespace } ? "\"\(value.shown)\"" : value.shown
        return "; only some stays, of any script: --\(name) \(text)"
    }

    private static func hint(_ names: [String]) -> String {
        names.isEmpty ? "; the script takes none" : "; the script takes \(names.joined(separator: ", "))"
    }

    /// The two sides of `name=value`, nil for any other text.
    package static func named(_ text: String) -> (name: String, value: String)? {
        guard let equals = text.firstIndex(of: "="), isName(text[..<equals]) else { return nil }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
    }
}
