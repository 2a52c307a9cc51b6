import CivilTime
import Model
import Presentation
import Testing

/// What the end of a run says of what was left out and let through, and what goes on after several refusals.
struct LeftOutTextTests {
    private static func row(_ name: String, _ status: RowStatus) -> Row {
        let state = PlanFixture.state("2026-10-29T23:00:00Z", "2026-11-24T16:00:00Z", name: name)
        var row = Row(
            target: .group(commonCodeKey: name),
            name: name,
            zone: "UTC",
            changes: [.endsAt],
            members: [
                Row.Member(accessCodeID: "c-\(name)", deviceID: "d", door: "Front", before: state, after: state)
            ],
            isInHouse: false,
            deadline: nil,
        )
        row.status = status
        return row
    }

    private static func lines(_ plan: Plan, _ state: RunRecord.State) -> [String] {
        RunText(RunReport(runID: "80aa", script: "late.lua", state: state, plan: plan)).lines
    }

    @Test func `what was left out is counted by its check or its reason, with the first names`() {
        var plan = Plan(rows: [Self.row("BK-1", .applied), Self.row("BK-2", .pending)], madeAt: PlanFixture.now)
        plan.leftOut = (3...7).map { number in
            Plan.LeftOut(what: "BK-\(number)", why: "overlap: would stay until \(number):00")
        }
        plan.leftOut.append(Plan.LeftOut(what: "line 9", why: "no booking is named so"))
        var others = Plan.LeftOut(what: "7 other groups", why: "not of \"Ito\"", count: 7)
        others.isOfOthers = true
        plan.leftOut.append(others)
        let told = Self.lines(plan, .partial).filter { $0.hasPrefix("LEFT OUT") }
        #expect(
            told == [
                "LEFT OUT  5 (overlap): BK-3, BK-4, BK-5, … 2 more", "LEFT OUT  1 (no booking is named so): line 9",
            ]
        )
        plan.rows[1].status = .applied
        #expect(!Self.lines(plan, .completed).contains { $0.hasPrefix("LEFT OUT") })
    }

    @Test func `each check is counted behind the number of all that was left out`() {
        var plan = Plan(rows: [Self.row("BK-1", .applied)], madeAt: PlanFixture.now)
        func left(_ why: String, _ count: Int) -> [Plan.LeftOut] {
            (1...count).map { Plan.LeftOut(what: "BK-\(why.count)\($0)", why: why) }
        }
        plan.leftOut = left("overlap: would stay", 2) + left("lockout: inside", 1)
        #expect(Self.lines(plan, .completed)[0].contains(" · 3 left out (1 lockout, 2 overlap)"))
        var moved = Plan.LeftOut(what: "BK-7", why: "recent: hours changed")
        moved.earlier = .init(run: "91bc", command: "storm 2h", at: plan.madeAt, isRepeated: true)
        plan.leftOut += [moved] + left("the next guest comes early", 2)
        let all = "6 left out (1 moved by storm 2h just now, 1 lockout, 2 overlap, 2 for other reasons)"
        #expect(Self.lines(plan, .completed)[0].contains(all), "\(Self.lines(plan, .completed)[0])")
        plan.rows = []
        #expect(Self.lines(plan, .completed)[0].contains("Nothing to change. \(all)."))
    }

    @Test func `the reasons of what was left out beside what was moved before add up, and each is told below`() {
        var plan = Plan(rows: [Self.row("BK-1", .applied)], madeAt: PlanFixture.now)
        var moved = Plan.LeftOut(what: "BK-7", why: "recent: hours changed")
        moved.earlier = .init(run: "91bc", command: "storm 2h", at: plan.madeAt, isRepeated: false)
        plan.leftOut = [moved, Plan.LeftOut(what: "BK-8", why: "has different hours on its doors")]
        let lines = Self.lines(plan, .completed)
        #expect(lines[0].contains(" · 2 left out (1 moved by storm 2h just now, 1 for another reason)"), "\(lines)")
        #expect(lines.contains("LEFT OUT  1 (has different hours on its doors): BK-8"), "\(lines)")
    }

    @Test func `a conflict that was told with the plan is not told again, and another one is`() {
        var rows = [Self.row("BK-1", .conflict), Self.row("BK-2", .conflict)]
        for place in rows.indices { rows[place].error = RowError(code: .conflict, message: "changed by ana") }
        var report = RunReport(
            runID: "80aa",
            script: "late.lua",
            state: .partial,
            plan: Plan(rows: [rows[0]], madeAt: PlanFixture.now)
        )
        let told = RunText(report).problemsOfRows
        #expect(told.count == 1 && told[0][0] == "CONFLICT  BK-1: not touched", "\(told)")
        report.plan.rows = rows
        let heads = RunText(report, told: told).lines.filter { $0.hasPrefix("CONFLICT") }
        #expect(heads == ["CONFLICT  BK-2: not touched"])
        #expect(RunText(report).lines.count { $0.hasPrefix("CONFLICT") } == 2)
    }

    @Test func `what was let through is told where something was sent`() {
        var plan = Plan(rows: [Self.row("BK-1", .applied)], madeAt: PlanFixture.now)
        plan.letThrough = [Plan.LetThrough(.overlap, ["BK-1"])]
        #expect(Self.lines(plan, .completed).contains("LET THROUGH  1 by overlap: BK-1"))
        #expect(!Self.lines(plan, .refused).contains { $0.hasPrefix("LET THROUGH") })
    }

    @Test func `codes of one stay count once, and rows of which nothing is known each for itself`() {
        let rows = ["a", "b", "c"].map { id in
            var row = Self.row(id, .planned)
            row.target = .code(accessCodeID: id)
            return row
        }
        var plan = Plan(rows: rows, madeAt: PlanFixture.now)
        #expect(plan.stayCount(of: plan.rows) == 3)
        plan.stays = ["a": .group(commonCodeKey: "k"), "b": .group(commonCodeKey: "k")]
        #expect(plan.stayCount(of: plan.rows) == 2)
    }

    @Test(arguments: [
        (["line 2 BK-1"], [true], ": it could not be read"),
        (["line 2 BK-1", "line 3 BK-2"], [true, true], ": none of it could be read"),
        (["line 2 BK-1", "line 3 BK-2"], [true, false], ": none of the others is here, or can be moved as asked"),
        (["line 2 BK-1"], [false], ": none of it is here, or can be moved as asked"),
    ])
    func `of a line that could not be read nobody says that its stay is not here`(
        lines: [String],
        areUnread: [Bool],
        end: String
    ) throws {
        var plan = Plan(rows: [], madeAt: PlanFixture.now)
        plan.leftOut = zip(lines, areUnread).map { line, isUnread in
            var left = Plan.LeftOut(what: line, why: "so")
            (left.isAskedFor, left.isUnread) = (true, isUnread)
            return left
        }
        let head = try #require(Self.lines(plan, .partial).first)
        #expect(head.hasPrefix("NOTHING MOVED  \(lines.count) left out") && head.hasSuffix(end), "\(head)")
    }

    @Test func `what was left out by a check is told as that, and not as something that is not here`() throws {
        var plan = Plan(rows: [], madeAt: PlanFixture.now)
        var left = Plan.LeftOut(what: "BK-1", why: "overlap: the next guest has the door")
        left.isAskedFor = true
        plan.leftOut = [left]
        let lines = Self.lines(plan, .partial)
        #expect(lines.first == "NOTHING MOVED  1 left out (1 overlap): all that was asked for was left out")
    }
}
