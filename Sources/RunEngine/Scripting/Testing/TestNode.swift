internal import CivilTime
internal import Lua
internal import Scripting
internal import Spelling

/// A value in a table of a test and where it is, with reads that say what is wrong and where.
struct TestNode {
    /// The most bytes of a text that is read letter by letter.
    private static let longest = 4000

    let value: LuaValue
    /// Such as `test.world: stays[2].ends`.
    let place: String

    init(_ value: LuaValue, at place: String) {
        self.value = value
        self.place = place
    }

    /// An error about this value.
    func problem(_ text: String) -> LuaError { LuaError("\(place): \(text)") }

    /// Refuses what is no table of these fields.
    /// - Throws: `script_error` with the nearest name.
    func check(_ names: [String]) throws(LuaError) {
        guard case .table(let table) = value else { throw problem("expected a table, not \(value.typeName)") }
        guard table.sequence.isEmpty, table.others.isEmpty else {
            throw problem("give \(names.joined(separator: ", ")) by name")
        }
        for name in table.fields.keys.sorted() where !names.contains(name) {
            throw LuaError(NearestName.sentence(place, "field", name, among: names))
        }
    }

    /// The value of a field, nil where there is none.
    func field(_ name: String) -> TestNode? {
        guard case .table(let table) = value, let value = table.fields[name] else { return nil }
        return TestNode(value, at: inner(name))
    }

    /// The value of a field that has to be there; `what` says what it is.
    func required(_ name: String, _ what: String) throws(LuaError) -> TestNode {
        guard let node = field(name) else { throw problem("\(name) is missing: \(what)") }
        return node
    }

    /// The values of a field that is a list; none where it is missing.
    func list(_ name: String) throws(LuaError) -> [TestNode] {
        guard let node = field(name) else { return [] }
        guard case .table(let table) = node.value, table.fields.isEmpty, table.others.isEmpty else {
            throw node.problem("expected a list, such as { … , … }, not \(node.value.typeName)")
        }
        return table.sequence.enumerated().map { TestNode($1, at: "\(node.place)[\($0 + 1)]") }
    }

    func text() throws(LuaError) -> String {
        guard let text = value.text, !text.isEmpty else { throw problem("expected a text, not \(described)") }
        guard text.utf8.count <= Self.longest else {
            throw problem("it has \(text.utf8.count) bytes, and \(Self.longest) are the most")
        }
        return text
    }

    func flag() throws(LuaError) -> Bool {
        guard case .boolean(let flag) = value else { throw problem("expected true or false, not \(described)") }
        return flag
    }

    /// A number from 0 to 1.
    func share() throws(LuaError) -> Double {
        let number: Double? =
            switch value {
            case .number(let number): number
            case .integer(let number): Double(number)
            default: nil
            }
        guard let number, (0...1).contains(number) else {
            throw problem("expected a number from 0 to 1, not \(described)")
        }
        return number
    }

    func zone() throws(LuaError) -> Zone {
        let name = try text()
        return try civil { () throws(CivilTimeError) in try Zone.named(name) }
    }

    /// An instant: a time, a text with an offset, or one that is on the clock of the zone.
    func instant(in zone: Zone) throws(LuaError) -> Instant {
        if case .object(let time as TimeValue) = value { return time.instant }
        let text = try text()
        if let instant = try? Instant(iso8601: text) { return instant }
        return try civil { () throws(CivilTimeError) in try zone.instant(for: CivilDateTime(parsing: text)) }
    }

    /// Turns an error of a time into one about this value.
    func civil<Value>(_ body: () throws(CivilTimeError) -> Value) throws(LuaError) -> Value {
        do throws(CivilTimeError) {
            return try body()
        } catch {
            throw problem(error.message)
        }
    }

    private var described: String { value.text == "" ? "an empty one" : value.typeName }

    private func inner(_ name: String) -> String { place.contains(": ") ? "\(place).\(name)" : "\(place): \(name)" }
}
