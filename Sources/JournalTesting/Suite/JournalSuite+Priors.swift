internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Labels, under which a change happens once.
    static let labels: [JournalCase] = [
        JournalCase("a label is used at the intent, once for a group, and names who used it") { world in
            let journal = try world.open()
            let rows = [JournalSample.labelledRow("k1"), JournalSample.labelledRow("k2")]
            try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
            let intents = [RowIntent(row: 0, attempt: 1)]
            try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(60))
            try await settle("80aa", in: journal, RowOutcome(0, .applied), RowOutcome(1, .conflict))
            let asked = [JournalSample.labelledRow("k0"), JournalSample.labelledRow("k1")]
            let error = await begin("81bb", in: journal, asked)
            #expect(error?.code == .once)
            for word in ["Booking k1", "late", "ana", "80aa", "Mon 23 Nov 2026 15:09"] {
                #expect(error?.message.contains(word) == true, "\(word)")
            }
            #expect(error?.priors.map(\.run.id) == ["80aa"])
            #expect(error?.priors.map(\.row) == [1])
            #expect(error?.priors.map(\.at) == [JournalSample.later(60)])
            #expect(try await journal.runs(limit: 9).count == 1)
            #expect(await begin("82cc", in: journal, [JournalSample.labelledRow("k2")]) == nil)
            #expect(await begin("83dd", in: journal, [JournalSample.labelledRow("k1", "another label")]) == nil)
        },
        JournalCase("whoever used a label first is named, also after it was used again on purpose") { world in
            let journal = try world.open()
            try await sendAndSettle("80aa", in: journal, JournalSample.labelledRow("k1"))
            var again = JournalSample.labelledRow("k1")
            again.allowed = [.once]
            try await sendAndSettle("81bb", in: journal, again, at: JournalSample.later(9))
            let error = await begin("82cc", in: journal, [JournalSample.labelledRow("k1")])
            #expect(error?.priors.map(\.run.id) == ["80aa"])
        },
        JournalCase("a label in another workspace is another label, and never runs out") { world in
            let journal = try world.open()
            try await sendAndSettle("80aa", in: journal, JournalSample.labelledRow("k1"))
            let asked = [JournalSample.labelledRow("k1")]
            #expect(await begin("81bb", in: journal, workspace: "w2", asked) == nil)
            let nextYear = JournalSample.later(365 * 86_400)
            #expect(await begin("82cc", in: journal, at: nextYear, asked)?.code == .once)
        },
        JournalCase("what certainly did not happen frees its label and its change") { world in
            let journal = try world.open()
            let rows = [JournalSample.labelledRow("k1"), JournalSample.relativeRow("k2")]
            try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
            let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
            try await journal.recordIntents(intents, run: "80aa", at: JournalSample.evening)
            var refused = [RowOutcome(0, .failed), RowOutcome(1, .failed)]
            for index in refused.indices { refused[index].isUntouched = true }
            try await settle("80aa", in: journal, refused[0], refused[1])
            #expect(await begin("81bb", in: journal, rows) == nil)
        },
    ]

    /// Changes of the last twelve hours.
    static let changes: [JournalCase] =
        JournalCase.each(
            "a relative change of a group whose hours were changed is refused for twelve hours, by key and by code",
            [(Int64(0), false), (43_199, false), (43_200, true), (43_201, true)],
            labels: { "after \($0.0) s" },
            refuseRecent,
        )
        + [
            JournalCase("a change without hours, or of a name only, is no change of hours") { world in
                let journal = try world.open()
                var row = JournalSample.row("k1")
                for place in row.members.indices {
                    row.members[place].after.startsAt = row.members[place].before.startsAt
                    row.members[place].after.endsAt = row.members[place].before.endsAt
                }
                try await sendAndSettle("80aa", in: journal, row)
                var open = JournalSample.row("k2")
                for place in open.members.indices { open.members[place].before.endsAt = nil }
                try await sendAndSettle("81bb", in: journal, open)
                let asked = [JournalSample.relativeRow("k1"), JournalSample.relativeRow("k2")]
                #expect(await begin("82cc", in: journal, asked) == nil)
            },
            JournalCase(
                "an absolute change, a row that is allowed or has a label, and a row that sends nothing may go",
                letOthersGo,
            ),
            JournalCase("the newest change is named") { world in
                let journal = try world.open()
                try await sendAndSettle("80aa", in: journal, JournalSample.row("k1"))
                try await sendAndSettle("81bb", in: journal, JournalSample.row("k1"), at: JournalSample.later(60))
                let error = await begin("82cc", in: journal, [JournalSample.relativeRow("k1")])
                #expect(error?.priors.map(\.run.id) == ["81bb"])
                #expect(error?.priors.map(\.at) == [JournalSample.later(60)])
                #expect(error?.priors.first.map { Set($0.moves.map(\.id)) } == ["80aa", "81bb"])
            },
            JournalCase("a hold is told before a label, and a label before a change of the last hours") { world in
                let journal = try world.open()
                try await sendAndSettle("80aa", in: journal, JournalSample.labelledRow("k1"))
                try await sendAndSettle("81bb", in: journal, JournalSample.relativeRow("k2"))
                let recent = JournalSample.relativeRow("k2")
                let label = JournalSample.labelledRow("k1")
                #expect(await begin("82cc", in: journal, [recent, label])?.code == .once)
                try await journal.beginRun(JournalSample.run("83dd"), rows: [JournalSample.row("k3")])
                #expect(await begin("82cc", in: journal, [recent, label, JournalSample.row("k3")])?.code == .busy)
            },
            JournalCase("an undo is not refused, and frees what it took back", undo),
            JournalCase("an undo that took nothing back frees nothing") { world in
                let journal = try world.open()
                try await sendAndSettle("80aa", in: journal, JournalSample.labelledRow("k1"))
                var undo = JournalSample.run("81bb")
                undo.origin = .undo(of: "80aa")
                try await journal.beginRun(undo, rows: [JournalSample.row("k1")])
                try await settle("81bb", in: journal, RowOutcome(0, .conflict))
                #expect(await begin("82cc", in: journal, [JournalSample.labelledRow("k1")])?.code == .once)
            },
            JournalCase("what was taken back in part keeps its label and its change", undoInPart),
            JournalCase(
                "what was taken back wholly is told with who did it, until something else moves the group",
                undoInWhole
            ),
            JournalCase("the undo of an undo counts as a change again", undoUndo),
            JournalCase(
                "a run that is taken back wholly leaves nothing of what undos of its undos had made again",
                undoAgain
            ),
            JournalCase("the hours that were sent to codes are known, whoever took them back", sentHours),
        ]

    /// Sends that may still arrive.
    static let quarantine: [JournalCase] = [
        JournalCase("a send that nobody settled counts, and closes its group, after its run was abandoned") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
            let intents = [RowIntent(row: 0, attempt: 1)]
            try await journal.recordIntents(intents, run: "80aa", at: JournalSample.evening)
            try await journal.abandonRun("80aa", at: JournalSample.later(5))
            #expect(await begin("81bb", in: journal, [JournalSample.relativeRow("k1")])?.code == .recent)
            try await journal.beginRun(JournalSample.run("82cc"), rows: [JournalSample.row("k1")])
            let closed = try await journal.past(of: "82cc", at: JournalSample.later(6)).quarantine
            let until = JournalSample.later(95)
            #expect(closed.byOthers == ["k1": until, "k1-1": until, "k1-2": until])
            #expect(try await journal.past(of: "82cc", at: until).quarantine.isEmpty)
        },
        JournalCase("a send without an answer closes its group for other runs for 90 s") { world in
            let journal = try world.open()
            try await giveUp("80aa", in: journal, at: JournalSample.later(30))
            try await journal.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
            let closed = try await journal.past(of: "81bb", at: JournalSample.later(31)).quarantine
            #expect(closed.byOthers["k1"] == JournalSample.later(120))
            let own = try await journal.past(of: "80aa", at: JournalSample.later(31)).quarantine
            #expect(own.byOthers.isEmpty)
            #expect(own.byItself["k1-1"] == JournalSample.later(120))
            try await journal.beginRun(JournalSample.run("82cc", workspace: "w2"), rows: [JournalSample.row("k1")])
            #expect(try await journal.past(of: "82cc", at: JournalSample.later(31)).quarantine.isEmpty)
        },
        JournalCase("of two sends without an answer the later one counts") { world in
            let journal = try world.open()
            for (id, given) in [("80aa", Int64(30)), ("81bb", 60), ("82cc", 40)] {
                try await giveUp(id, in: journal, at: JournalSample.later(given))
            }
            let closed = try await journal.past(of: "81bb", at: JournalSample.later(61)).quarantine
            #expect(closed.byItself["k1"] == JournalSample.later(150))
            #expect(closed.byOthers.isEmpty)
        },
    ]

    private static func begin(
        _ id: String,
        in journal: any Journal,
        workspace: String = "w1",
        at instant: Instant = JournalSample.evening,
        _ rows: [Row],
    ) async -> JournalError? {
        await journalError {
            try await journal.beginRun(JournalSample.run(id, workspace: workspace, startedAt: instant), rows: rows)
        }
    }

    private static func sendAndSettle(
        _ id: String,
        in journal: any Journal,
        _ row: Row,
        at instant: Instant = JournalSample.evening,
    ) async throws {
        try await journal.beginRun(JournalSample.run(id, startedAt: instant), rows: [row])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: instant)
        try await settle(id, in: journal, RowOutcome(0, .applied))
    }

    private static func settle(_ id: String, in journal: any Journal, _ outcomes: RowOutcome...) async throws {
        try await journal.recordOutcomes(outcomes, run: id, at: JournalSample.evening)
        try await journal.finishRun(id, state: .completed, at: JournalSample.evening)
    }

    private static func giveUp(_ id: String, in journal: any Journal, at instant: Instant) async throws {
        try await journal.beginRun(JournalSample.run(id), rows: [JournalSample.row("k1")])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.evening)
        var outcome = RowOutcome(0, .applied)
        outcome.unansweredAt = instant
        try await settle(id, in: journal, outcome)
    }

    @Sendable private static func refuseRecent(
        in world: any JournalWorld,
        _ age: (seconds: Int64, isFree: Bool),
    ) async throws {
        let journal = try world.open()
        try await sendAndSettle("80aa", in: journal, JournalSample.relativeRow("k1"))
        let at = JournalSample.later(age.seconds)
        var code = JournalSample.relativeRow("k1")
        code.target = .code(accessCodeID: "k1-2")
        code.members.removeFirst()
        for row in [JournalSample.relativeRow("k1"), code] {
            let priors = try await journal.priors(of: [row], scope: JournalSample.run("80aa").scope, at: at)
            #expect(priors.map(\.kind) == (age.isFree ? [] : [.recent]))
            let error = await begin("81bb", in: journal, at: at, [row])
            #expect(error?.code == (age.isFree ? nil : .recent))
            if error == nil { try await journal.abandonRun("81bb", at: at) }
            if age.isFree { return }
        }
    }

    @Sendable private static func letOthersGo(in world: any JournalWorld) async throws {
        let journal = try world.open()
        try await sendAndSettle("80aa", in: journal, JournalSample.relativeRow("k1"))
        var again = JournalSample.relativeRow("k1")
        again.allowed = [.recent]
        var labelled = JournalSample.relativeRow("k1")
        labelled.once = "late"
        for (id, row) in [("81bb", JournalSample.row("k1")), ("82cc", again), ("83dd", labelled)] {
            #expect(await begin(id, in: journal, [row]) == nil, "\(id)")
            try await journal.abandonRun(id, at: JournalSample.evening)
        }
        var settled = JournalSample.relativeRow("k1")
        settled.status = .already
        let scope = JournalSample.run("80aa").scope
        #expect(try await journal.priors(of: [settled], scope: scope, at: JournalSample.evening).isEmpty)
        #expect(await begin("84ee", in: journal, workspace: "w2", [JournalSample.relativeRow("k1")]) == nil)
    }

    @Sendable private static func undo(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let rows = [JournalSample.labelledRow("k1"), JournalSample.relativeRow("k2")]
        try await sendAndSettle("80aa", in: journal, rows[0])
        try await sendAndSettle("81bb", in: journal, rows[1])
        for (id, undone, row) in [("82cc", "80aa", rows[0]), ("83dd", "81bb", rows[1])] {
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            try await journal.beginRun(undo, rows: [back(row)])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, in: journal, RowOutcome(0, .applied))
        }
        #expect(await begin("84ee", in: journal, rows) == nil)
    }

    /// The way back of a row, with its end by `left` short of where it was before.
    private static func back(_ row: Row, leaving left: TimeSpan = .zero) -> Row {
        var back = row
        back.once = nil
        for index in back.members.indices {
            back.members[index].before = row.members[index].after
            back.members[index].after = row.members[index].before
            if let end = row.members[index].before.endsAt { back.members[index].after.endsAt = end + left }
        }
        return back
    }

    @Sendable private static func undoInPart(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let rows = [JournalSample.labelledRow("k1"), JournalSample.relativeRow("k2")]
        try await sendAndSettle("80aa", in: journal, rows[0])
        try await sendAndSettle("81bb", in: journal, rows[1])
        for (id, undone, row) in [("82cc", "80aa", rows[0]), ("83dd", "81bb", rows[1])] {
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            try await journal.beginRun(undo, rows: [back(row, leaving: TimeSpan(milliseconds: 3_600_000))])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, in: journal, RowOutcome(0, .applied))
        }
        let priors = try await journal.priors(
            of: rows,
            scope: JournalSample.run("80aa").scope,
            at: JournalSample.later(60),
        )
        #expect(priors.map(\.kind) == [.once, .recent])
        // The undo is what came last, and the run that it took a part of back has moved the group still.
        #expect(priors.last?.run.id == "83dd")
        #expect(priors.last?.at == JournalSample.later(1))
        #expect(priors.last?.moves.map(\.id).contains("81bb") == true)
        let scope = JournalSample.run("80aa").scope
        #expect(try await journal.takenBack(from: rows, scope: scope, at: JournalSample.later(60)).isEmpty)
    }

    /// Sends a row in run 80aa and takes it back in run 81bb, a second later.
    private static func sendAndUndo(_ row: Row, in journal: any Journal) async throws -> RunRecord {
        try await sendAndSettle("80aa", in: journal, row)
        var undo = JournalSample.run("81bb")
        undo.origin = .undo(of: "80aa")
        try await journal.beginRun(undo, rows: [back(row)])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: "81bb", at: JournalSample.later(1))
        try await settle("81bb", in: journal, RowOutcome(0, .applied))
        return undo
    }

    @Sendable private static func undoInWhole(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let row = JournalSample.relativeRow("k1")
        let undo = try await sendAndUndo(row, in: journal)
        let asked = [JournalSample.row("k0"), row, JournalSample.row("k1")]
        let found = try await journal.takenBack(from: asked, scope: undo.scope, at: JournalSample.later(60))
        #expect(found.map(\.row) == [1])
        #expect(found.map(\.run.id) == ["80aa"])
        #expect(found.map(\.undo.id) == ["81bb"])
        #expect(found.map(\.at) == [JournalSample.later(1)])
        let late = JournalSample.later(43_202)
        #expect(try await journal.takenBack(from: asked, scope: undo.scope, at: late).isEmpty)
        // Who was moved again since has another change than that.
        var again = row
        again.allowed = [.recent]
        try await sendAndSettle("82cc", in: journal, again, at: JournalSample.later(2))
        #expect(try await journal.takenBack(from: asked, scope: undo.scope, at: JournalSample.later(60)).isEmpty)
    }

    @Sendable private static func undoAgain(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let row = JournalSample.relativeRow("k1")
        try await sendAndSettle("80aa", in: journal, row)
        let half = back(row, leaving: TimeSpan(milliseconds: 3_600_000))
        for (id, undone, taken) in [("81bb", "80aa", half), ("82cc", "81bb", back(half)), ("83dd", "80aa", back(row))] {
            let before = try await journal.priors(
                of: [row],
                scope: JournalSample.run("80aa").scope,
                at: JournalSample.later(60)
            )
            #expect(before.map(\.kind) == [.recent], "before \(id)")
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            try await journal.beginRun(undo, rows: [taken])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, in: journal, RowOutcome(0, .applied))
        }
        let scope = JournalSample.run("80aa").scope
        #expect(try await journal.priors(of: [row], scope: scope, at: JournalSample.later(60)).isEmpty)
        let found = try await journal.takenBack(from: [row], scope: scope, at: JournalSample.later(60))
        #expect(found.map(\.run.id) == ["80aa"])
    }

    @Sendable private static func sentHours(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let row = JournalSample.relativeRow("k1")
        let undo = try await sendAndUndo(row, in: journal)
        // What was not sent, and what failed, is not among them.
        try await journal.beginRun(
            JournalSample.run("82cc"),
            rows: [JournalSample.row("k1"), JournalSample.row("k2")]
        )
        try await journal.recordIntents([RowIntent(row: 1, attempt: 1)], run: "82cc", at: JournalSample.later(2))
        try await settle("82cc", in: journal, RowOutcome(1, .failed))
        let codes = (0..<150).map { "none-\($0)" } + ["k2-1", "k1-1"]
        let found = try await journal.sentHours(to: codes, in: undo.scope)
        let member = row.members[0]
        #expect(member.accessCodeID == "k1-1")
        #expect(
            found == [
                SentHours(
                    accessCodeID: "k1-1",
                    at: JournalSample.evening,
                    bounds: OutsideChange.Bounds(member.after)
                ),
                SentHours(
                    accessCodeID: "k1-1",
                    at: JournalSample.later(1),
                    bounds: OutsideChange.Bounds(member.before)
                ),
            ]
        )
        #expect(try await journal.sentHours(to: codes, in: JournalSample.run("80aa", workspace: "w2").scope).isEmpty)
    }

    @Sendable private static func undoUndo(in world: any JournalWorld) async throws {
        let journal = try world.open()
        try await sendAndSettle("80aa", in: journal, JournalSample.relativeRow("k1"))
        let there = JournalSample.row("k1")
        for (id, undone, isFree) in [("82cc", "80aa", true), ("83dd", "82cc", false), ("84ee", "83dd", true)] {
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            try await journal.beginRun(undo, rows: [isFree ? back(there) : there])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, in: journal, RowOutcome(0, .applied))
            let asked = [JournalSample.relativeRow("k1")]
            let priors = try await journal.priors(of: asked, scope: undo.scope, at: JournalSample.later(60))
            #expect(priors.isEmpty == isFree, "\(id)")
            // What an undo of an undo makes again is the first run's change.
            #expect(priors.allSatisfy { $0.run.id == id && Set($0.moves.map(\.id)) == ["80aa"] }, "\(priors)")
        }
    }
}
