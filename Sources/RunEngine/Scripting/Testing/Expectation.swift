internal import CivilTime
internal import Lua
internal import Model
internal import Spelling

/// What a test expects of an outcome, compared with what there is; only what is named is looked at.
///
/// Rows, doors and what was left out are found by their names, in any order. A list is complete: what it does not name is
/// a difference, too. Times are read on the clock of the row's doors.
struct Expectation {
    private(set) var lines: [String] = []

    /// Compares an outcome with what is expected of it.
    /// - Throws: `script_error` for an expectation that makes no sense.
    init(_ wanted: LuaTable, of actual: LuaTable) throws(LuaError) {
        let node = TestNode(.table(wanted), at: "test.expect")
        try node.check(TestOutcome.fields)
        guard !wanted.fields.isEmpty else { throw node.problem("there is nothing in it") }
        compareEnd(wanted, actual)
        for name in ["state", "refusal"] { try compareText(node, actual, name) }
        try comparePart(node, actual, "message")
        for row in try pairs(node, actual, "rows", by: "name") { try compare(row: row) }
        for left in try pairs(node, actual, "left_out", by: "name", what: "left out") {
            try left.wanted.check(["name", "why"])
            try compareParts(left, ["why"])
        }
        try compareWarnings(node, actual)
        try compareOutput(node, actual)
    }

    /// A script that failed, or was refused, where that is not what the test is about.
    private mutating func compareEnd(_ wanted: LuaTable, _ actual: LuaTable) {
        guard let refusal = actual.fields["refusal"]?.text,
            ["state", "refusal", "message"].allSatisfy({ wanted.fields[$0] == nil })
        else { return }
        let state = actual.fields["state"]?.text ?? ""
        lines.append("the script was \(state == "failed" ? "stopped" : state), \(refusal):")
        lines.append("  \(actual.fields["message"]?.text ?? "")")
    }

    private mutating func compare(row: Pair) throws(LuaError) {
        try row.wanted.check([
            "name", "zone", "doors", "starts", "ends", "before", "after", "status", "error", "because", "members",
        ])
        let zone = row.actual.fields["zone"]?.text
        var found = FieldDifferences(zone: zone)
        for name in ["zone", "status", "error"] { try found.text(row.wanted, row.actual, name) }
        try found.part(row.wanted, row.actual, "because")
        try found.names(row.wanted, row.actual, "doors")
        for name in ["starts", "ends"] { try found.time(row.wanted, row.actual, name) }
        for name in ["before", "after"] { try found.state(row.wanted, row.actual, name) }
        add(found, of: row.title)
        for member in try pairs(row.wanted, row.actual, "members", by: "door", what: "\(row.title), door") {
            try member.wanted.check(["door", "status", "before", "after"])
            var found = FieldDifferences(zone: zone)
            try found.text(member.wanted, member.actual, "status")
            for name in ["before", "after"] { try found.state(member.wanted, member.actual, name) }
            add(found, of: member.title)
        }
    }

    private mutating func add(_ found: FieldDifferences, of title: String) {
        guard !found.lines.isEmpty else { return }
        lines.append(title)
        lines += found.lines.map { "  \($0)" }
    }
}

// MARK: - Lists

extension Expectation {
    /// Something that is expected and there.
    private struct Pair {
        let title: String
        let wanted: TestNode
        let actual: LuaTable
    }

    /// What a list wants and what there is, by a name in both; what is on one side only is a difference.
    private mutating func pairs(
        _ wanted: TestNode,
        _ actual: LuaTable,
        _ field: String,
        by key: String,
        what: String = "row",
    ) throws(LuaError) -> [Pair] {
        guard wanted.field(field) != nil else { return [] }
        var rest = Self.tables(actual.fields[field])
        var pairs: [Pair] = []
        for node in try wanted.list(field) {
            let name = node.value.text == nil ? try node.required(key, "which one is meant").text() : try node.text()
            let title = "\(what) \(name)"
            guard let place = rest.firstIndex(where: { $0.fields[key]?.text == name }) else {
                let near = NearestName.find(name, among: rest.compactMap { $0.fields[key]?.text })
                lines.append("\(title): expected, and not there" + (near.map { "; there is \"\($0)\"" } ?? ""))
                continue
            }
            let found = rest.remove(at: place)
            // A name alone says that it is there.
            let node = node.value.text == nil ? node : TestNode(.table(LuaTable()), at: node.place)
            pairs.append(Pair(title: title, wanted: node, actual: found))
        }
        lines += rest.map { "\(what) \($0.fields[key]?.text ?? ""): not expected\(Self.brief($0))" }
        return pairs
    }

