import CivilTime
import Foundation
import Model
import Testing

@testable import Presentation

/// Each document, made of hostile facts, is read back by a parser that is not ours.
struct DocumentTests {
    private func decoded<D: Document>(_ document: D) throws -> D {
        let json = document.json
        #expect(HostileText.raw(in: json).isEmpty)
        return try JSONDecoder().decode(D.self, from: Data(json.utf8))
    }

    private func same(_ document: some Document) throws {
        #expect(try decoded(document) == document)
    }

    @Test func `a run`() throws { try same(RunDocument(HostileFacts.report)) }
    @Test func `a run that is written in pieces is the same document`() {
        var report = HostileFacts.report
        report.plan.rows = Array(repeating: report.plan.rows, count: 200).flatMap(\.self)
        var pieces: [[UInt8]] = []
        report.writeJSON { pieces.append($0) }
        #expect(String(decoding: pieces.joined(), as: UTF8.self) == report.json)
        #expect(pieces.count > 1 && pieces.allSatisfy { $0.count < 1 << 18 })
    }

    @Test func `a list of runs`() throws { try same(RunListDocument([HostileFacts.record])) }
    @Test func `a status`() throws { try same(StatusDocument(HostileFacts.status())) }
    @Test func `a story`() throws { try same(StoryDocument(HostileFacts.story)) }
    @Test func `a firing`() throws { try same(FiringDocument(HostileFacts.firing)) }
    @Test func `instants`() throws { try same(InstantsDocument(next: [HostileFacts.now])) }
    @Test func `health`() throws {
        try same(HealthDocument(isWell: false, lastLook: nil))
        let health = HealthDocument(isWell: true, lastLook: nil, unreadable: [HostileFacts.unreadable])
        try same(health)
        #expect(HostileText.raw(in: health.status).isEmpty)
    }

    @Test func `schedules`() throws {
        let schedule = ScheduleDocument(try HostileFacts.schedule, now: HostileFacts.now)
        let outlook = ScheduleOutlook(
            next: [HostileFacts.now],
            firings: [FiringDocument(HostileFacts.firing)],
            isServed: true
        )
        let unreadable = UnreadableScheduleDocument(HostileFacts.unreadable)
        try same(ScheduleListDocument(schedules: [schedule], unreadable: [unreadable]))
        try same(unreadable)
        try same(Joined(schedule, outlook))
        try same(FiringListDocument(schedule: HostileText.all, firings: outlook.firings))
        try same(FiringListDocument(schedule: HostileText.all, firings: [], unreadable: unreadable))
    }

    @Test func `a notice`() throws {
        let notice = Notice(id: 1, kind: .failure, firing: HostileFacts.firing, others: 2, tries: 0)
        let document = NoticeDocument(notice)
        try same(document)
        #expect(HostileText.raw(in: document.text).isEmpty)
    }

    @Test func `a check and a look at the machine`() throws {
        var check = CheckDocument(scripts: 2)
        check.findings = [
            .init(script: HostileText.all, from: (1, 2), to: (3, 4), kind: "syntax", message: HostileText.all)
        ]
        check.unreadable = [.init(script: HostileText.all, message: HostileText.all)]
        try same(check)
        var doctor = DoctorReport()
        doctor.findings = [.init("journal", .problem, HostileText.all)]
        try same(doctor)
    }

    @Test func `the lines of an export`() throws {
        let lines = RunExport(HostileFacts.facts).lines
        #expect(lines.count == 4)
        let read = try lines.map { try JSONDecoder().decode(ExportLine.self, from: Data($0.utf8)) }
        guard case .run(let run) = read[0], case .row(let row) = read[1], case .event(let event) = read[2],
            case .directEffect(let effect) = read[3]
        else {
            Issue.record("the lines are of other types: \(lines)")
            return
        }
        #expect(run == RunRecordDocument(HostileFacts.record))
        #expect(row.first == RowDocument(HostileFacts.row))
        #expect(row.second.runID == HostileText.all)
        #expect(event == EventDocument(HostileFacts.event))
        #expect(effect.parameters.text == #"{"list":[1,2.5,true,null],"name":"\u202e"}"#)
        #expect(lines.allSatisfy { HostileText.raw(in: $0).isEmpty })
    }

    @Test func `the counts of a summary add up`() throws {
        let rows = RowStatus.allCases.map { status in
            var row = HostileFacts.row
            row.status = status
            return row
        }
        let report = RunReport(
            runID: "r",
            script: "s",
            state: .partial,
            plan: Plan(rows: rows + [rows[0]], madeAt: HostileFacts.now),
        )
        let summary = RunDocument(report).summary
        #expect(summary.groups == RowStatus.allCases.map(summary.count).reduce(0, +))
        let json = try JSONSerialization.jsonObject(with: Data(summary.json.utf8)) as? [String: Int]
        #expect(Set(json?.keys.map { $0 } ?? []) == Set(RowStatus.allCases.map(\.rawValue) + ["groups"]))
    }

    @Test func `a row with different members says so and has no hours of its own`() throws {
        var row = HostileFacts.row
        row.members[1].before.endsAt = HostileFacts.now + TimeSpan(milliseconds: 60_000)
        let json = try JSONSerialization.jsonObject(with: Data(RowDocument(row).json.utf8)) as? [String: Any]
        #expect(json?["mixed"] as? Bool == true)
        #expect(json?["before"] == nil)
        #expect(json?["after"] == nil)
        try same(RowDocument(row))
    }
}
