import CivilTime
import Model
import Testing

@testable import Presentation

struct ForeignTextTests {
    @Test(arguments: [
        ("Ito", "Ito"), ("日本 é", "日本 é"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"),
        ("\u{1B}[J", "\\u{1b}[J"), ("\u{9B}31m", "\\u{9b}31m"), ("\u{202E}x", "\\u{202e}x"), ("\u{0}", "\\u{0}"),
        ("\u{2028}", "\\u{2028}"), ("a\u{200B}b", "a\\u{200b}b"), ("\u{FEFF}a", "\\u{feff}a"),
        ("👨‍👩‍👧 x", "👨‍👩‍👧 x"), ("🏳️‍🌈", "🏳️‍🌈"), ("👩🏽‍💻", "👩🏽‍💻"), ("a\u{200D}b", "a\\u{200d}b"),
        ("👨\u{200D}", "👨\\u{200d}"), ("1\u{200D}2", "1\\u{200d}2"),
    ])
    func `what acts instead of being seen is shown as an escape`(text: String, shown: String) {
        #expect(text.shown == shown)
        #expect(shown.shown == shown)
    }

    @Test func `a text that would fill the screen is cut, by columns`() {
        #expect(TextWidth.of(HostileText.long.shown) == 200)
        #expect(HostileText.long.shown.hasSuffix("x…"))
        #expect(TextWidth.of(String(repeating: "日", count: 5000).shown) <= 200)
        #expect(ForeignText.sentence(HostileText.long).count == 2000)
        #expect(TextWidth.of(String(repeating: "\u{1B}", count: 5000).shown) <= 200)
    }

    @Test func `the lines of a text that stands on one line are parted`() {
        #expect(ForeignText.sentence("a: b\r\n  c.\n\n  d \n") == "a: b · c. · d")
        #expect(ForeignText.sentence("a\tb") == "a\\tb")
    }

    @Test func `the lines of a paragraph cannot be taken for lines of ours`() {
        #expect(ForeignText.paragraph("a\nDONE  500 moved\r\n  b\n\u{1B}c") == "a\n  DONE  500 moved\n  b\n  \\u{1b}c")
        #expect(ForeignText.paragraph("one") == "one")
    }

    @Test func `what is written as a whole keeps its lines and nothing else that acts`() {
        #expect(ForeignText.harmless("a\nb\tc\u{1B}d") == "a\nb\\tc\\u{1b}d")
        #expect(ForeignText.harmless("a\tb", keeping: ["\t"]) == "a\tb")
        #expect(HostileText.raw(in: ForeignText.harmless(HostileText.all, keeping: [])).isEmpty)
    }

    private static let heading = PlanText.Heading(
        title: HostileText.all.shown,
        workspace: HostileText.all.shown,
        operatorName: HostileText.all,
    )

    /// What each text makes of facts whose every text is hostile.
    private static func texts() throws -> [(name: String, lines: [String])] {
        let (row, now) = (HostileFacts.row, HostileFacts.now)
        var planned = row
        planned.status = .planned
        var waiting = HostileFacts.report
        waiting.plan.rows = [planned]
        var partial = HostileFacts.report
        partial.state = .partial
        var failed = HostileFacts.report
        failed.state = .failed
        var doctor = DoctorReport()
        doctor.findings = [.init("journal", .problem, HostileText.all)]
        var check = CheckDocument(scripts: 1)
        check.findings = [
            .init(script: HostileText.all, from: (1, 1), to: (1, 1), kind: "syntax", message: HostileText.all)
        ]
        var progress = ApplyProgress(
            total: 2,
            settled: 1,
            counts: [.applied: 1],
            now: now,
            elapsed: .zero,
            remaining: nil,
        )
        progress.pacingDoor = HostileText.all
        let facts = RunFacts(record: HostileFacts.record, rows: [row], effects: [], isUnfinished: true)
        return [
            ("plan", PlanText(waiting, heading, showsAll: true).lines),
            ("refused", RunText(HostileFacts.report).lines),
            ("partial", RunText(partial).lines),
            ("failed", RunText(failed).lines),
            ("verify", VerifyText(partial, showsAll: true, words: ["last"]).lines),
            ("recorded", RecordedText(before: .empty(at: now), after: waiting.plan).lines),
            ("story", Story(HostileFacts.story, now: now).lines),
            ("run", RunDetail(facts, showsAll: true, now: now).lines),
            ("runs", RunList([HostileFacts.record]).lines),
            ("status", StatusReport(try HostileFacts.status()).lines),
            ("alarms", AlarmText([HostileFacts.alarm], at: now).lines),
            ("who", DoorStoryText(HostileFacts.doorStory).lines),
            ("report", ReportText(HostileFacts.auditReport).lines),
            ("report --csv", ReportText(HostileFacts.auditReport).csv),
            (
                "schedules",
                ScheduleList([try HostileFacts.schedule], unreadable: [HostileFacts.unreadable], now: now).lines
            ),
            ("schedule", ScheduleDetail(try HostileFacts.schedule, firings: [HostileFacts.firing], now: now).lines),
            (
                "firings",
                FiringList(of: HostileText.all, [HostileFacts.firing], unreadable: HostileFacts.unreadable).lines
            ),
            ("doctor", doctor.lines),
            ("check", check.lines),
            ("progress", [ProgressText(progress).line()]),
        ]
    }

    @Test func `no text shows what is in a name raw, or begins a line with it`() throws {
        for text in try Self.texts() {
            let raw = HostileText.raw(in: text.lines.joined())
            #expect(raw.allSatisfy { $0 == "\n" }, "\(text.name): \(text.lines)")
            let lines = text.lines.joined(separator: "\n").split(separator: "\n")
            #expect(!lines.contains { $0.hasPrefix("DONE  500") }, "\(text.name): \(lines)")
        }
    }
}

struct TextWidthTests {
    private static let widths = [("ﾃﾞ", 2), ("ﾊﾟﾃﾞ", 4), ("デ", 2), ("e\u{301}", 1), ("👩‍👩‍👧‍👦", 2), ("🏨", 2)]

    @Test func `half-wide marks of voice take a column of their own, and joined emoji take two`() {
        for (text, columns) in Self.widths { #expect(TextWidth.of(text) == columns, "\(text)") }
    }
}
