internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// A row that makes and ends codes, with the ids that its codes got.
    static let doorRows: [JournalCase] = [
        JournalCase("a row that makes and ends codes is kept with its key, and with the ids of what was made") {
            world in
            let journal = try world.open()
            var row = JournalSample.row("k1")
            (row.change, row.madeKey, row.keepsPIN) = (.doors, "k9", true)
            row.members[0].after = .absent
            var made = row.members[0]
            (made.before, made.after) = (.absent, JournalSample.row("k1").members[0].after)
            made.accessCodeID = CodelessID.make(key: "k9", device: made.deviceID)
            row.members.append(made)
            try await journal.beginRun(JournalSample.run("80aa"), rows: [row])
            #expect(try await journal.rows(of: "80aa") == [row])
            var outcome = RowOutcome(row: 0, status: .applied, members: row.members.map { _ in .applied })
            outcome.made = [row.members.count - 1: "c-new"]
            try await journal.recordOutcomes([outcome], run: "80aa", at: JournalSample.later(1))
            let kept = try await journal.rows(of: "80aa")[0]
            #expect(kept.members.last?.accessCodeID == "c-new")
            #expect(kept.members.first?.accessCodeID == row.members.first?.accessCodeID)
        }
    ]

    /// Rows, their intents and their outcomes.
    static let rows: [JournalCase] =
        JournalCase.each("every status of a row comes back as it was", RowStatus.allCases) { world, status in
            var row = JournalSample.row("k1")
            row.status = status
            row.members[1].status = status
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [row])
            #expect(try await journal.rows(of: "80aa") == [row])
        }
        + JournalCase.each(
            "a batch with one wrong row is not written at all",
            [
                [RowOutcome(0, .applied), RowOutcome(7, .applied)],
                [RowOutcome(0, .applied), RowOutcome(row: 1, status: .applied, members: [.applied])],
                [
                    RowOutcome(0, .applied),
                    RowOutcome(row: 1, status: .applied, members: [.applied, .applied, .applied]),
                ],
            ],
            labels: { "row \($0[1].row) with \($0[1].members.count) members" },
            refuseWrongRows,
        )
        + [
            JournalCase("rows come back as they were, whatever is missing in them") { world in
                let rows = [
                    JournalSample.row("k1", name: "BK-88213 Ito"), JournalSample.fullRow, JournalSample.bareRow,
                    JournalSample.grantRow("g1", name: "BK-88214 Haas"),
                ]
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
                #expect(try await world.open().rows(of: "80aa") == rows)
            },
            JournalCase("what only the plan asked about is not kept of a row") { world in
                var row = JournalSample.relativeRow("k1")
                row.isNamed = true
                row.isUnclearlyMixed = true
                row.wallZones = ["America/Vancouver"]
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: [row])
                #expect(try await journal.rows(of: "80aa") == [JournalSample.row("k1")])
            },
            JournalCase("a plan of 10,000 rows goes in and comes back") { world in
                let rows = (0..<10_000).map { JournalSample.row("k\($0)", name: "BK-\($0)") }
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
                #expect(try await journal.rows(of: "80aa") == rows)
            },
            JournalCase("intents and outcomes are kept in their order", keepInOrder),
            JournalCase("members of one row can stand in different places") { world in
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
                let outcome = RowOutcome(row: 0, status: .pending, members: [.applied, .pending])
                try await journal.recordOutcomes([outcome], run: "80aa", at: JournalSample.evening)
                #expect(try await journal.rows(of: "80aa")[0].members.map(\.status) == [.applied, .pending])
            },
            JournalCase("a later outcome clears the error of an earlier one") { world in
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
                let failed = RowOutcome(0, .failed, error: RowError(code: .init(rawValue: "c"), message: "m"))
                try await journal.recordOutcomes([failed], run: "80aa", at: JournalSample.evening)
                try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.evening)
                #expect(try await journal.rows(of: "80aa")[0].error == nil)
            },
            JournalCase("the past of a run has the newest intent of each row", knowNewestIntents),
            JournalCase(
                "batches at the same time are all kept, and a wrong one undoes nothing of the others",
                keepBatches
            ),
            JournalCase("a cancelled task still keeps what became of its rows") { world in
                let journal = try world.open()
                try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
                let error = await withTaskGroup(of: JournalError?.self) { group in
                    group.cancelAll()
                    group.addTask {
                        await journalError {
                            let outcomes = [RowOutcome(0, .applied)]
                            try await journal.recordOutcomes(outcomes, run: "80aa", at: JournalSample.evening)
                        }
                    }
                    return await group.reduce(nil) { $0 ?? $1 }
                }
                #expect(error == nil)
                #expect(try await journal.rows(of: "80aa").map(\.status) == [.applied])
            },
        ]

    private static var twoRows: [Row] { [JournalSample.row("k1"), JournalSample.row("k2")] }

    @Sendable private static func refuseWrongRows(in world: any JournalWorld, _ outcomes: [RowOutcome]) async throws {
        let journal = try world.open()
        try await journal.beginRun(JournalSample.run("80aa"), rows: twoRows)
        let now = JournalSample.evening
        let error = await journalError { try await journal.recordOutcomes(outcomes, run: "80aa", at: now) }
        #expect(error?.code == .unknownRow)
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 7, attempt: 1)]
        let other = await journalError { try await journal.recordIntents(intents, run: "80aa", at: now) }
        #expect(other?.code == .unknownRow)
        let late = await journalError { try await journal.recordLate([0, 7], run: "80aa", at: now) }
        #expect(late?.code == .unknownRow)
        #expect(try await journal.rows(of: "80aa").map(\.status) == [.planned, .planned])
        #expect(try await journal.events(of: "80aa").isEmpty)
        #expect(try await journal.past(of: "80aa", at: now).quarantine.isEmpty)
    }

    @Sendable private static func keepInOrder(in world: any JournalWorld) async throws {
        let journal = try world.open()
        try await journal.beginRun(JournalSample.run("80aa"), rows: twoRows)
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        try await journal.recordIntents([RowIntent(row: 1, attempt: 2)], run: "80aa", at: JournalSample.later(2))
        let error = RowError(code: .init(rawValue: "not_found"), message: "There is no such group.", requestID: "r-2")
        let outcomes = [RowOutcome(0, .applied, requestID: "r-1"), RowOutcome(1, .failed, error: error)]
        try await journal.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(3))

        let events = try await journal.events(of: "80aa")
        #expect(events.map(\.row) == [0, 1, 1, 0, 1])
        #expect(events.map(\.kind) == [.intent, .intent, .intent, .outcome, .outcome])
        #expect(events.map(\.attempt) == [1, 1, 2, 1, 2])
        #expect(events.map(\.recordedAt) == [1, 1, 2, 3, 3].map(JournalSample.later))
        #expect(events.map(\.status) == [nil, nil, nil, .applied, .failed])
        #expect(events.map(\.requestID) == [nil, nil, nil, "r-1", "r-2"])
        #expect(events.last?.detail == "not_found: There is no such group.")

        let rows = try await journal.rows(of: "80aa")
        #expect(rows.map(\.status) == [.applied, .failed])
        #expect(rows[1].members.map(\.status) == [.failed, .failed])
        #expect(rows.map(\.error) == [nil, error])
    }

    @Sendable private static func knowNewestIntents(in world: any JournalWorld) async throws {
        let journal = try world.open()
        try await journal.beginRun(JournalSample.run("80aa"), rows: twoRows + [JournalSample.row("k3")])
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(2))
        try await journal.recordIntents([RowIntent(row: 1, attempt: 2)], run: "80aa", at: JournalSample.later(3))
        let known = try await journal.past(of: "80aa", at: JournalSample.later(4)).intents
        #expect(
            known == [
                0: AdoptedRun.LastIntent(attempt: 1, recordedAt: JournalSample.later(1), isOpen: false),
                1: AdoptedRun.LastIntent(attempt: 2, recordedAt: JournalSample.later(3), isOpen: true),
            ]
        )
    }

    @Sendable private static func keepBatches(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let rows = (0..<40).map { JournalSample.row("k\($0)") }
        try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
        let refused = try await withThrowingTaskGroup(of: Int?.self) { group in
            for batch in 0..<20 {
                group.addTask {
                    // Every fifth batch names a row that is not there, behind one that is.
                    let last = batch % 5 == 4 ? 40 + batch : 2 * batch + 1
                    let intents = [RowIntent(row: 2 * batch, attempt: 1), RowIntent(row: last, attempt: 1)]
                    let error = await journalError {
                        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
                    }
                    #expect(error == nil || error?.code == .unknownRow)
                    return error == nil ? nil : batch
                }
            }
            return try await group.reduce(into: Set<Int>()) { if let batch = $1 { $0.insert(batch) } }
        }
        #expect(refused == [4, 9, 14, 19])
        let kept = try await world.open().events(of: "80aa").compactMap(\.row)
        let expected = (0..<20).filter { !refused.contains($0) }.flatMap { [2 * $0, 2 * $0 + 1] }
        #expect(kept.count == expected.count)
        #expect(Set(kept) == Set(expected))
    }
}