    private static func tables(_ value: LuaValue?) -> [LuaTable] {
        guard case .table(let list)? = value else { return [] }
        return list.sequence.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    /// What something is about that is there and was not expected.
    private static func brief(_ table: LuaTable) -> String {
        if let why = table.fields["why"]?.text { return ": \(why)" }
        guard case .table(let before)? = table.fields["before"], case .table(let after)? = table.fields["after"] else {
            return ""
        }
        let changes = ["starts", "ends", "name"].compactMap { name -> String? in
            let (old, new) = (before.fields[name]?.text, after.fields[name]?.text)
            return old == new ? nil : "\(name) \(old ?? "never") → \(new ?? "never")"
        }
        return changes.isEmpty ? "" : ": \(changes.joined(separator: ", "))"
    }

    private mutating func compareWarnings(_ node: TestNode, _ actual: LuaTable) throws(LuaError) {
        guard node.field("warnings") != nil else { return }
        var rest = Self.tables(actual.fields["warnings"])
        for wanted in try node.list("warnings") {
            let code = wanted.value.text == nil ? try wanted.required("code", "its word").text() : try wanted.text()
            let known = Warning.Code.all.map(\.word)
            guard known.contains(code) else {
                throw wanted.problem(NearestName.sentence("Keyshift", "warning", code, among: known))
            }
            guard let place = rest.firstIndex(where: { $0.fields["code"]?.text == code }) else {
                lines.append("warning \(code): expected, and not there")
                continue
            }
            let found = rest.remove(at: place)
            guard wanted.value.text == nil else { continue }
            try wanted.check(["code", "message"])
            try compareParts(Pair(title: "warning \(code)", wanted: wanted, actual: found), ["message"])
        }
        lines += rest.map {
            "warning \($0.fields["code"]?.text ?? ""): not expected: \($0.fields["message"]?.text ?? "")"
        }
    }

    /// Lines that were printed: all of them as a list, or a text that stands somewhere in them.
    private mutating func compareOutput(_ node: TestNode, _ actual: LuaTable) throws(LuaError) {
        guard let wanted = node.field("output") else { return }
        guard case .table(let printed)? = actual.fields["output"] else { return }
        let found = printed.sequence.compactMap(\.text)
        if let part = wanted.value.text {
            guard !found.joined(separator: "\n").contains(part) else { return }
            lines.append("output: expected to hold \"\(part)\"; it is")
            lines += found.map { "  \($0)" }
            return
        }
        var expected: [String] = []
        for line in try node.list("output") {
            // An empty line is a line.
            expected.append(line.value.text == "" ? "" : try line.text())
        }
        for place in 0..<max(expected.count, found.count) {
            let (want, have) = (expected.dropFirst(place).first, found.dropFirst(place).first)
            guard want != have else { continue }
            lines.append("output, line \(place + 1)")
            lines += FieldDifferences.lines(want ?? "no such line", have ?? "no such line")
        }
    }
}

// MARK: - Texts

extension Expectation {
    private mutating func compareText(_ node: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        var found = FieldDifferences(zone: nil)
        try found.text(node, actual, name)
        lines += found.lines
    }

    private mutating func comparePart(_ node: TestNode, _ actual: LuaTable, _ name: String) throws(LuaError) {
        var found = FieldDifferences(zone: nil)
        try found.part(node, actual, name)
        lines += found.lines
    }

    private mutating func compareParts(_ pair: Pair, _ names: [String]) throws(LuaError) {
        var found = FieldDifferences(zone: nil)
        for name in names { try found.part(pair.wanted, pair.actual, name) }
        add(found, of: pair.title)
    }
}
