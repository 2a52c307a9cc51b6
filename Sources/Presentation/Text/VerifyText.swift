package import CivilTime
package import Model

/// What is on the doors, as an operator reads it.
package struct VerifyText {
    private static let shownRows = 20
    /// So many stays that begin on other days, and runs that came later, are listed; more are counted.
    private static let shownLater = 3

    private let report: RunReport
    private let showsAll: Bool
    private let words: [String]

    /// Makes the text of a report; long lists are cut unless all is asked for.
    ///
    /// `words` are those that were asked with: a run, `--all`, or doors.
    package init(_ report: RunReport, showsAll: Bool, words: [String]) {
        self.report = report
        self.showsAll = showsAll
        self.words = report.runID.isEmpty ? words : [report.runID]
    }

    /// No time at all: one look.
    package static let noWait = TimeSpan.zero

    /// The time that was typed.
    /// - Throws: `invalid_value` with a form that works.
    package static func wait(_ text: String) throws(PlanError) -> TimeSpan {
        do throws(CivilTimeError) {
            return try TimeSpan(parsing: text)
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, about: .wait, underlying: error)
        }
    }

    /// That somebody waits for the locks of doors that are offline, for at most so long.
    package static func waiting(for doors: [OfflineDoor], _ wait: TimeSpan) -> String {
        let names = doors.prefix(shownLater).map(\.name.shown).joined(separator: ", ")
        let more = doors.count > shownLater ? " and \(doors.count - shownLater) more" : ""
        let what = doors.count == 1 ? "until its lock is back" : "until their locks are back"
        return "Waiting for \(names)\(more), \(what), for at most \(wait) as --wait says; Ctrl-C ends it."
    }

    /// The lines.
    package var lines: [String] {
        let rows = report.plan.rows
        let since = rows.filter { $0.error?.code == .changedSince }
        let gone = rows.filter { $0.error?.code == .gone }
        let changed = rows.filter { $0.isChangedByOthers && $0.error?.code != .gone }
        let asked = rows.filter { row in
            [.failed, .look, .applied, .onDevice].contains(row.status) && row.error?.code != .changedSince
        }
        let others = rows.count - since.count - gone.count - changed.count - asked.count
        let failed = asked.filter { $0.status == .failed }
        let warned = asked.filter { $0.status == .look }
        let waiting = asked.filter { $0.status == .applied }
        let hidden = asked.count { report.offlineDoors.hide($0) }
        let onDoors = asked.count { $0.status == .onDevice } - hidden
        let open = [
            (hidden, hidden == 1 ? "not confirmed, its lock is offline" : "not confirmed, their locks are offline"),
            (waiting.count, "waiting"), (warned.count, "to look at"), (changed.count, "changed by others"),
            (gone.count, "gone"), (failed.count, "failed"),
        ]
        let counts = open.filter { $0.0 > 0 }.map { " · \($0.0) \($0.1)" }.joined()
        let all = asked.count + changed.count + gone.count + since.count
        var lines = ["ON THE DOORS  \(onDoors)/\(all)\(later(since))\(counts)   \(subject)"]
        lines +=
            list("FAILED", failed) + list("GONE", gone) + list("CHANGED", changed) + list("LOOK", warned)
            + waits(waiting)
        lines += list("CHANGED SINCE", since)
        lines += OfflineDoorText(report.offlineDoors, showsAll: showsAll).lines
        if others > 0 {
            lines.append("\(others) of its rows were not moved: keyshift runs show \(report.runID.shown)")
        }
        if hidden > 0 || waiting.contains(where: { $0.error?.code == .waiting }) {
            lines.append("Look again: keyshift verify \(ShellWords.line(words)) --wait 10m")
        }
        return lines + whys(failed + gone + changed + warned)
    }

    /// ` · 5 changed since by run 80aa of ana · 1 taken back by run 91bc of ana`: what runs of this journal changed since.
    private func later(_ rows: [Row]) -> String {
        var counts: [(what: String, count: Int)] = []
        for row in rows {
            let what = ForeignText.sentence(row.error?.message ?? "")
            if let place = counts.firstIndex(where: { $0.what == what }) {
                counts[place].count += 1
            } else {
                counts.append((what, 1))
            }
        }
        counts.sort { $0.count > $1.count }
        let shown = counts.prefix(Self.shownLater).map { " · \($0.count) \($0.what)" }.joined()
        let rest = counts.dropFirst(Self.shownLater).reduce(0) { $0 + $1.count }
        return shown + (rest > 0 ? " · \(rest) changed since by other runs" : "")
    }

    /// How it is asked of each stay why, and what to do.
    private func whys(_ rows: [Row]) -> [String] {
        var stays: [Row] = []
        for row in rows where !stays.contains(where: { $0.target == row.target }) { stays.append(row) }
        let names = stays.map(\.name)
        let commands = stays.map { row in
            "keyshift why \(ShellWords.quoted(TypedStay.word(row.target, row.name, among: names)))"
        }
        guard commands.count > 1 else { return commands.map { "Why, and what to do: \($0)" } }
        let shown = showsAll ? commands[...] : commands.prefix(Self.shownRows)
        let rest = commands.count > shown.count ? ["    … \(commands.count - shown.count) more: --verbose"] : []
        return ["Why, and what to do:"] + shown.map { "    \($0)" } + rest
    }

    private var subject: String {
        guard report.runID.isEmpty else { return "run \(report.runID.shown)" }
        return words == ["--all"] ? "all runs of the last 48 hours" : words.map(\.shown).joined(separator: " ")
    }

    /// What waits for its lock, and in one line the stays that begin on other days.
    private func waits(_ rows: [Row]) -> [String] {
        let later = rows.filter(beginsOnAnotherDay)
        guard !showsAll, later.count > Self.shownLater else { return list("WAITS", rows) }
        let starts = later.compactMap { row in row.members.compactMap(\.after.startsAt).min().map { ($0, row.zone) } }
        let first = starts.min { $0.0 < $1.0 }.map { start in
            ", the first \(LocalTime.zoned(start.0, start.1, near: report.plan.madeAt))"
        }
        let all = "keyshift verify \(ShellWords.line(words)) --verbose"
        return list("WAITS", rows.filter { !beginsOnAnotherDay($0) })
            + ["WAITS  \(later.count) stays that begin on other days\(first ?? "")   all of them: \(all)"]
    }

    private func beginsOnAnotherDay(_ row: Row) -> Bool {
        guard let start = row.members.compactMap(\.after.startsAt).min() else { return false }
        let now = report.plan.madeAt
        return start > now && !LocalTime.isSameDay(start, now, row.zone)
    }

    private func list(_ head: String, _ rows: [Row]) -> [String] {
        let shown = showsAll ? rows[...] : rows.prefix(Self.shownRows)
        let lines = shown.map { "\(head)  \($0.label)  \(ForeignText.paragraph($0.error?.message ?? ""))" }
        return rows.count > shown.count ? lines + ["  … \(rows.count - shown.count) more: --verbose"] : lines
    }
}
