/// A value of a seed file and where it is, with reads that say what is wrong and where.
struct SeedNode {
    /// What is wrong with a seed file.
    struct Problem: Error {
        let path: [String]
        let text: String
    }

    let json: JSON
    let path: [String]

    /// Refuses this value.
    func problem(_ text: String) -> Problem {
        Problem(path: path, text: text)
    }

    /// - Throws: `Problem` when there are other fields than `names`, or this is no object.
    func check(_ names: [String]) throws(Problem) {
        guard let fields = json.fields else { throw problem("expected an object, found \(json.typeName)") }
        guard let unknown = fields.keys.sorted().first(where: { !names.contains($0) }) else { return }
        let known = names.joined(separator: ", ")
        throw Problem(path: path + [unknown], text: "there is no field \"\(unknown)\" here; there are \(known)")
    }

    /// The value of a field; nil for none and for null.
    func field(_ name: String) -> SeedNode? {
        guard let value = json.fields?[name], value != .null else { return nil }
        return SeedNode(json: value, path: path + [name])
    }

    func text(_ name: String) throws(Problem) -> String? {
        guard let node = field(name) else { return nil }
        return try node.text()
    }

    func requiredText(_ name: String) throws(Problem) -> String {
        guard let text = try text(name) else { throw problem("the field \"\(name)\" is missing") }
        return text
    }

    func text() throws(Problem) -> String {
        guard let text = json.text else { throw problem("expected a text, found \(json.typeName)") }
        guard !text.isEmpty else { throw problem("an empty text cannot be used here") }
        return text
    }

    func flag(_ name: String) throws(Problem) -> Bool? {
        guard let node = field(name) else { return nil }
        guard let flag = node.json.flag else {
            throw node.problem("expected true or false, found \(node.json.typeName)")
        }
        return flag
    }

    /// A number from 0 to 1.
    func share(_ name: String) throws(Problem) -> Double? {
        guard let node = field(name) else { return nil }
        guard let number = node.json.double, (0...1).contains(number) else {
            throw node.problem("expected a number from 0 to 1, found \(node.json.typeName)")
        }
        return number
    }

    /// A whole number above 0.
    func count(_ name: String) throws(Problem) -> Int? {
        guard let node = field(name) else { return nil }
        guard let number = node.json.whole, number > 0 else { throw node.problem("expected a whole number above 0") }
        return Int(number)
    }

    func list(_ name: String) throws(Problem) -> [SeedNode] {
        guard let node = field(name) else { return [] }
        guard let elements = node.json.elements else {
            throw node.problem("expected a list, found \(node.json.typeName)")
        }
        return elements.enumerated().map { SeedNode(json: $1, path: node.path + [String($0)]) }
    }

    func id(_ name: String) throws(Problem) -> Identifier? {
        guard let text = try text(name) else { return nil }
        guard let id = Identifier(text) else {
            throw Problem(path: path + [name], text: "\"\(text)\" is no UUID")
        }
        return id
    }

    /// An instant, in milliseconds since 1970.
    func instant(_ name: String) throws(Problem) -> Int64? {
        guard let text = try text(name) else { return nil }
        let bytes = text.utf8
        let hasOffset = bytes.last == UInt8(ascii: "Z") || bytes.suffix(6).contains { $0 == 0x2B || $0 == 0x2D }
        guard text.contains("T"), hasOffset, let instant = TimestampParser.parse(text) else {
            throw Problem(
                path: path + [name],
                text: "\"\(text)\" is no time with an offset, such as 2026-11-24T15:00:00Z"
            )
        }
        return instant
    }

    /// `starts_at`, with `ends_at` where there is one; nil when neither is there.
    func grantHours() throws(Problem) -> GrantHours? {
        guard let start = try instant("starts_at") else {
            guard try instant("ends_at") == nil else { throw problem("starts_at is missing") }
            return nil
        }
        let end = try instant("ends_at")
        if let end, end <= start { throw Problem(path: path + ["ends_at"], text: "ends_at must be after starts_at") }
        return GrantHours(startsAt: start, endsAt: end)
    }

    /// `starts_at` and `ends_at`; nil when neither is there.
    func timeFrame() throws(Problem) -> TimeFrame? {
        let start = try instant("starts_at")
        let end = try instant("ends_at")
        if start == nil, end == nil { return nil }
        guard let start, let end else {
            throw problem("starts_at and ends_at belong together; \(start == nil ? "starts_at" : "ends_at") is missing")
        }
        guard end > start else { throw Problem(path: path + ["ends_at"], text: "ends_at must be after starts_at") }
        return TimeFrame(startsAt: start, endsAt: end)
    }
}
