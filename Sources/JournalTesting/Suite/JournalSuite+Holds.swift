internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Which run holds which group.
    static let holds: [JournalCase] =
        JournalCase.each(
            "a run is over when no row is planned or pending",
            [
                (RowStatus.planned, false), (.pending, false), (.applied, true), (.onDevice, true), (.already, true),
                (.conflict, true), (.failed, true), (.look, true),
            ],
            labels: \.0.rawValue,
            endWithStatus,
        )
        + [
            JournalCase("a group that a living run holds is refused, and nothing is written", refuseHeldGroups),
            JournalCase("a code of a held group is held too, and the reverse") { world in
                let (first, second) = try pair(in: world)
                var code = JournalSample.row("k1")
                code.target = .code(accessCodeID: "k1-1")
                code.members.removeLast()
                try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
                #expect(await begin("81bb", on: second, [code])?.code == .busy)
                try await first.abandonRun("80aa", at: JournalSample.evening)
                try await first.beginRun(JournalSample.run("82cc"), rows: [code])
                #expect(await begin("83dd", on: second, rows("k1"))?.code == .busy)
            },
            JournalCase("a code of a held access grant is held too, and the reverse") { world in
                let (first, second) = try pair(in: world)
                var code = JournalSample.row("g1")
                code.target = .code(accessCodeID: "g1-1")
                code.members.removeLast()
                try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.grantRow("g1")])
                #expect(await begin("81bb", on: second, [code])?.code == .busy)
                #expect(await begin("82cc", on: second, [JournalSample.grantRow("g1")])?.code == .busy)
                try await first.abandonRun("80aa", at: JournalSample.evening)
                try await first.beginRun(JournalSample.run("83dd"), rows: [code])
                #expect(await begin("84ee", on: second, [JournalSample.grantRow("g1")])?.code == .busy)
            },
            JournalCase("the same key in another workspace is another group") { world in
                let (first, second) = try pair(in: world)
                try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
                try await second.beginRun(JournalSample.run("81bb", workspace: "w2"), rows: rows("k1"))
                #expect(try await second.runs(limit: 9).count == 2)
            },
            JournalCase("a row that sends nothing holds its group all the same") { world in
                let (first, second) = try pair(in: world)
                var settled = JournalSample.row("k1")
                settled.status = .already
                try await first.beginRun(JournalSample.run("80aa"), rows: [settled, JournalSample.row("k2")])
                #expect(await begin("81bb", on: second, rows("k1"))?.code == .busy)
            },
            JournalCase("a settled row of a plan meets who holds its group") { world in
                let (first, second) = try pair(in: world)
                try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
                var settled = JournalSample.row("k1")
                settled.status = .already
                #expect(await begin("81bb", on: second, [settled])?.code == .busy)
                first.close()
                #expect(await begin("82cc", on: second, [settled])?.code == .unfinishedRun)
                #expect(try await second.runs(limit: 9).map(\.id) == ["80aa"])
            },
            JournalCase("a run whose process died is interrupted, and its groups are not given away", keepGroupsOfDead),
            JournalCase("a run that died after its last outcome leaves its groups free") { world in
                let (first, second) = try pair(in: world)
                try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
                try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.evening)
                first.close()
                try await second.beginRun(
                    JournalSample.run("81bb", startedAt: JournalSample.later(7)),
                    rows: rows("k1"),
                )
                let left = try await second.run("80aa")
                #expect(left.state == .interrupted && left.finishedAt == JournalSample.later(7))
                #expect(try await second.unfinishedRuns().isEmpty)
            },
            JournalCase("an intent without an outcome keeps the run unfinished") { world in
                let (first, second) = try pair(in: world)
                try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
                try await first.recordOutcomes([RowOutcome(0, .failed)], run: "80aa", at: JournalSample.evening)
                let intents = [RowIntent(row: 0, attempt: 2)]
                try await first.recordIntents(intents, run: "80aa", at: JournalSample.evening)
                let isOver = try await first.finishRun("80aa", state: .interrupted, at: JournalSample.evening)
                #expect(!isOver)
                #expect(try await second.unfinishedRuns().map(\.id) == ["80aa"])
            },
            JournalCase("of two runs that begin at once with one group, one begins") { world in
                let (first, second) = try pair(in: world)
                let plan = rows("k1")
                let errors = await withTaskGroup(of: JournalError?.self) { group in
                    group.addTask { await begin("80aa", on: first, plan) }
                    group.addTask { await begin("81bb", on: second, plan) }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(errors.compactMap { $0?.code } == [.busy])
                #expect(try await first.runs(limit: 9).count == 1)
            },
            JournalCase("who holds a group is told before it is asked for") { world in
                let (first, second) = try pair(in: world)
                try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
                let scope = JournalSample.run("80aa").scope
                let asked = [JournalSample.row("k0"), JournalSample.relativeRow("k1")]
                let held = try await second.priors(of: asked, scope: scope, at: JournalSample.later(60))
                #expect(held.map(\.kind) == [.busy])
                #expect(held.map(\.row) == [1])
                #expect(held.first?.run.processID == 4711)
                #expect(held.first?.at == JournalSample.evening)
                first.close()
                let left = try await second.priors(of: asked, scope: scope, at: JournalSample.later(60))
                #expect(left.map(\.kind) == [.unfinished])
            },
        ]

    static func pair(in world: any JournalWorld) throws -> (any Journal, any Journal) {
        (try world.open(processID: 1), try world.open(processID: 2))
    }

    private static func rows(_ keys: String...) -> [Row] {
        keys.map { JournalSample.row($0, name: "Booking \($0)") }
    }

    private static func begin(_ id: String, on journal: any Journal, _ rows: [Row]) async -> JournalError? {
        await journalError { try await journal.beginRun(JournalSample.run(id), rows: rows) }
    }

    @Sendable private static func refuseHeldGroups(in world: any JournalWorld) async throws {
        let (first, second) = try pair(in: world)
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1", "k2"))
        let error = await begin("81bb", on: second, rows("k0", "k2"))
        #expect(error?.code == .busy)
        for word in ["80aa", "ana", "4711", "Mon 23 Nov 2026 22:08 UTC", "Booking k2"] {
            #expect(error?.message.contains(word) == true, "\(word)")
        }
        #expect(await begin("82cc", on: first, rows("k1"))?.code == .busy)
        #expect(try await second.runs(limit: 9).map(\.id) == ["80aa"])
        #expect(try await !second.isHeld("81bb"))
        #expect(await begin("81bb", on: second, rows("k0")) == nil)
    }

    @Sendable private static func keepGroupsOfDead(in world: any JournalWorld) async throws {
        let (first, second) = try pair(in: world)
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        #expect(try await second.isHeld("80aa"))
        #expect(try await second.run("80aa").state == .running)
        #expect(try await second.unfinishedRuns().isEmpty)
        first.close()
        #expect(try await !second.isHeld("80aa"))
        #expect(try await second.run("80aa").state == .interrupted)
        #expect(try await second.runs(limit: 9).map(\.state) == [.interrupted])
        #expect(try await second.unfinishedRuns().map(\.state) == [.interrupted])
        #expect(try await second.rowCounts(since: JournalSample.evening).map(\.run.state) == [.interrupted])
        let error = await begin("81bb", on: second, rows("k1"))
        #expect(error?.code == .unfinishedRun)
        #expect(error?.message.contains("run 80aa") == true)
        #expect(error?.message.contains("stopped before it finished") == true)
        #expect(try await second.runs(limit: 9).map(\.id) == ["80aa"])
    }

    @Sendable private static func endWithStatus(
        in world: any JournalWorld,
        _ row: (status: RowStatus, isOver: Bool),
    ) async throws {
        let (first, second) = try pair(in: world)
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1", "k2"))
        let outcomes = [RowOutcome(0, .applied), RowOutcome(1, row.status)]
        try await first.recordOutcomes(outcomes, run: "80aa", at: JournalSample.evening)
        #expect(try await first.finishRun("80aa", state: .partial, at: JournalSample.later(9)) == row.isOver)
        #expect(try await first.run("80aa").finishedAt == JournalSample.later(9))
        #expect(try await first.run("80aa").state == .partial)
        #expect(try await !second.isHeld("80aa"))
        #expect(await begin("81bb", on: second, rows("k1"))?.code == (row.isOver ? nil : .unfinishedRun))
    }
}
