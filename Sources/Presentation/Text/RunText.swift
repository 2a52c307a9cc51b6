internal import CivilTime
package import Model
internal import Spelling

/// The end of a run as an operator reads it.
package struct RunText {
    private let report: RunReport
    private let offline: OfflineLockText
    /// The schedule whose firing it is of, nil for a command.
    private let way: ScheduleWay?
    /// What was told with the plan of rows, each by its lines: that is not told again.
    private let told: [[String]]

    /// Makes the text of a report; of a firing the lines that go on are those of its schedule, and `told` was told with the plan.
    package init(_ report: RunReport, of way: ScheduleWay? = nil, told: [[String]] = []) {
        self.report = report
        self.way = way
        self.told = told
        offline = OfflineLockText(report)
    }

    /// The lines for stdout: what happened.
    package var lines: [String] {
        switch report.state {
        case .refused: return refused
        case .waiting: return waiting
        case .failed: return failed
        default: return problems + stops + [summary] + leftToOthers + leftOut + passed + offline.lines + help
        }
    }

    private var problems: [String] { problemsOfRows.filter { !told.contains($0) }.flatMap(\.self) }

    /// What went wrong with rows, each by its lines.
    package var problemsOfRows: [[String]] {
        let conflicts = report.plan.rows.filter { $0.status == .conflict && $0.error != nil }
        // Who may stand outside comes first.
        let lost = conflicts.filter { $0.error?.isOfLostCode ?? false }
        let others = conflicts.filter { !($0.error?.isOfLostCode ?? false) }
        let offered = Set(
            (lost.prefix(Self.offeredOfLost) + others.prefix(max(0, Self.offered - lost.count))).map(\.target)
        )
        var told: Set<[String]> = []
        return report.plan.rows.compactMap { row -> [String]? in
            guard let error = row.error else { return nil }
            let request = error.requestID.map { ["  request \($0.shown)"] } ?? []
            let command = error.command.map { ["  \(Self.purpose(of: $0)): keyshift \(ShellWords.line($0))"] } ?? []
            let message = ForeignText.paragraph(error.message)
            guard row.status == .conflict else {
                // What is neither so nor changed is no "already".
                let word = row.status == .already ? "NOT MOVED" : row.status.rawValue.uppercased()
                let lines = ["\(word) \(row.label): \(message)"] + command + request
                // What is told of a stay is not told once more for each of its doors.
                let isNew = told.insert([report.plan.stay(of: row).identifier] + lines).inserted
                return isNew ? lines : nil
            }
            let wanted = ChangeText(row: row, now: report.plan.madeAt).line
            var ways = offered.contains(row.target) ? ways(after: row, among: conflicts.map(\.name)) : []
            if let command = error.command, !ways.isEmpty {
                ways.insert("  to take back just that later change: keyshift \(ShellWords.line(command))", at: 1)
            }
            return ["CONFLICT  \(row.label): not touched", "  wanted  \(wanted)", "  \(message)"] + ways + request
        }
    }

    /// What the command of a row is for that was left as it is.
    private static func purpose(of command: [String]) -> String {
        if command.first == "extend" { return "if the afternoon was meant" }
        return command.contains("--help") ? "to end it earlier" : "to end it then"
    }

    /// For so many conflicts commands are offered.
    private static let offered = 3
    /// For so many conflicts of stays that have lost a code, `why` is offered.
    private static let offeredOfLost = 10

    /// How somebody goes on with a stay that others had changed: what is so now, and the hours that were wanted, by a line of its own.
    private func ways(after row: Row, among names: [String?]) -> [String] {
        var redo = RedoCommand(row: row, run: nil, now: report.plan.madeAt)
        (redo.names, redo.found) = (names, row.error?.found ?? [:])
        redo.isLost = row.error?.isOfLostCode ?? false
        let offer = redo.offer
        let why = ["why", TypedStay.word(row.target, row.name, among: names)]
        let first = "  how it is now, and what to do: keyshift \(ShellWords.line(why))"
        guard offer.command.first != "why" else { return [first] }
        return [first] + ConflictText.lines(redo)
    }

    /// Why rows were left that nobody asked to leave.
    private var stops: [String] {
        report.plan.warnings.filter { $0.code == .stopped }.map { "WARNING  \($0.message)" }
    }

    /// What was left out, where not all is done that was asked for.
    private var leftOut: [String] {
        let plan = report.plan
        if report.state == .completed, !plan.isInVain {
            let earlier = EarlierText(plan).lines
            return earlier + (earlier.isEmpty ? [] : LeftOutText(plan).linesBesideEarlier)
        }
        let isAllEarlier = plan.isInVain && plan.leftOut.allSatisfy { $0.isOfOthers || $0.earlier != nil }
        return isAllEarlier ? EarlierText(plan).lines : LeftOutText(plan).lines
    }

    /// What a check would have refused, where something was sent.
    private var passed: [String] {
        report.wasSent ? LetThroughText(report.plan).lines : []
    }

    private var refused: [String] {
        guard let failure = report.failure else { return ["REFUSED, \(sentNothing) (exit 4)"] }
        // The sentence says it itself where nobody can be asked.
        let isSaid = failure.remedy == .consent && report.directCalls?.sent ?? 0 == 0
        return problems + ["REFUSED\(isSaid ? "" : ", \(sentNothing)") (exit 4): \(sentence(failure))"]
    }

    private var waiting: [String] {
        let why = report.failure.map(sentence) ?? "somebody has to approve it"
        let until = report.waiting.map { ["  good until \(LocalTime.full($0.expiresAt, nil))"] } ?? []
        return problems + ["WAITING, \(sentNothing) (exit 4): \(why)"] + until
    }

    private var failed: [String] {
        let head = "STOPPED, \(sentNothing) (exit \(report.exitCode(isPlanOnly: false)))"
        guard let failure = report.failure else { return [head] }
        // Where it is in the script is for whoever wrote that, and stands below what is wrong.
        let place = failure.isOfShipped ? nil : failure.position
        return ["\(head): \(sentence(failure))"] + (place.map { ["  \($0.shown)"] } ?? [])
    }

    private func sentence(_ failure: RunReport.Failure) -> String {
        let text = FailureText(failure)
        return way.map { text.sentence(of: $0) } ?? text.sentence
    }

    /// What a run sent whose plan sent nothing.
    private var sentNothing: String {
        guard let direct = report.directCalls, direct.sent > 0 else { return "nothing was sent" }
        let done = direct.sent - direct.failed
        let effect = done == 0 ? "" : ", and \(done.counted("call")) took effect at once"
        let failed = direct.failed == 0 ? "" : ", and \(direct.failed.counted("call")) sent at once failed"
        return "the plan sent nothing\(effect)\(failed)"
    }

    private static func text(_ direct: RunReport.DirectCount) -> String {
        let calls = direct.sent.counted("call")
        return direct.failed == 0 ? calls : "\(calls) (\(direct.failed) without success)"
    }

    private var summary: String {
        var parts = report.plan.rows.isEmpty ? [] : settled
        let leftOut = report.plan.leftOutCount
        let aside = LeftOutText(report.plan).aside
        if leftOut > 0, !parts.isEmpty { parts.append("\(leftOut) left out\(aside)") }
        if let direct = report.directCalls, direct.sent > 0 {
            let planned = parts.isEmpty ? "" : " · \(parts.joined(separator: " · "))"
            return
                "DONE  \(Self.text(direct)) sent at once, which no undo takes back\(planned)\(run)"
        }
        guard !report.plan.isInVain else { return "NOTHING MOVED  \(leftOut) left out\(vain(aside))" }
        guard !parts.isEmpty else {
            if report.plan.onlyTells { return "No change is planned, and nothing was sent.\(run)" }
            let search = report.plan.search.map { " \(SearchText($0).sentence)" } ?? ""
            return "Nothing to change.\(search)\(leftOut > 0 ? " \(leftOut) left out\(aside)." : "")\(run)"
        }
        return "\(head)  \(parts.joined(separator: " · "))\(run)"
    }

    /// Why a run that is done ends with 3 all the same, where other runs have taken stays out of it.
    private var leftToOthers: [String] {
        guard report.state == .partial, head == "DONE", report.plan.rows.contains(where: { $0.status == .taken }) else {
            return []
        }
        return [
            "It ends with 3, as what was left to another run has the hours that the other gave it, and not those of this one."
        ]
    }

    /// What became of the rows, each with its count.
    private var settled: [String] {
        let plan = report.plan
        let isSo = { (row: Row) in row.status == .already && row.error == nil }
        let left = plan.stayCount(
            of: plan.rows.filter { $0.status == .already && $0.error != nil },
            besides: plan.rows.filter { $0.status != .already }
        )
        // A stay whose doors changed each by itself counts once.
        var counts = Dictionary(grouping: plan.rows, by: \.status).mapValues { plan.stayCount(of: $0) }
        let already = plan.stayCount(of: plan.rows.filter(isSo), besides: plan.rows.filter { !isSo($0) })
        counts[.already] = already > 0 ? already : nil
        let words: [(RowStatus, String)] = [
            (.onDevice, "on the doors"), (.already, "already so"),
            (.conflict, "changed by others"),
            (.failed, "failed"), (.pending, "not shown yet"), (.look, "to look at"),
            (.taken, "left to another run"), (.planned, "not sent"),
        ]
        var parts = deeds + words.compactMap { status, word in counts[status].map { "\($0) \(word)" } }
        if counts[.applied] != nil, let waits = offline.part { parts[0] += waits }
        if left > 0 { parts.append("\(left) left as it is") }
        return parts
    }

    /// Why nothing of what was asked for could be done; what could not be read may well be here.
    private func vain(_ aside: String) -> String {
        let (unread, left) = (report.plan.unreadCount, report.plan.leftOutCount)
        if LeftOutText(report.plan).isAllByChecks { return "\(aside): all that was asked for was left out" }
        if unread == left { return left == 1 ? ": it could not be read" : ": none of it could be read" }
        return "\(aside): none of \(unread == 0 ? "it" : "the others") is here, or can be moved as asked"
    }

    /// What was done, each with its count.
    private var deeds: [String] {
        let done = report.plan.rows.filter { $0.status == .applied }
        guard !done.isEmpty else { return [] }
        let counts = Dictionary(grouping: done, by: \.deed).mapValues { report.plan.stayCount(of: $0) }
        return RowDeed.allCases.compactMap { deed in counts[deed].map { DeedWords.done(deed, $0) } }
    }

    /// What stands before the counts: what is not done is only what somebody has still to see to.
    private var head: String {
        if report.state == .completed { return "DONE" }
        if report.state == .interrupted { return "INTERRUPTED" }
        let open: [RowStatus] = [.conflict, .failed, .pending, .look, .planned]
        let isOpen = open.contains { report.counts[$0] != nil } || report.plan.unreadCount > 0
        guard !isOpen else { return "NOT ALL DONE" }
        return report.counts[.applied] == nil && report.counts[.onDevice] == nil ? nothing : "DONE"
    }

    /// What is said where nothing was done.
    private var nothing: String {
        report.plan.rows.contains { $0.changesDoors } ? "NOTHING DONE" : "NOTHING MOVED"
    }

    /// The name of the run, where it can be used.
    private var run: String { report.isInJournal ? "   run \(report.runID.shown)" : "" }

    private var help: [String] {
        let failure = report.failure.map { [FailureText($0).sentence] } ?? []
        guard report.isInJournal else { return failure }
        guard report.counts[.planned] != nil || report.counts[.pending] != nil else {
            let isDone = [.completed, .partial].contains(report.state) && report.counts[.applied] != nil
            let run = report.runID.shown
            let canUndo = report.plan.rows.contains { row in
                row.status == .applied && Undoability.obstacle(of: row, at: report.plan.madeAt) == nil
            }
            let shutsOut = report.plan.rows.contains { row in
                row.status == .applied && row.isTakenBackFromInside(at: report.plan.madeAt)
            }
            let line = ShellWords.line(["undo", run] + (shutsOut ? ["--allow", RowCheck.lockout.rawValue] : []))
            let risk = shutsOut ? ", by which a guest inside is shut out" : ""
            let undo = canUndo ? "   To take it back\(risk): keyshift \(line)" : ""
            let looked = "To see it on the doors: keyshift verify \(run)\(undo)"
            return failure + ended + (isDone ? [looked] : []) + newPINs
        }
        return failure + ["To finish the rest: keyshift resume \(report.runID.shown)"] + newPINs
    }

    /// Until when the doors open for a stay that was named to end earlier.
    private var ended: [String] {
        guard report.plan.rows.count == 1, let row = report.plan.rows.first, row.deed == .shortened,
            [.applied, .onDevice].contains(row.status), let end = row.members.compactMap(\.after.endsAt).max()
        else { return [] }
        let time = LocalTime.zoned(end, row.zone, near: report.plan.madeAt)
        let lock = row.status == .onDevice ? "" : ", once the locks have that"
        return ["\(row.label) can open until \(time)\(lock), and then no more."]
    }

    /// That somebody has to tell a guest a PIN that nobody knows yet.
    private var newPINs: [String] {
        let made = report.plan.rows.filter { $0.makesPIN && [.applied, .onDevice].contains($0.status) }
        guard let first = made.first?.name else { return [] }
        let line = ShellWords.line(["pin", first])
        if made.count == 1 { return ["The PIN is new, and the guest has to be told: keyshift \(line)"] }
        return ["\(made.count) PINs are new, and the guests have to be told: keyshift \(line), and so on"]
    }
}
