internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// What a command that names one booking takes out of another run.
    static let taking: [JournalCase] = [
        JournalCase("a row that was not sent is taken, and its run is told so and takes no slot for it") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            #expect(await name(on: command, "k1") == nil)
            let verdict = try await run.recordIntents(
                intents(0..<3),
                after: [],
                run: "80aa",
                at: JournalSample.later(2)
            )
            #expect(verdict.granted == [0, 2])
            #expect(Set(verdict.taken.keys) == [1])
            #expect(verdict.taken[1]?.code == .taken)
            #expect(verdict.taken[1]?.message.contains("81bb of ana") == true)
            let busy = try await command.busyDoors(of: "http://127.0.0.1:1", at: JournalSample.later(2))
            #expect(busy["front door"]?.frees.count == 2)
            #expect(try await run.rows(of: "80aa").map(\.status) == [.pending, .taken, .pending])
            #expect(try await run.events(of: "80aa").map(\.kind) == [.taken, .intent, .intent])
        },
        JournalCase("what a run finds of a taken row is not kept, and the run can end") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            #expect(await name(on: command, "k1") == nil)
            let outcomes = [RowOutcome(0, .applied), RowOutcome(1, .conflict), RowOutcome(2, .applied)]
            let taken = try await run.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(3))
            #expect(Set(taken.keys) == [1])
            #expect(try await run.rows(of: "80aa").map(\.status) == [.applied, .taken, .applied])
            #expect(try await run.finishRun("80aa", state: .partial, at: JournalSample.later(4)))
        },
        JournalCase("a row that is under way is not taken before its send can arrive no more") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            _ = try await run.recordIntents(intents(1..<2), after: [], run: "80aa", at: JournalSample.later(0))
            #expect(await name(on: command, "k1", second: 119)?.code == .busy)
            #expect(try await run.rows(of: "80aa")[1].status == .pending)
            #expect(await name(on: command, "k1", second: 120) == nil)
            #expect(try await run.rows(of: "80aa")[1].status == .taken)
        },
        JournalCase("a row that is settled is free for a named booking while its run goes on") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            _ = try await run.recordIntents(intents(1..<2), after: [], run: "80aa", at: JournalSample.later(0))
            try await run.recordOutcomes([RowOutcome(1, .applied)], run: "80aa", at: JournalSample.later(0))
            #expect(await name(on: command, "k1") == nil)
            #expect(try await run.rows(of: "80aa")[1].status == .applied)
        },
        JournalCase("a row of a run whose process died is taken, and the rest of it waits for a resume") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            run.close()
            #expect(await name(on: command, "k1") == nil)
            #expect(try await command.unfinishedRuns().map(\.id) == ["80aa"])
            #expect(
                try await command.adoptRun("80aa", at: JournalSample.later(9)).entries.map(\.row.status) == [
                    .planned, .taken, .planned,
                ]
            )
        },
        JournalCase("a run that names no booking takes nothing") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            let error = await journalError {
                try await command.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
            }
            #expect(error?.code == .busy)
            #expect(try await run.rows(of: "80aa")[1].status == .planned)
        },
        JournalCase("a code of a held group is taken with the whole row") { world in
            let (run, command) = try pair(in: world)
            try await begin80aa(on: run)
            var code = JournalSample.row("k1")
            code.target = .code(accessCodeID: "k1-1")
            code.members.removeLast()
            var record = JournalSample.run("81bb", startedAt: JournalSample.later(1))
            record.origin = .move
            try await command.beginRun(record, rows: [code])
            #expect(try await run.rows(of: "80aa").map(\.status) == [.planned, .taken, .planned])
        },
    ]

    private static func begin80aa(on journal: any Journal) async throws {
        try await journal.beginRun(
            JournalSample.run("80aa"),
            rows: ["k0", "k1", "k2"].map { JournalSample.row($0) },
        )
    }

    private static func name(on journal: any Journal, _ key: String, second: Int64 = 1) async -> JournalError? {
        var record = JournalSample.run("81bb", startedAt: JournalSample.later(second))
        record.scheduleName = nil
        record.origin = .extend
        return await journalError { try await journal.beginRun(record, rows: [JournalSample.row(key)]) }
    }

    private static func intents(_ rows: Range<Int>) -> [RowIntent] {
        rows.map { RowIntent(row: $0, attempt: 1, devices: ["front door": 1]) }
    }
}
