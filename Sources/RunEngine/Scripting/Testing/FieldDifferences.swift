internal import CivilTime
internal import Lua
internal import Model

/// The fields of one thing that are not as a test expects them, two lines each.
struct FieldDifferences {
    /// The zone on whose clock times are read; UTC where it is nil.
    let zone: String?
    private(set) var lines: [String] = []

    init(zone: String?) {
        self.zone = zone
    }

    /// The two lines of a difference.
    static func lines(_ wanted: String, _ found: String) -> [String] {
        ["  expected  \(wanted)", "  found     \(found)"]
    }

    /// Compares a text; `false` stands for none.
    mutating func text(_ wanted: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        guard let node = wanted.field(name) else { return }
        compare(name, try Self.expected(node) { node throws(LuaError) in try node.text() }, actual.fields[name]?.text)
    }

    /// Compares a sentence, of which only a part is given; upper and lower case count.
    mutating func part(_ wanted: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        guard let node = wanted.field(name) else { return }
        let part = try node.text()
        let found = actual.fields[name]?.text
        guard found?.contains(part) != true else { return }
        lines.append(name)
        lines += Self.lines("… \(part) …", found ?? "none")
    }

    /// Compares names without their order.
    mutating func names(_ wanted: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        guard let node = wanted.field(name) else { return }
        var expected = node.value.text.map { [$0] } ?? []
        if expected.isEmpty { for name in try wanted.list(name) { expected.append(try name.text()) } }
        guard case .table(let list)? = actual.fields[name] else { return }
        compare(
            name,
            expected.sorted().joined(separator: ", "),
            list.sequence.compactMap(\.text).sorted().joined(separator: ", ")
        )
    }

    /// Compares a time on the clock of the zone; `false` stands for none.
    mutating func time(_ wanted: TestNode, _ actual: LuaTable, _ name: String, as title: String? = nil) throws(LuaError)
    {
        guard let node = wanted.field(name) else { return }
        let zone = LocalTime.zone(zone)
        let expected = try Self.expected(node) { node throws(LuaError) in
            if let text = node.value.text, (try? Instant(iso8601: text)) == nil {
                // The text itself: a time that comes twice, or never, is not made an instant of.
                return "\(try node.civil { () throws(CivilTimeError) in try CivilDateTime(parsing: text) })"
            }
            return "\(zone.civil(at: try node.instant(in: zone)))"
        }
        compare(title ?? name, expected, actual.fields[name]?.text)
    }

    /// Compares `before` or `after`: the hours and the name.
    mutating func state(_ wanted: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        guard let node = wanted.field(name) else { return }
        try node.check(["starts", "ends", "name"])
        guard case .table(let state)? = actual.fields[name] else {
            lines.append("\(name): its doors differ; name them in members")
            return
        }
        for bound in ["starts", "ends"] { try time(node, state, bound, as: "\(name).\(bound)") }
        if let own = node.field("name") {
            compare(
                "\(name).name",
                try Self.expected(own) { node throws(LuaError) in try node.text() },
                state.fields["name"]?.text
            )
        }
    }

    private mutating func compare(_ name: String, _ wanted: String?, _ found: String?) {
        guard wanted != found else { return }
        lines.append(name)
        lines += Self.lines(wanted ?? "none", found ?? "none")
    }

    /// What is expected, nil where `false` says that there is none.
    private static func expected(
        _ node: TestNode,
        _ read: (TestNode) throws(LuaError) -> String,
    ) throws(LuaError) -> String? {
        if case .boolean(false) = node.value { return nil }
        return try read(node)
    }
}
