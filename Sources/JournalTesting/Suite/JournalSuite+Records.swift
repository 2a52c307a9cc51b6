internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Records of runs.
    static let records: [JournalCase] =
        JournalCase.each("a record comes back as it was in every state", RunRecord.State.allCases) { world, state in
            var record = JournalSample.run("80aa")
            record.state = state
            record.finishedAt = JournalSample.later(1)
            let journal = try world.open()
            try await journal.beginRun(record, rows: [])
            #expect(try await world.open().run("80aa") == record)
        }
        + JournalCase.each(
            "what made a run, why, and under which limits comes back as it was",
            [.run, .undo(of: "80aa"), .move, .extend, .file("tonight.plan"), .repl, .schedule] as [RunRecord.Origin],
        ) { world, origin in
            var record = JournalSample.run("81bb")
            record.origin = origin
            record.reason = "the spa closes at noon"
            record.planHash = "abad1dea"
            record.zoneDataVersion = "2026f"
            record.limits = Limits(
                maxGroups: 60,
                maxShift: TimeSpan(milliseconds: 1),
                shortenFrom: 3,
                allowed: [.lockout, .overlap],
                leftOut: [.recent],
                stopAtPercent: 10
            )
            let journal = try world.open()
            try await journal.beginRun(record, rows: [])
            #expect(try await world.open().run("81bb") == record)
        }
        + JournalCase.each(
            "an id that cannot name a run is refused",
            ["", "../80aa", "a b", "ü", String(repeating: "a", count: 65)],
        ) { world, id in
            let journal = try world.open()
            let error = await journalError { try await journal.beginRun(JournalSample.run(id), rows: []) }
            #expect(error?.code == .invalidRun)
            #expect(try await !journal.isHeld(id))
        }
        + others

    private static let others: [JournalCase] = [
        JournalCase("a record without options comes back as it was") { world in
            var record = JournalSample.run("80aa")
            record.scheduleName = nil
            record.arguments = []
            let journal = try world.open()
            try await journal.beginRun(record, rows: [])
            #expect(try await journal.run("80aa") == record)
        },
        JournalCase("runs are listed newest first, and by their id where they began together") { world in
            let journal = try world.open()
            for (id, seconds) in [("80aa", Int64(5)), ("81bb", 1), ("82cc", 9), ("83dd", 9)] {
                try await journal.beginRun(JournalSample.run(id, startedAt: JournalSample.later(seconds)), rows: [])
            }
            #expect(try await journal.runs(limit: 3).map(\.id) == ["83dd", "82cc", "80aa"])
        },
        JournalCase("a plan that was not applied holds nothing, and is not at work") { world in
            let journal = try world.open()
            var plan = JournalSample.run("80aa")
            plan.state = .planned
            try await journal.beginRun(plan, rows: [JournalSample.row("k1")])
            #expect(try await !journal.isHeld("80aa"))
            #expect(try await journal.unfinishedRuns().isEmpty)
            try await journal.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
        },
        JournalCase("an id that is taken is refused, and the first run goes on") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            for other in [journal, try world.open()] {
                let error = await journalError {
                    try await other.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k2")])
                }
                #expect(error?.code == .duplicateRun)
            }
            try await journal.requirePermission(toSendFor: "80aa")
            try await journal.finishRun("80aa", state: .interrupted, at: JournalSample.evening)
            let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: []) }
            #expect(error?.code == .duplicateRun)
            #expect(try await journal.rows(of: "80aa").map(\.target.identifier) == ["k1"])
        },
        JournalCase("an unknown run is named in the error") { world in
            let journal = try world.open()
            let now = JournalSample.evening
            let errors = [
                await journalError { _ = try await journal.run("nope") },
                await journalError { _ = try await journal.rows(of: "nope") },
                await journalError { _ = try await journal.events(of: "nope") },
                await journalError { _ = try await journal.past(of: "nope", at: now) },
                await journalError { _ = try await journal.directEffects(of: "nope") },
                await journalError { _ = try await journal.adoptRun("nope", at: now) },
                await journalError { try await journal.abandonRun("nope", at: now) },
                await journalError { try await journal.requestStop(of: "nope", by: "ben", at: now) },
                await journalError { try await journal.recordOutcomes([], run: "nope", at: now) },
                await journalError { try await journal.recordLate([], run: "nope", at: now) },
            ]
            #expect(errors.allSatisfy { $0?.code == .unknownRun && $0?.message.contains("nope") == true })
        },
        JournalCase("a run that was opened before its rows were known goes on with them once") { world in
            let journal = try world.open()
            try await journal.openRun(JournalSample.run("80aa"))
            var record = JournalSample.run("80aa", workspace: "w2", startedAt: JournalSample.later(60))
            record.planHash = "abad1dea"
            record.reason = "storm"
            record.operatorName = "somebody else"
            try await journal.beginRun(record, rows: [JournalSample.row("k1")])
            let kept = try await journal.run("80aa")
            #expect(kept.planHash == "abad1dea" && kept.reason == "storm" && kept.workspaceID == "w2")
            #expect(kept.startedAt == JournalSample.evening && kept.operatorName == "ana")
            #expect(try await journal.rows(of: "80aa").count == 1)
            #expect(await journalError { try await journal.beginRun(record, rows: []) }?.code == .duplicateRun)
        },
        JournalCase("a closed journal answers with an error, and lets go of its runs") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            journal.close()
            #expect(await journalError { _ = try await journal.runs(limit: 1) }?.code == .storage)
            #expect(try await !world.open().isHeld("80aa"))
        },
        JournalCase("the rows of the runs since an instant are counted by status, and names are listed once") { world in
            let journal = try world.open()
            for (id, seconds) in [("80aa", Int64(0)), ("81bb", 60), ("82cc", 120)] {
                let rows = [JournalSample.row("\(id)1", name: "BK-2"), JournalSample.row("\(id)2", name: "BK-\(id)")]
                let record = JournalSample.run(id, startedAt: JournalSample.later(seconds))
                try await journal.beginRun(record, rows: rows)
                try await journal.recordOutcomes([RowOutcome(0, .applied)], run: id, at: JournalSample.later(200))
            }
            let counts = try await journal.rowCounts(since: JournalSample.later(60))
            #expect(counts.map(\.run.id) == ["82cc", "81bb"])
            #expect(counts.allSatisfy { $0.counts == [.applied: 1, .planned: 1] })
            #expect(try await journal.rowNames(limit: 3) == ["BK-2", "BK-80aa", "BK-81bb"])
            let doors = try await journal.rowDoors(limit: 100)
            #expect(doors.keys.sorted() == ["BK-2", "BK-80aa", "BK-81bb", "BK-82cc"])
            #expect(doors.values.allSatisfy { !$0.isEmpty })
        },
    ]
}
