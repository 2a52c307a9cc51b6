internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// What stops sends from anywhere, and what is forgotten on purpose.
    static let controls: [JournalCase] = [
        JournalCase("a freeze stops every begin, every intent and every send, of all processes", freezeAll),
        JournalCase("the first freeze stays, whoever freezes again") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            #expect(try await first.freeze() == nil)
            _ = try await first.freeze(storm)
            let again = Freeze(since: JournalSample.later(9), operatorName: "ana", reason: nil)
            #expect(try await second.freeze(again) == storm)
            #expect(try await first.freeze() == storm)
        },
        JournalCase("a machine is drained from anywhere, and once, until somebody ends it") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            #expect(try await first.drains().isEmpty)
            try await first.drain("night-1", at: JournalSample.evening)
            try await second.drain("night-1", at: JournalSample.later(9))
            try await second.drain("night-2", at: JournalSample.later(9))
            #expect(
                try await first.drains() == ["night-1": JournalSample.evening, "night-2": JournalSample.later(9)]
            )
            #expect(try await second.undrain("night-1"))
            #expect(try await !first.undrain("night-1"))
            #expect(try await first.drains().keys.sorted() == ["night-2"])
            #expect(try await !first.isDraining())
        },
        JournalCase("a frozen run is neither adopted nor called for, and can be abandoned") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            _ = try await first.freeze(storm)
            let effect = DirectEffect(path: "/x", parameters: "{}", deviceID: nil, sentAt: JournalSample.evening)
            let call = await journalError {
                _ = try await first.recordDirectIntent(effect, run: "80aa", isPaced: true, at: JournalSample.evening)
            }
            #expect(call?.code == .frozen)
            first.close()
            let adopted = await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.later(6)) }
            #expect(adopted?.code == .frozen)
            #expect(try await !second.isHeld("80aa"))
            #expect(try await second.events(of: "80aa").isEmpty)
            try await second.abandonRun("80aa", at: JournalSample.later(7))
        },
        JournalCase("one run is stopped from anywhere, until it is resumed") { world in
            let (first, second) = (try world.open(), try world.open(processID: 4712))
            try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await first.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
            try await second.requestStop(of: "80aa", by: "ben", at: JournalSample.later(5))
            try await second.requestStop(of: "80aa", by: "ana", at: JournalSample.later(6))
            let intents = [RowIntent(row: 0, attempt: 1)]
            for error in [
                await journalError { try await first.requirePermission(toSendFor: "80aa") },
                await journalError { try await first.recordIntents(intents, run: "80aa", at: JournalSample.later(7)) },
            ] {
                #expect(error?.code == .stopRequested)
                #expect(error?.message.contains("ben asked run 80aa to stop at 2026-11-23T22:08:05") == true)
            }
            try await first.requirePermission(toSendFor: "81bb")
            #expect(try await !first.finishRun("80aa", state: .interrupted, at: JournalSample.later(8)))
            _ = try await second.adoptRun("80aa", at: JournalSample.later(9))
            try await second.requirePermission(toSendFor: "80aa")
        },
        JournalCase("old runs are emptied, and stay in the list with the labels that they used", pruneOldRuns),
        JournalCase("a run that holds something, or works, is never emptied") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
            try await journal.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
            #expect(try await !journal.finishRun("81bb", state: .interrupted, at: JournalSample.later(1)))
            #expect(try await journal.prune(before: JournalSample.later(99)) == 0)
            #expect(try await journal.rows(of: "81bb").count == 1)
        },
    ]

    /// A journal that no longer knows what it knew.
    static let losses: [JournalCase] = [
        JournalCase("a journal that has lost something refuses what adds to what is there, until somebody has looked") {
            world in
            try await world.loseCommits()
            let journal = try world.open()
            #expect(try await journal.loss() != nil)
            let relative = [JournalSample.row("k2"), JournalSample.relativeRow("k3")]
            let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: relative) }
            #expect(error?.code == .lostCommits)
            #expect(try await journal.runs(limit: 9).isEmpty)
            // An absolute change cannot add up.
            try await journal.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k3")])
            try await journal.abandonRun("81bb", at: JournalSample.later(1))
            try await journal.acceptLoss(by: "ana", reason: "looked at all", at: JournalSample.later(9))
            #expect(try await journal.loss() == nil)
            try await journal.beginRun(JournalSample.run("80aa"), rows: relative)
        },
        JournalCase("a journal that is used has lost nothing") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
            journal.close()
            #expect(try await world.open().loss() == nil)
        },
    ]

    private static let storm = Freeze(since: JournalSample.later(5), operatorName: "ben", reason: "storm")

    @Sendable private static func freezeAll(in world: any JournalWorld) async throws {
        let (first, second) = (try world.open(), try world.open(processID: 4712))
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        #expect(try await second.freeze(storm) == storm)
        let errors = [
            await journalError {
                try await first.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(6))
            },
            await journalError { try await first.requirePermission(toSendFor: "80aa") },
            await journalError {
                try await second.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
            },
        ]
        for error in errors {
            #expect(error?.code == .frozen)
            #expect(error?.message.contains("ben") == true)
            #expect(error?.message.contains("storm") == true)
        }
        #expect(try await !second.isHeld("81bb"))
        // What was on its way can still be kept.
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(7))
        #expect(try await second.thaw())
        #expect(try await !second.thaw())
        try await first.requirePermission(toSendFor: "80aa")
    }

    @Sendable private static func pruneOldRuns(in world: any JournalWorld) async throws {
        let (first, second) = (try world.open(), try world.open(processID: 4712))
        let labelled = JournalSample.labelledRow("k1", "storm")
        try await first.beginRun(JournalSample.run("80aa"), rows: [labelled, JournalSample.relativeRow("k3")])
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
        try await first.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        let outcomes = [RowOutcome(0, .applied), RowOutcome(1, .applied)]
        try await first.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(2))
        _ = try await first.finishRun("80aa", state: .completed, at: JournalSample.later(3))
        try await first.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
        #expect(try await second.prune(before: JournalSample.later(3)) == 0)
        #expect(try await second.prune(before: JournalSample.later(4)) == 1)
        #expect(try await second.prune(before: JournalSample.later(4)) == 0)
        #expect(try await second.runs(limit: 9).count == 2)
        #expect(try await second.rows(of: "80aa").isEmpty)
        #expect(try await second.events(of: "80aa").isEmpty)
        #expect(try await second.rows(of: "81bb").count == 1)
        let scope = JournalSample.run("80aa").scope
        let asked = [labelled, JournalSample.relativeRow("k3")]
        let priors = try await second.priors(of: asked, scope: scope, at: JournalSample.later(5))
        #expect(priors.map(\.kind) == [.once])
    }
}
