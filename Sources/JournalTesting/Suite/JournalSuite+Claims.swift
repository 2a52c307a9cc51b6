internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Runs that another process goes on with, or ends.
    static let adoption: [JournalCase] = [
        JournalCase("an adopted run goes on with its last intents under the new process", adopt),
        JournalCase("an abandoned run frees its groups and cannot be resumed", abandon),
        JournalCase("an abandoned run keeps the state and the end that its process gave it") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            #expect(try await !journal.finishRun("80aa", state: .partial, at: JournalSample.later(1)))
            try await journal.abandonRun("80aa", at: JournalSample.later(9))
            let record = try await journal.run("80aa")
            #expect(record.state == .partial && record.finishedAt == JournalSample.later(1))
        },
        JournalCase("a process can abandon the run that it works on") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await journal.abandonRun("80aa", at: JournalSample.later(1))
            #expect(try await !journal.isHeld("80aa"))
            let error = await journalError { try await journal.requirePermission(toSendFor: "80aa") }
            #expect(error?.code == .notOwned)
        },
        JournalCase("a row whose intent is open is shown as not known, and resumed as it was") { world in
            let first = try world.open()
            let second = try world.open(processID: 4712)
            try await first.beginRun(
                JournalSample.run("80aa"),
                rows: [JournalSample.row("k1"), JournalSample.row("k2")]
            )
            try await first.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
            let rows = try await second.rows(of: "80aa")
            #expect(rows.map(\.status) == [.pending, .planned])
            #expect(rows[0].error?.message == "sent or not: not known; resume reads it")
            #expect(try await second.history(of: "k1").first?.row.status == .pending)
            first.close()
            let adopted = try await second.adoptRun("80aa", at: JournalSample.later(9))
            #expect(adopted.entries.map(\.row.status) == [.planned, .planned])
            #expect(adopted.entries.map { $0.lastIntent?.isOpen } == [true, nil])
        },
    ]

    /// Who may write for a run, also when its lock says nothing any more.
    static let claims: [JournalCase] = [
        JournalCase("only the process that works on a run writes to it", refuseOthers),
        JournalCase("what the locks say later is kept for a run that is over, by anybody") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
            try await first.finishRun("80aa", state: .completed, at: JournalSample.later(2))
            try await second.recordOutcomes([RowOutcome(0, .onDevice)], run: "80aa", at: JournalSample.later(3))
            #expect(try await first.rows(of: "80aa").map(\.status) == [.onDevice])
        },
        JournalCase("what an apply says of a run that another process has ended changes nothing") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
            try await first.finishRun("80aa", state: .completed, at: JournalSample.later(2))
            for status in [RowStatus.planned, .applied] {
                let error = await journalError {
                    let outcomes = [RowOutcome(0, status)]
                    try await second.recordOutcomes(outcomes, after: [], run: "80aa", at: JournalSample.later(3))
                }
                #expect(error?.code == .notOwned)
            }
            #expect(try await first.rows(of: "80aa").map(\.status) == [.applied])
        },
        JournalCase("a process whose run was taken over writes nothing for it any more", refuseOldToken),
        JournalCase("what it had sent is kept as late, and its group is closed to other values") { world in
            let (old, new) = try await takeOver(in: world)
            try await new.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(62))
            try await old.recordLate([0], run: "80aa", at: JournalSample.later(70))
            let rows = try await new.rows(of: "80aa")
            #expect(rows[0].status == .look)
            #expect(rows[0].error?.code == .late)
            #expect(try await new.events(of: "80aa").last?.kind == .late)
            let quarantine = try await new.past(of: "80aa", at: JournalSample.later(71)).quarantine
            #expect(quarantine.byItself["k1"] == JournalSample.later(160))
        },
        JournalCase("a late send of a row that has no outcome yet leaves the row to whoever reads it") { world in
            let (old, new) = try await takeOver(in: world)
            try await old.recordLate([0, 1], run: "80aa", at: JournalSample.later(70))
            let past = try await new.past(of: "80aa", at: JournalSample.later(71))
            #expect(past.intents[0]?.isOpen == true)
            #expect(past.quarantine.byItself["k2-1"] == JournalSample.later(160))
            #expect(try await new.rows(of: "80aa").map(\.status) == [.pending, .planned])
            #expect(try await new.events(of: "80aa").suffix(2).map(\.kind) == [.late, .late])
        },
        JournalCase("a run that was finished can be claimed by nobody with an old token") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
            #expect(try await journal.finishRun("80aa", state: .completed, at: JournalSample.later(2)))
            let error = await journalError { try await journal.requirePermission(toSendFor: "80aa") }
            #expect(error?.code == .notOwned)
        },
    ]

    /// Has a second process take a run over while the first one is stopped.
    private static func takeOver(in world: any JournalWorld) async throws -> (old: any Journal, new: any Journal) {
        let (old, new) = (try world.open(), try world.open(processID: 4712))
        try await old.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1"), JournalSample.row("k2")])
        try await old.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
        try world.loseLock(of: "80aa")
        _ = try await new.adoptRun("80aa", at: JournalSample.later(60))
        return (old, new)
    }

    /// What every write of work on run 80aa by this journal is refused with, nil where one is not.
    private static func refusals(of journal: any Journal, at instant: Instant) async -> [JournalError?] {
        let effect = DirectEffect(path: "/locks/lock_door", parameters: "{}", deviceID: "d1", sentAt: instant)
        return [
            await journalError {
                try await journal.recordIntents([RowIntent(row: 1, attempt: 1)], run: "80aa", at: instant)
            },
            await journalError {
                try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: instant)
            },
            await journalError { try await journal.requirePermission(toSendFor: "80aa") },
            await journalError { _ = try await journal.finishRun("80aa", state: .completed, at: instant) },
            await journalError {
                _ = try await journal.recordDirectIntent(effect, run: "80aa", isPaced: true, at: instant)
            },
            await journalError { try await journal.recordDirectEffects([effect], run: "80aa") },
            await journalError { try await journal.finishDirectEffects([], run: "80aa") },
        ]
    }

    @Sendable private static func refuseOthers(in world: any JournalWorld) async throws {
        let (first, second) = (try world.open(), try world.open(processID: 4712))
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1"), JournalSample.row("k2")])
        let errors = await refusals(of: second, at: JournalSample.evening)
        #expect(errors.map { $0?.code } == Array(repeating: .notOwned, count: 7))
        #expect(try await second.events(of: "80aa").isEmpty)
        #expect(try await second.directEffects(of: "80aa").isEmpty)
        try await first.requirePermission(toSendFor: "80aa")
    }

    @Sendable private static func refuseOldToken(in world: any JournalWorld) async throws {
        let (old, new) = try await takeOver(in: world)
        for error in await refusals(of: old, at: JournalSample.later(61)) {
            #expect(error?.code == .notOwned)
            #expect(error?.message.contains("process 4712") == true, "\(String(describing: error))")
        }
        let error = await journalError { try await old.beginRun(JournalSample.run("80aa"), rows: []) }
        #expect(error?.code == .notOwned)
        #expect(try await new.events(of: "80aa").map(\.kind) == [.intent, .adopted])
        try await new.requirePermission(toSendFor: "80aa")
    }

    @Sendable private static func adopt(in world: any JournalWorld) async throws {
        let (first, second) = (try world.open(processID: 1), try world.open(processID: 2))
        let rows = ["k1", "k2", "k3"].map { JournalSample.row($0) }
        try await first.beginRun(JournalSample.run("80aa"), rows: rows)
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 2)]
        try await first.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(2))
        for journal in [first, second] {
            let error = await journalError { _ = try await journal.adoptRun("80aa", at: JournalSample.evening) }
            #expect(error?.code == .busy)
        }
        first.close()

        let adopted = try await second.adoptRun("80aa", at: JournalSample.later(3))
        #expect(adopted.record.state == .running)
        #expect(adopted.record.processID == 2)
        #expect(adopted.entries.map(\.row.status) == [.applied, .planned, .planned])
        #expect(adopted.entries.map(\.lastIntent?.attempt) == [1, 2, nil])
        #expect(adopted.entries.map(\.lastIntent?.isOpen) == [false, true, nil])
        #expect(adopted.entries[1].lastIntent?.recordedAt == JournalSample.later(1))
        #expect(try await second.run("80aa") == adopted.record)
        let event = try await second.events(of: "80aa").last
        #expect(event?.kind == .adopted)
        #expect(event?.detail?.hasSuffix("process 2") == true)

        let outcomes = [RowOutcome(1, .applied), RowOutcome(2, .applied)]
        try await second.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(4))
        #expect(try await second.finishRun("80aa", state: .completed, at: JournalSample.later(5)))
        let error = await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.evening) }
        #expect(error?.code == .finishedRun)
        #expect(try await !second.isHeld("80aa"))
    }

    @Sendable private static func abandon(in world: any JournalWorld) async throws {
        let (first, second) = (try world.open(), try world.open(processID: 4712))
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let living = await journalError { try await second.abandonRun("80aa", at: JournalSample.later(1)) }
        #expect(living?.code == .busy)
        first.close()
        try await second.abandonRun("80aa", at: JournalSample.later(1))
        #expect(try await second.run("80aa").state == .abandoned)
        #expect(try await second.run("80aa").finishedAt == JournalSample.later(1))
        #expect(try await second.rows(of: "80aa").map(\.status) == [.planned])
        #expect(try await second.events(of: "80aa").map(\.kind) == [.abandoned])
        #expect(try await second.unfinishedRuns().isEmpty)
        for error in [
            await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.evening) },
            await journalError { try await second.abandonRun("80aa", at: JournalSample.evening) },
        ] {
            #expect(error?.code == .finishedRun)
        }
        try await second.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
    }
}
