internal import Model

/// Texts in one column: before each one the number of its Unicode scalars and a colon, after it a comma.
///
/// It needs no escapes, and both a program and SQL can write it.
enum StoredList {
    /// The column for some texts.
    static func text(_ items: [String]) -> String {
        items.map { "\($0.unicodeScalars.count):\($0)," }.joined()
    }

    /// The texts in a column, in order.
    /// - Throws: `storage` for a column that is not written like this.
    static func items(_ text: String) throws -> [String] {
        var items: [String] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            guard let colon = rest.firstIndex(of: ":"), let length = Int(String(rest[..<colon])), length >= 0,
                let end = rest.index(colon, offsetBy: length + 1, limitedBy: rest.endIndex), end < rest.endIndex,
                rest[end] == ","
            else { throw JournalError(.storage, "The journal has a list that cannot be read: \"\(text.shown)\".") }
            items.append(String(rest[rest.index(after: colon)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return items
    }
}
