internal import CivilTime

/// A plan as an operator reads it: grouped by zone, on the doors' own clocks, like a timetable.
package struct PlanText {
    /// How many rows of a zone are shown unless all are asked for.
    private static let shownRows = 10

    private let plan: Plan
    private let title: String
    private let workspace: String?
    private let showsAll: Bool

    /// Makes the text of a plan.
    ///
    /// - Parameters:
    ///   - title: What is planned, such as the script and its arguments.
    ///   - workspace: The workspace's name, with `SANDBOX` before it where nothing real can happen.
    ///   - showsAll: Whether long lists are shown to their end.
    package init(_ plan: Plan, title: String, workspace: String?, showsAll: Bool) {
        self.plan = plan
        self.title = title
        self.workspace = workspace
        self.showsAll = showsAll
    }

    /// The lines of the text.
    package var lines: [String] {
        var lines = ["PLAN  \(title)    \(LocalTime.full(plan.madeAt, nil))"]
        lines.append([workspace, "nothing has been sent"].compactMap(\.self).joined(separator: "   "))
        lines.append(summary)
        if let latest = deadlines.first {
            lines.append("The first old end is \(LocalTime.brief(latest.instant, latest.zone)).")
        }
        lines += moves.map { "  \($0.text)   \($0.count)" }
        for zone in zones { lines += table(of: zone) }
        lines += leftOut
        return lines
    }

    private var changed: [Row] { plan.rows.filter { $0.status == .planned } }

    private var deadlines: [(instant: Instant, zone: String?)] {
        changed.filter(\.isInHouse).compactMap { row in row.deadline.map { ($0, row.zone) } }
            .sorted { $0.instant < $1.instant }
    }

    private var summary: String {
        let inside = changed.count(where: \.isInHouse)
        let doors = Set(changed.flatMap { $0.members.map(\.deviceID) }).count
        let already = plan.rows.count(where: { $0.status == .already })
        var parts = [Self.count(changed.count, "group changes", "groups change")]
        if inside > 0 { parts[0] += " (\(inside) with a guest inside)" }
        if already > 0 { parts.append("\(already) already so") }
        if !plan.leftOut.isEmpty { parts.append("\(plan.leftOut.count) left out") }
        parts.append(Self.count(doors, "door", "doors"))
        return parts.joined(separator: " · ")
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    // MARK: - The summary of the moves

    private var moves: [(text: String, count: Int)] {
        var counts: [String: Int] = [:]
        for row in changed { counts[move(of: row), default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = showsAll ? sorted[...] : sorted.prefix(6)
        let rest = sorted.dropFirst(shown.count).reduce(0) { $0 + $1.value }
        let width = shown.map(\.key.count).max() ?? 0
        var moves = shown.map { (text: $0.key.padded(to: width), count: $0.value) }
        if rest > 0 { moves.append((text: "other moves".padded(to: width), count: rest)) }
        return moves
    }

    private func move(of row: Row) -> String {
        guard let before = row.before, let after = row.after else { return "different hours on its doors" }
        var parts: [String] = []
        if row.changes.contains(.startsAt) { parts.append("starts \(move(before.startsAt, after.startsAt, row.zone))") }
        if row.changes.contains(.endsAt) { parts.append("ends \(move(before.endsAt, after.endsAt, row.zone))") }
        if row.changes.contains(.name) { parts.append("a new name") }
        return (parts + [row.zone ?? "zone not known, times in UTC"]).joined(separator: "   ")
    }

    private func move(_ before: Instant?, _ after: Instant?, _ zone: String?) -> String {
        guard let before, let after else { return "set" }
        guard LocalTime.day(before, zone) == LocalTime.day(after, zone) else {
            return "\(LocalTime.clock(before, zone)) \(LocalTime.day(before, zone)) → "
                + "\(LocalTime.clock(after, zone)) \(LocalTime.day(after, zone))"
        }
        return "\(LocalTime.clock(before, zone)) → \(LocalTime.clock(after, zone))  \(LocalTime.day(before, zone))"
    }

    // MARK: - The rows

    private var zones: [String?] {
        let named = Set(changed.compactMap(\.zone)).sorted()
        return named.map(Optional.some) + (changed.contains { $0.zone == nil } ? [nil] : [])
    }

    private func table(of zone: String?) -> [String] {
        let rows = changed.filter { $0.zone == zone }
        let shown = showsAll ? rows[...] : rows.prefix(Self.shownRows)
        var table = TextTable(columns: ["name", "doors", "now", "then", ""])
        for row in shown {
            table.add([row.label, doors(of: row), hours(row.before, zone), hours(row.after, zone), change(of: row)])
        }
        var lines = [heading(of: zone)] + table.lines.map { "  \($0)" }
        if rows.count > shown.count { lines.append("  … \(rows.count - shown.count) more: --verbose") }
        return lines
    }

    private func heading(of name: String?) -> String {
        guard let name else { return "ZONE NOT KNOWN, TIMES IN UTC" }
        let offset = LocalTime.zone(name).offsetDescription(at: plan.madeAt)
        return "\(name.uppercased()) (\(offset))"
    }

    private func doors(of row: Row) -> String {
        let names = row.members.map(\.door)
        return names.prefix(2).joined(separator: ", ") + (names.count > 2 ? ", … \(names.count - 2) more" : "")
    }

    private func hours(_ state: CodeState?, _ zone: String?) -> String {
        guard let state else { return "mixed" }
        guard let start = state.startsAt, let end = state.endsAt else { return "ongoing" }
        return "\(LocalTime.brief(start, zone)) – \(LocalTime.brief(end, zone))"
    }

    private func change(of row: Row) -> String {
        guard let before = row.before, let after = row.after else { return "" }
        let ends = shift(before.endsAt, after.endsAt)
        let starts = shift(before.startsAt, after.startsAt)
        var parts: [String] = []
        if let starts, let ends, starts == ends {
            parts.append(starts)
        } else {
            if let starts { parts.append("start \(starts)") }
            if let ends { parts.append(ends) }
        }
        if before.name != after.name { parts.append("named \(after.name ?? "nothing")") }
        return parts.joined(separator: ", ")
    }

    private func shift(_ before: Instant?, _ after: Instant?) -> String? {
        guard let before, let after, before != after else { return nil }
        return (after - before).signedDescription
    }

    private var leftOut: [String] {
        plan.leftOut.enumerated().map { place, item in
            "\(place == 0 ? "LEFT OUT" : "        ")  \(item.what)  \(item.why)"
        }
    }
}
