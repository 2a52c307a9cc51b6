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
                "PLAN  late.lua  2h    Mon 23 Nov 2026 21:00 by ana   good until Mon 23:00   zone data 2026f",
                "SANDBOX \"Harbour Group\"   nothing has been sent",
                "2 groups change (1 with a guest inside) · 1 left out · 1 warning · 2 doors · some seconds",
                "Start by Tue 13:59, or some guests are late.   None would be locked out.",
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
                + #""deadline":"2026-11-25T23:00:00.000Z","in_house":false,"status":"planned","because":null,"#
                + #""error":null}],"left_out":[],"warnings":[],"error":null}"#
        )
    }
}
