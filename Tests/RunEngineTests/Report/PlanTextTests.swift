import CivilTime
import Model
import Presentation
import Testing

@testable import RunEngine

struct PlanTextTests {
    @Test func `a plan reads like a timetable on the clock of the doors`() throws {
        let builder = PlanFixture.builder()
        let late = Change(ends: .by(PlanFixture.span(hours: 2)))
        try builder.record(late, of: .group(commonCodeKey: "ito"), at: PlanFixture.now)
        try builder.record(late, of: .group(commonCodeKey: "haas"), at: PlanFixture.now)
        let leftOut = [Plan.LeftOut(what: "BK-9", why: "the next guest gets in at 13:00")]
        var plan = Plan(rows: builder.rows, leftOut: leftOut, madeAt: PlanFixture.now)
        plan.estimate = ApplyEstimate(plan.rows, at: PlanFixture.now)
        plan.warnings = [
            Warning(.doorOffline, "Room 204 offline; the change reaches it when it is back"),
            Warning(.notCovered, "2 codes on these doors have no name"),
        ]
        let workspace = "SANDBOX \"Harbour Group\""
        var heading = PlanText.Heading(title: "late.lua  2h", workspace: workspace, operatorName: "ana")
        heading.zoneData = "2026f"
        heading.goodUntil = PlanFixture.now + PlanFixture.span(hours: 2)
        let lines = PlanText(plan, heading, showsAll: false).lines
        #expect(
            lines == [
                "PLAN  late.lua  2h    Mon 23 Nov 2026 21:00 America/New_York by ana   good until Mon 23:00   zone data 2026f",
                "SANDBOX \"Harbour Group\"   nothing has been sent",
                "2 groups change (1 with a guest inside) · 1 left out · 1 warning · 2 doors · takes seconds",
                "Start by Tue 13:59, or some codes end before their new hours arrive.   None would be locked out.",
                "  ends 14:00 → 16:00  Sat 28 Nov   America/New_York   1",
                "  ends 14:00 → 16:00  Tue 24 Nov   America/New_York   1",
                "AMERICA/NEW_YORK (UTC-5)",
                "  name       doors                 ends now   ends then       can be undone until",
                "  BK-1 Ito   Front door, Room 204  Tue 14:00  Tue 16:00  +2h  Tue 14:00",
                "  BK-2 Haas  Front door            Sat 14:00  Sat 16:00  +2h  Sat 14:00",
                "LEFT OUT  BK-9  the next guest gets in at 13:00",
                "WARNING  Room 204 offline; the change reaches it when it is back",
                "NOT COVERED  2 codes on these doors have no name",
            ]
        )
    }

    @Test func `a head that is wider than the window is parted between its parts, and says what is sent`() throws {
        let plan = Plan(
            rows: Self.rows(1, ends: "2026-11-24T19:00:00Z", then: "2026-11-24T21:00:00Z"),
            madeAt: PlanFixture.now
        )
        var heading = PlanText.Heading(title: "late.lua  2h", workspace: "SANDBOX \"Harbour\"", operatorName: "ana")
        heading.zoneData = "2026f"
        heading.goodUntil = PlanFixture.now + PlanFixture.span(hours: 2)
        heading.isAgreed = true
        let lines = PlanText(plan, heading, showsAll: false, on: Page(width: 80, isASCII: false)).lines
        #expect(
            lines.prefix(3) == [
                "PLAN  late.lua  2h    Mon 23 Nov 2026 21:00 America/New_York by ana",
                "      good until Mon 23:00   zone data 2026f",
                "SANDBOX \"Harbour\"   sent next, unless a check refuses it",
            ]
        )
    }

    private static func rows(_ count: Int, ends: String, then: String) -> [Row] {
        (1...count).map { number in
            let before = PlanFixture.state("2026-10-29T23:00:00Z", ends, name: "BK-\(number) Ito")
            let after = PlanFixture.state("2026-10-29T23:00:00Z", then, name: "BK-\(number) Ito")
            return Row(
                target: .group(commonCodeKey: "k\(number)"),
                name: "BK-\(number) Ito",
                zone: "America/New_York",
                changes: [.endsAt],
                members: [
                    Row.Member(
                        accessCodeID: "c\(number)",
                        deviceID: "d\(number)",
                        door: "Harbour House Room \(200 + number)",
                        before: before,
                        after: after
                    )
                ],
                isInHouse: false,
                deadline: nil,
            )
        }
    }

    private static func lines(_ plan: Plan, on page: Page = .endless) -> [String] {
        let heading = PlanText.Heading(title: "late.lua", workspace: nil, operatorName: "ana")
        return PlanText(plan, heading, showsAll: false, on: page).lines
    }

    @Test(
        arguments: [
            (
                "2026-11-01T04:00:00Z", "2026-11-01T07:00:00Z",
                "BACK  Sun 1 Nov, from 02:00 to 01:00: UTC-4 before it, UTC-5 after it"
            ),
            (
                "2026-03-08T16:00:00Z", "2026-03-08T18:00:00Z",
                "FORWARD  Sun 8 Mar, from 02:00 to 03:00: UTC-5 before it, UTC-4 after it"
            ),
            ("2026-11-03T16:00:00Z", "2026-11-03T18:00:00Z", nil),
        ] as [(String, String, String?)]
    )
    func `a night in which the clocks change has a line of its own`(before: String, after: String, line: String?) throws
    {
        let plan = Plan(rows: Self.rows(1, ends: before, then: after), madeAt: PlanFixture.now)
        let lines = Self.lines(plan).filter { $0.contains("THE CLOCKS") }
        #expect(lines == [line].compactMap(\.self).map { "  THE CLOCKS GO \($0)" })
    }

    @Test func `what all doors begin with is said once where the window is narrow`() {
        let plan = Plan(
            rows: Self.rows(4, ends: "2026-11-24T16:00:00Z", then: "2026-11-24T18:00:00Z"),
            madeAt: PlanFixture.now
        )
        let wide = Self.lines(plan)
        #expect(wide.contains { $0.hasPrefix("  BK-1 Ito  Harbour House Room 201") })
        let narrow = Self.lines(plan, on: Page(width: 80, isASCII: false))
        #expect(narrow.contains { $0.hasPrefix("AMERICA/NEW_YORK (UTC-5)   Harbour House Room") }, "\(narrow)")
        #expect(narrow.contains { $0.hasPrefix("  BK-1 Ito  201 ") }, "\(narrow)")
    }

    @Test func `each house is said once where the window is narrow and the doors are those of several`() {
        var rows = Self.rows(3, ends: "2026-11-24T19:00:00Z", then: "2026-11-24T21:00:00Z")
        for (place, house) in ["Harbour House", "Cedar Lodge", "Harbour House"].enumerated() {
            let name = "BK-8800\(place) Lindqvist"
            rows[place].name = name
            var room = rows[place].members[0]
            room.door = "\(house) Room \(201 + place)"
            var shared = room
            (shared.accessCodeID, shared.deviceID, shared.door) = ("s\(place)", "s\(place)", "\(house) courtyard door")
            rows[place].members = [room, shared]
        }
        let narrow = Self.lines(Plan(rows: rows, madeAt: PlanFixture.now), on: Page(width: 80, isASCII: false))
        let table = narrow.drop { !$0.hasPrefix("AMERICA") }
        #expect(table.first == "AMERICA/NEW_YORK (UTC-5)", "\(narrow)")
        #expect(table.filter { $0.hasPrefix("  Harbour House") || $0.hasPrefix("  Cedar Lodge") }.count == 2)
        for place in 0...2 {
            let line = table.first { $0.contains("BK-8800\(place) Lindqvist") }
            #expect(line?.contains("Room \(201 + place)") == true, "\(narrow)")
        }
        #expect(table.allSatisfy { $0.count <= 80 }, "\(narrow)")
    }

    @Test func `the name of one stay is whole where the window is narrow`() {
        var rows = Self.rows(1, ends: "2026-11-24T16:00:00Z", then: "2026-11-24T18:00:00Z")
        rows[0].name = "BK-88000 Nguyen"
        var front = rows[0].members[0]
        (front.accessCodeID, front.deviceID, front.door) = ("c2", "d2", "Harbour House front door")
        rows[0].members.append(front)
        let narrow = Self.lines(Plan(rows: rows, madeAt: PlanFixture.now), on: Page(width: 80, isASCII: true))
        #expect(narrow.contains { $0.hasPrefix("AMERICA/NEW_YORK (UTC-5)   Harbour House") }, "\(narrow)")
        #expect(narrow.contains { $0.hasPrefix("  BK-88000 Nguyen  Room 201, front door  ") }, "\(narrow)")
    }

    @Test func `the rows that are unlike the others come first, and are said again at the question`() throws {
        var plan = Plan(
            rows: Self.rows(14, ends: "2026-11-24T16:00:00Z", then: "2026-11-24T18:00:00Z"),
            madeAt: PlanFixture.now
        )
        let why = "ends earlier; most end later"
        plan.outliers = [Plan.Outlier(target: plan.rows[12].target, label: "BK-13 Ito", why: why)]
        let lines = Self.lines(plan)
        let look = "LOOK FIRST  BK-13 Ito  ends earlier; most end later"
        #expect(lines.contains(look))
        let first = try #require(lines.first { $0.hasPrefix("  BK-") })
        #expect(first.hasPrefix("  BK-13 Ito"))
        let heading = PlanText.Heading(title: "late.lua", workspace: nil, operatorName: "ana")
        #expect(PlanText(plan, heading, showsAll: false).reminder.last == look)
    }

    @Test func `the end of a run counts what was left out, and is all done where nothing is left to do`() {
        func line(_ statuses: [RowStatus], _ state: RunRecord.State, leftOut: Int = 0) -> String? {
            var rows = Self.rows(statuses.count, ends: "2026-11-24T16:00:00Z", then: "2026-11-24T18:00:00Z")
            for (place, status) in statuses.enumerated() { rows[place].status = status }
            var plan = Plan(rows: rows, madeAt: PlanFixture.now)
            if leftOut > 0 { plan.leftOut = [Plan.LeftOut(what: "others", why: "not asked for", count: leftOut)] }
            var report = RunReport(runID: "80aa", script: "late.lua", state: state, plan: plan)
            report.isInJournal = false
            return RunText(report).lines.first { !$0.hasPrefix("TAKEN") && !$0.hasPrefix("CONFLICT") }
        }
        #expect(line([.applied, .applied], .completed, leftOut: 3) == "DONE  2 moved · 3 left out")
        #expect(line([.applied, .taken], .partial) == "DONE  1 moved · 1 left to another run")
        #expect(line([.applied, .pending], .partial) == "NOT ALL DONE  1 moved · 1 not shown yet")
        #expect(line([.taken], .partial) == "NOTHING MOVED  1 left to another run")
    }

    @Test func `a run that is done and ends with 3 says why`() {
        func lines(_ statuses: [RowStatus], _ state: RunRecord.State) -> [String] {
            var rows = Self.rows(statuses.count, ends: "2026-11-24T16:00:00Z", then: "2026-11-24T18:00:00Z")
            for (place, status) in statuses.enumerated() { rows[place].status = status }
            let plan = Plan(rows: rows, madeAt: PlanFixture.now)
            return RunText(RunReport(runID: "80aa", script: "late.lua", state: state, plan: plan)).lines
        }
        #expect(
            lines([.applied, .taken], .partial).contains {
                $0.hasPrefix("It ends with 3, as what was left to another run")
            }
        )
        #expect(!lines([.applied, .applied], .completed).contains { $0.contains("ends with 3") })
        #expect(!lines([.applied, .pending, .taken], .partial).contains { $0.contains("ends with 3") })
    }

    @Test func `a report is one JSON document with counts that add up`() throws {
        let builder = PlanFixture.builder()
        try builder.record(
            Change(ends: .by(PlanFixture.span(hours: 2))),
            of: .group(commonCodeKey: "haas"),
            at: PlanFixture.now,
        )
        let plan = Plan(rows: builder.rows, madeAt: PlanFixture.now)
        let report = RunReport(runID: "80aa11bb", script: "late.lua", state: .planned, plan: plan)
        #expect(
            report.json
                == #"{"run_id":"80aa11bb","script":"late.lua","state":"planned","summary":{"groups":1,"planned":1,"#
                + #""applied":0,"on_device":0,"already":0,"conflict":0,"failed":0,"pending":0,"look":0,"taken":0},"#
                + #""rows":[{"kind":"group","change":"hours","common_code_key":"haas","name":"BK-2 Haas","#
                + #""zone":"America/New_York","before":{"starts_at":"2026-11-25T23:00:00.000Z","#
                + #""ends_at":"2026-11-28T19:00:00.000Z","name":"BK-2 Haas","type":"time_bound"},"#
                + #""after":{"starts_at":"2026-11-25T23:00:00.000Z","ends_at":"2026-11-28T21:00:00.000Z","#
                + #""name":"BK-2 Haas","type":"time_bound"},"members":[{"access_code_id":"h1","device_id":"front","#
                + #""before":{"starts_at":"2026-11-25T23:00:00.000Z","ends_at":"2026-11-28T19:00:00.000Z","#
                + #""name":"BK-2 Haas","type":"time_bound"},"after":{"starts_at":"2026-11-25T23:00:00.000Z","#
                + #""ends_at":"2026-11-28T21:00:00.000Z","name":"BK-2 Haas","type":"time_bound"},"status":"planned"}],"#
                + #""deadline":"2026-11-28T19:00:00.000Z","in_house":false,"status":"planned","because":null,"#
                + #""error":null}],"left_out":[],"warnings":[],"error":null}"#
        )
    }
}
