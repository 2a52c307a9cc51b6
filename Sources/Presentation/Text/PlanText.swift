internal import CivilTime
package import Model
internal import Spelling

/// A plan as an operator reads it: grouped by zone, on the doors' own clocks, like a timetable.
package struct PlanText {
    /// How many rows of a zone are shown unless all are asked for.
    private static let shownRows = 10

    private let plan: Plan
    private let heading: Heading
    private let showsAll: Bool
    private let page: Page
    /// Whether it says what was left out, and why: not where the end of the run says just that.
    package var tellsLeftOut = true

    /// Makes the text of a plan for a page; long lists are cut unless all is asked for.
    package init(_ plan: Plan, _ heading: Heading, showsAll: Bool, on page: Page = .endless) {
        self.plan = plan
        self.heading = heading
        self.showsAll = showsAll
        self.page = page
    }

    /// Makes the text of a report's plan for a page.
    package init(_ report: RunReport, _ heading: Heading, showsAll: Bool, on page: Page = .endless) {
        self.init(report.plan, heading, showsAll: showsAll, on: page)
    }

    /// The lines of the text.
    package var lines: [String] { head + moved + outliers + rest }

    /// The lines without those that `reminder` has, which are said at the question then.
    package var body: [String] { moved + rest }

    private var moved: [String] { moves.map { "  \($0.text)   \($0.count)" } }

    private var rest: [String] {
        var lines: [String] = []
        for zone in zones { lines += table(of: zone) }
        if tellsLeftOut { lines += Self.section("LEFT OUT", LeftOutText(plan).listed) }
        lines += Self.alarms(of: plan)
        lines += Self.section("WARNING", warnings.map { WarningText($0).sentence })
        lines += Self.section(
            "NOT COVERED",
            plan.warnings.filter { $0.code == .notCovered }.map { ForeignText.paragraph($0.message) }
        )
        return lines
    }

    /// The alarms that a script has raised.
    package static func alarms(of plan: Plan) -> [String] {
        section("ALARM", plan.alarms.map(AlarmLine.of))
    }

    /// What stands above the moves: what is planned by whom, where, how much, and by when; said again at the question.
    package var head: [String] {
        let next = heading.isAgreed ? "sent next, unless a check refuses it" : "nothing has been sent"
        let place = [heading.workspace, next].compactMap(\.self).joined(separator: "   ")
        return header + [place] + (heading.only.map { ["ONLY  \($0)"] } ?? [])
            + [summary] + RestText(plan).lines + timing
            + LetThroughText(plan).lines
    }

    /// What is said at the question of a plan that is longer than the window, and not above it: the head, and the rows that are
    /// unlike the others.
    package var reminder: [String] { head + outliers }

    private var outliers: [String] {
        Self.section("LOOK FIRST", plan.outliers.map { "\($0.label)  \(ForeignText.sentence($0.why))" })
    }

    /// That a booking was remembered helps nobody who reads a plan; documents have it.
    private var warnings: [Warning] { plan.warnings.filter { $0.code != .notCovered && $0.code != .remembered } }

    private var changed: [Row] { plan.rows.planned }

    /// What the plan does to all stays that it changes, nil for several things.
    private var deed: RowDeed? { RowDeed.common(of: changed) }

    // MARK: - The head

    private var header: [String] {
        let all = zones.isEmpty ? Set(plan.rows.map(\.zone)) : Set(zones)
        let zone = (all.count == 1 ? all.first ?? nil : nil) ?? heading.machineZone
        let until = heading.goodUntil.map { "good until \(LocalTime.brief($0.toTheMinute, zone, near: plan.madeAt))" }
        // The lines below are under it, and have a zone of their own where there are several.
        let made = "\(LocalTime.full(plan.madeAt.toTheMinute, zone)) by \(heading.operatorName.shown)"
        let parts = [made, until, heading.zoneData.map { "zone data \($0)" }].compactMap(\.self)
        return page.filled(["PLAN  \(heading.title) "] + parts, margin: 6)
    }

    private var summary: String {
        let inside = plan.stayCount(of: changed.filter(\.isInHouse))
        let doors = Set(changed.flatMap { $0.members.map(\.deviceID) }).count
        let isSo = plan.rows.filter { $0.status == .already && $0.error == nil }
        let already = plan.stayCount(of: isSo, besides: plan.rows.filter { $0.status != .already || $0.error != nil })
        let left = plan.stayCount(of: plan.rows.filter { $0.status == .already && $0.error != nil }, besides: changed)
        var parts = [changed.isEmpty ? nothing : DeedWords.changes(deed, plan.stayCount(of: changed))]
        if inside > 0 { parts[0] += " (\(inside) with a guest inside)" }
        if already > 0 { parts.append("\(already) already so") }
        parts += earlier
        if left > 0 { parts.append("\(left) left as it is") }
        let aside = LeftOutText(plan).aside
        if plan.leftOutCount > 0 { parts.append("\(plan.leftOutCount) left out\(aside)") }
        if !warnings.isEmpty { parts.append(warnings.count.counted("warning")) }
        if doors > 0 { parts.append(doors.counted("door")) }
        if let estimate = plan.estimate, !changed.isEmpty { parts.append(Self.duration(estimate)) }
        return parts.joined(separator: " · ")
    }

    /// What is said where nothing changes.
    private var nothing: String {
        let isRest = plan.rows.contains { [.applied, .onDevice, .pending].contains($0.status) }
        return isRest ? "nothing is left to send" : "nothing to change"
    }

    /// What became of other rows before: of a run that is resumed, and of groups that others have changed.
    private var earlier: [String] {
        let words: [(Set<RowStatus>, String)] = [
            ([.applied, .onDevice], "moved before"), ([.pending], "sent without an answer"),
            ([.conflict], "changed by others"), ([.failed], "failed"), ([.look], "to look at"),
            ([.taken], "left to another run"),
        ]
        return words.compactMap { statuses, word in
            let count = plan.stayCount(of: plan.rows.filter { statuses.contains($0.status) })
            return count == 0 ? nil : "\(count) \(word)"
        }
    }

    /// When it must begin, and whether anybody loses the door.
    private var timing: [String] {
        guard !changed.isEmpty else { return [] }
        if deed == .resent { return ["Nothing moves: the locks get the hours that Seam has for them, once more."] }
        var parts: [String] = []
        if let estimate = plan.estimate {
            if estimate.late > 0 {
                parts.append(
                    "\(DeedWords.late(effect, estimate.late, movesStarts: movesStarts)) even if it starts now."
                )
            } else if let start = estimate.startBy, !movesPastStartsOnly {
                let time = LocalTime.brief(start.toTheMinute, estimate.startByZone, near: plan.madeAt)
                let zone = zones.count > 1 ? estimate.startByZone.map { " (\($0.shown))" } ?? "" : ""
                let isOne = plan.stayCount(of: changed) == 1
                let consequence = DeedWords.consequence(effect, isOne: isOne, movesStarts: movesStarts)
                parts.append("Start by \(time)\(zone), or \(consequence).")
            }
        } else {
            parts.append("Without a pace: nobody can say how long it takes.")
        }
        let lockedOut = plan.lockouts
        if lockedOut > 0 {
            parts.append("\(lockedOut.counted("guest")) would be locked out at once.")
        } else if let soon = soonOutside {
            parts.append(soon)
        } else if deed != .made {
            let isAnyShorter = plan.shortenedInside > 0 && soonOutside == nil
            parts.append(isAnyShorter ? "None would be locked out at once." : "None would be locked out.")
        }
        if plan.shortenedInside > 0, soonOutside == nil {
            parts.append("\(plan.shortenedInside.counted("guest")) who can open now would lose time.")
        }
        return (parts.isEmpty ? [] : [parts.joined(separator: "   ")]) + lostPINs
    }

    /// That the guests who lose time are outside within minutes, where that holds for each of them.
    private var soonOutside: String? {
        let inside = changed.filter { $0.isInHouse && $0.losesTime }
        let ends = inside.compactMap { row in row.members.compactMap(\.after.endsAt).min() }
        guard let last = ends.max(), ends.count == inside.count,
            plan.stayCount(of: inside) == plan.shortenedInside, last - plan.madeAt < Self.soon
        else { return nil }
        let time = LocalTime.brief(last, inside[0].zone, near: plan.madeAt)
        let guests = plan.stayCount(of: inside).counted("guest who can open now is", "guests who can open now are")
        return "\(guests) outside from \(time) on."
    }

    private static let soon = TimeSpan(milliseconds: 15 * 60_000)

    /// What comes of the rows for those who begin late: an undo may shorten as `end` does.
    private var effect: RowDeed? { changed.onlyEndEarlier ? .shortened : deed }

    private var movesStarts: Bool {
        changed.contains { $0.changes.contains(.startsAt) && !hasPastStarts($0) }
    }

    /// Whether nothing but starts moves that are over before and after, which no door tells from one another.
    private var movesPastStartsOnly: Bool {
        changed.allSatisfy { $0.changes.allSatisfy { $0 == .startsAt } && hasPastStarts($0) }
    }

    private func hasPastStarts(_ row: Row) -> Bool {
        row.members.allSatisfy { member in
            [member.before.startsAt, member.after.startsAt].allSatisfy { $0.map { $0 <= plan.madeAt } ?? false }
        }
    }

    /// What no undo gives back, said before it is sent.
    private var lostPINs: [String] {
        let cancelled = changed.contains { $0.change == .cancel }
        let renewed = changed.contains { $0.change == .doors && $0.makesPIN }
        let pins = [cancelled ? "A cancelled PIN" : nil, renewed ? "An old PIN" : nil].compactMap(\.self)
        return pins.map { "\($0) is gone, and nothing gives it back." }
    }

    private static func duration(_ estimate: ApplyEstimate) -> String {
        let minutes = (estimate.duration.milliseconds + 59_999) / 60_000
        let time =
            switch minutes {
            case ...1 where estimate.duration.milliseconds <= 15_000: "takes seconds"
            case ...1: "about a minute"
            case ..<120: "\(minutes) min"
            default: "\(minutes / 60) h \(minutes % 60) min"
            }
        return estimate.pacingDoor.map { "\(time) (\($0.shown) sets the pace)" } ?? time
    }
    private static func section(_ word: String, _ items: [String]) -> [String] {
        items.enumerated().map { place, item in
            "\(place == 0 ? word : String(repeating: " ", count: word.count))  \(item)"
        }
    }

    // MARK: - The summary of the moves

    private var moves: [(text: String, count: Int)] {
        let counts = Dictionary(grouping: changed, by: move).mapValues { plan.stayCount(of: $0) }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = showsAll ? sorted[...] : sorted.prefix(6)
        let rest = sorted.dropFirst(shown.count).reduce(0) { $0 + $1.value }
        let width = shown.map { TextWidth.of($0.key) }.max() ?? 0
        var moves = shown.map { (text: $0.key.padded(to: width), count: $0.value) }
        if rest > 0 { moves.append((text: "other moves".padded(to: width), count: rest)) }
        return moves
    }

    private func move(of row: Row) -> String {
        if row.changesDoors {
            return [DoorsText(row: row, now: plan.madeAt).sort, row.zone?.shown ?? "zone not known, times in UTC"]
                .joined(separator: "   ")
        }
        guard let before = row.before, let after = row.after else { return "different hours on its doors" }
        guard !row.sendsAgain else {
            return "the same hours again   \(row.zone?.shown ?? "zone not known, times in UTC")"
        }
        var parts: [String] = []
        if row.changes.contains(.startsAt) { parts.append("starts \(move(before.startsAt, after.startsAt, row.zone))") }
        if row.changes.contains(.endsAt) { parts.append("ends \(move(before.endsAt, after.endsAt, row.zone))") }
        if row.changes.contains(.name) { parts.append("a new name") }
        return (parts + [row.zone?.shown ?? "zone not known, times in UTC"]).joined(separator: "   ")
    }

    private func move(_ before: Instant?, _ after: Instant?, _ zone: String?) -> String {
        guard let before, let after else { return "set" }
        guard LocalTime.isSameDay(before, after, zone) else {
            return "\(LocalTime.dayAndTime(before, zone, near: plan.madeAt)) → "
                + LocalTime.dayAndTime(after, zone, near: plan.madeAt)
        }
        return "\(LocalTime.clock(before, zone)) → \(LocalTime.clock(after, zone))  \(LocalTime.day(before, zone))"
    }

    // MARK: - The rows

    private var zones: [String?] {
        let named = Set(changed.compactMap(\.zone)).sorted()
        return named.map(Optional.some) + (changed.contains { $0.zone == nil } ? [nil] : [])
    }

    private func table(of zone: String?) -> [String] {
        let all = plan.joined(changed.filter { $0.zone == zone })
        let first = Set(plan.outliers.map(\.target))
        let rows = all.filter { first.contains($0.target) } + all.filter { !first.contains($0.target) }
        let shown = showsAll ? rows[...] : rows.prefix(Self.shownRows)
        var (table, place) = (table(of: shown, zone, without: 0), "")
        var houses: [(name: String, rows: [Row])] = []
        if !table.fits(on: page, indent: 2) {
            // What all doors begin with is said once, rather than that each is cut before its number.
            let common = DoorNames.beginning(of: shown.flatMap { $0.members.map(\.door.shown) })
            table = self.table(of: shown, zone, without: common.count, undone: "undo until")
            place = common.isEmpty ? "" : "   \(common)"
            if !table.fits(on: page, indent: 2) { houses = DoorNames.houses(of: shown) }
        }
        let clocks = ClockChanges(rows).lines.map { "  \($0)" }
        var lines = [heading(of: zone) + place] + clocks
        if houses.count > 1 {
            for house in houses {
                lines += house.name.isEmpty ? [] : page.lines("  \(house.name)")
                lines += self.table(of: house.rows[...], zone, without: house.name.count, undone: "undo until")
                    .lines(on: page, indent: 2)
            }
        } else {
            lines += table.lines(on: page, indent: 2)
        }
        if rows.count > shown.count { lines.append("  … \(rows.count - shown.count) more: --verbose") }
        return lines
    }

    /// The table of some rows of a zone, whose doors are written without their first letters.
    private func table(
        of rows: ArraySlice<Row>,
        _ zone: String?,
        without letters: Int,
        undone heading: String = "can be undone until",
    ) -> TextTable {
        let columns = columns(of: changed.filter { $0.zone == zone })
        if deed == .resent { return same(rows, zone, without: letters) }
        let headings = ["name", "doors"] + columns.flatMap(\.headings) + ["", heading]
        // A guest is found by the beginning of the name, and a room by its end: names are cut first, and hours never. Where
        // the room is all that is left of its door, what stands behind it goes before any letter of a name.
        let endsInDoors = letters > 0 && rows.allSatisfy { DoorNames.isShort($0, without: letters) }
        var table = TextTable(columns: headings, cutting: [endsInDoors ? 1 : 0], andThen: [endsInDoors ? 0 : 1])
        let isNarrow = !heading.hasPrefix("can")
        for row in rows {
            let cells = columns.flatMap {
                [cell($0, row.before, zone, isMixed: row.isMixed), cell($0, row.after, zone, isMixed: row.isMixed)]
            }
            let short = DoorNames.short(row, roomsFirst: isNarrow)
            let doors = String(short.dropFirst(letters).drop { $0 == " " })
            let last = undoable(row, zone) ?? (isNarrow ? "never" : "cannot be")
            table.add([row.label, doors] + cells + [change(of: row), last])
        }
        return table
    }

    /// The table of rows that change nothing: the hours of each once, and nothing that could be undone.
    private func same(_ rows: ArraySlice<Row>, _ zone: String?, without letters: Int) -> TextTable {
        var table = TextTable(columns: ["name", "doors", "from", "until"], cutting: [0], andThen: [1])
        for row in rows {
            let hours = [\CodeState.startsAt, \.endsAt].map { bound in
                cell(Column(word: "", bound: bound), row.before, zone, isMixed: row.isMixed)
            }
            table.add([row.label, String(DoorNames.short(row).dropFirst(letters).drop { $0 == " " })] + hours)
        }
        return table
    }

    private func heading(of name: String?) -> String {
        guard let name else { return "ZONE NOT KNOWN, TIMES IN UTC" }
        let offset = LocalTime.zone(name).offsetDescription(at: plan.madeAt)
        return "\(name.uppercased().shown) (\(offset))"
    }

    // MARK: - The columns

    /// A pair of columns: one bound, before and after.
    private struct Column {
        let word: String
        let bound: KeyPath<CodeState, Instant?>

        var headings: [String] { ["\(word) now", "\(word) then"] }
    }

    /// The bounds that some row of a zone changes; both where only names change.
    private func columns(of rows: [Row]) -> [Column] {
        let columns = [Column(word: "starts", bound: \.startsAt), Column(word: "ends", bound: \.endsAt)]
        let changed = zip(columns, [ChangedField.startsAt, .endsAt])
            .filter { column in rows.contains { $0.changes.contains(column.1) } }.map(\.0)
        return changed.isEmpty ? columns : changed
    }

    private func cell(_ column: Column, _ state: CodeState?, _ zone: String?, isMixed: Bool) -> String {
        guard let state else { return isMixed ? "mixed" : "none" }
        guard let instant = state[keyPath: column.bound] else { return "ongoing" }
        return LocalTime.brief(instant, zone, near: plan.madeAt)
    }

    private func change(of row: Row) -> String {
        if row.changesDoors { return DoorsText(row: row, now: plan.madeAt).what }
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
        if before.name != after.name { parts.append("named \(after.name?.shown ?? "nothing")") }
        return parts.joined(separator: ", ")
    }

    private func shift(_ before: Instant?, _ after: Instant?) -> String? {
        guard let before, let after, before != after else { return nil }
        return (after - before).toTheSecond.signedDescription
    }

    /// Until when a row can be undone, nil where it cannot be.
    private func undoable(_ row: Row, _ zone: String?) -> String? {
        guard Undoability.obstacle(of: row, at: plan.madeAt) == nil else { return nil }
        return Undoability.deadline(of: row).map { LocalTime.brief($0, zone, near: plan.madeAt) } ?? "its end"
    }
}
