internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// What becomes of firings, and who is told.
    static let firings: [JournalCase] =
        JournalCase.each(
            "an attempt that has ended ends again in no other way",
            [Firing.State.done, .failed, .refused, .held, .missed, .retrying],
        ) { world, state in
            let journal = try await scheduled(in: world)
            try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
            var ending = FiringEnding(runID: "80aa", state: state, exitCode: 1, at: later(9))
            if state == .retrying { ending.retryAt = later(39) }
            #expect(try await journal.finishFiring(ending))
            let other = FiringEnding(runID: "80aa", state: .partial, exitCode: 3, at: later(10))
            #expect(try await !journal.finishFiring(other))
            #expect(try await !journal.finishFiring(ending))
            #expect(try await journal.firing(ofRun: "80aa")?.state == state)
        }
        + JournalCase.each(
            "an attempt that was interrupted or ended in part can end otherwise",
            [Firing.State.interrupted, .partial],
        ) { world, state in
            let journal = try await scheduled(in: world)
            try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
            let first = FiringEnding(runID: "80aa", state: state, exitCode: 3, detail: "why", at: later(9))
            #expect(try await journal.finishFiring(first))
            #expect(try await !journal.finishFiring(first))
            #expect(try await journal.finishFiring(done("80aa", later(20))))
            let kept = try await journal.firing(ofRun: "80aa")
            #expect(kept?.state == .done && kept?.finishedAt == later(20) && kept?.detail == nil)
        }
        + [
            JournalCase("a firing keeps how it ended, once, and only for its own run", endOnce),
            JournalCase("waiting firings are taken one at a time, the oldest first", takeInOrder),
            JournalCase("a firing that is tried again comes before those that wait, also while it cannot be") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:05:00Z", run: "80aa")
                try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb") { $0.isMadeUp = true }
                var ending = FiringEnding(runID: "80aa", state: .retrying, exitCode: 1, at: later(400))
                ending.retryAt = later(430)
                try await journal.finishFiring(ending)
                #expect(try await journal.takeWaiting(of: "nightly", runID: "82cc", at: later(429)) == nil)
                let taken = try await journal.takeWaiting(of: "nightly", runID: "82cc", at: later(430))
                #expect(taken?.nominal == later(300) && taken?.attempt == 2 && taken?.startedAt == later(430))
                #expect(taken?.exitCode == nil && taken?.retryAt == nil && taken?.finishedAt == nil)
            },
            JournalCase("nothing is taken while an earlier firing is interrupted") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb") { $0.isMadeUp = true }
                try await journal.finishFiring(
                    FiringEnding(runID: "80aa", state: .interrupted, exitCode: nil, at: later(9)),
                )
                #expect(try await journal.takeWaiting(of: "nightly", runID: "82cc", at: later(99)) == nil)
                #expect(try await journal.openFirings().map(\.state) == [.interrupted, .queued])
                try await journal.finishFiring(done("80aa", later(100)))
                #expect(try await journal.takeWaiting(of: "nightly", runID: "82cc", at: later(101)) != nil)
            },
            JournalCase("a process that enters its firing locks it until it closes") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                #expect(try await !journal.isFiringAlive(runID: "80aa"))
                let child = try world.open()
                #expect(try await child.enterFiring(runID: "80aa", processID: 99)?.processID == 99)
                #expect(try await journal.firing(ofRun: "80aa")?.processID == 99)
                #expect(try await journal.enterFiring(runID: "80aa", processID: 98) == nil)
                #expect(try await journal.enterFiring(runID: "none", processID: 98) == nil)
                #expect(try await journal.isFiringAlive(runID: "80aa"))
                child.close()
                await journal.waitUntilGone("80aa")
                #expect(try await !journal.isFiringAlive(runID: "80aa"))
                #expect(try await journal.enterFiring(runID: "80aa", processID: 97) == nil)
            },
            JournalCase("a process does not enter a firing that another attempt has by now") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                var ending = FiringEnding(runID: "80aa", state: .retrying, exitCode: nil, at: later(9))
                ending.retryAt = later(9)
                try await journal.finishFiring(ending)
                #expect(try await journal.takeWaiting(of: "nightly", runID: "81bb", at: later(10)) != nil)
                #expect(try await journal.enterFiring(runID: "80aa", processID: 99) == nil)
                #expect(try await !journal.isFiringAlive(runID: "80aa"))
                #expect(try await journal.enterFiring(runID: "81bb", processID: 99) != nil)
            },
            JournalCase("missed firings are kept once and never over another state") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "80aa")
                let schedule = try #require(try await journal.schedules().first)
                let nominals = (0..<4).map { later($0 * 60) }
                for expected in [3, 0] {
                    let count = try await journal.recordMissed(nominals, of: schedule, because: "late", at: later(9))
                    #expect(count == expected)
                }
                let kept = try await journal.firings(of: "nightly", limit: 9)
                #expect(kept.map(\.state) == [.missed, .missed, .running, .missed])
                #expect(kept.first?.detail == "late" && kept.first?.finishedAt == later(9))
                #expect(try await journal.schedules().first?.lastFiredAt == later(180))
                let gone = JournalSample.nightly { $0.name = "gone" }
                #expect(try await journal.recordMissed(nominals, of: gone, because: "late", at: later(9)) == 0)
            },
            JournalCase("the newest firings come first, and only so many") { world in
                let journal = try await scheduled(in: world)
                let schedule = try #require(try await journal.schedules().first)
                let nominals = (0..<5).map { later($0 * 60) }
                try await journal.recordMissed(nominals, of: schedule, because: "late", at: later(9))
                let newest = try await journal.firings(of: "nightly", limit: 2)
                #expect(newest.map(\.nominal) == [later(240), later(180)])
            },
            JournalCase("what was counted adds up") { world in
                let journal = try await scheduled(in: world)
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                var ending = FiringEnding(runID: "80aa", state: .failed, exitCode: 1, at: later(9))
                ending.rateLimited = 5
                #expect(try await journal.finishFiring(ending))
                try await journal.claim("nightly", "2026-11-23T23:05:00Z", run: "81bb")
                let rows = [JournalSample.row("k1"), JournalSample.row("k2")]
                try await journal.beginRun(JournalSample.run("82cc"), rows: rows)
                let counts = try await journal.counts()
                #expect(counts.firings == [.failed: 1, .running: 1])
                #expect(counts.runs == [.running: 1])
                #expect(counts.rows == [.planned: 2])
                #expect(counts.rateLimited == 5)
                #expect(counts.notices == 1)
            },
        ]

    /// What is told of firings.
    static let notices: [JournalCase] =
        JournalCase.each(
            "a firing is told by how it ended and by how the one before it did",
            [
                ([.done], nil), ([.failed], .failure), ([.partial], .failure), ([.refused], .failure),
                ([.held], .failure), ([.interrupted], nil), ([.failed, .done], .recovery), ([.held, .done], .recovery),
                ([.done, .done], nil), ([.failed, .done, .done], nil), ([.failed, .failed], .failure),
                ([.failed, .skipped, .done], .recovery),
            ] as [([Firing.State], Notice.Kind?)],
            labels: { states, told in
                "\(states.map(\.rawValue).joined(separator: ", ")), \(told?.rawValue ?? "nothing")"
            },
            tell,
        )
        + [
            JournalCase("nothing is told where a schedule has no address for it") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly { $0.onRecovery = "https://hooks.example/b" })
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                let failed = FiringEnding(runID: "80aa", state: .failed, exitCode: 1, at: later(9))
                try await journal.finishFiring(failed)
                #expect(try await journal.takeNotices(limit: 9, at: later(10)).isEmpty)
            },
            JournalCase("a notice tells the firing as it was, and the address as it is") { world in
                let journal = try await scheduled(in: world)
                try await fail("80aa", minute: 0, in: journal)
                try await journal.changeSchedule(JournalSample.nightly { $0.onFailure = "env:HOOK" })
                let notice = try #require(try await journal.takeNotices(limit: 9, at: later(10)).first)
                #expect(notice.kind == .failure && notice.target == "env:HOOK")
                #expect(notice.tries == 0 && notice.others == 0)
                #expect(notice.firing.runID == "80aa" && notice.firing.state == .failed)
                #expect(notice.firing.exitCode == 1 && notice.firing.detail == "no answer")
                #expect(notice.firing.nominal == later(0) && notice.firing.startedAt == later(9))
                try await journal.removeSchedule("nightly")
                #expect(try await journal.takeNotices(limit: 9, at: later(500)).first?.target == nil)
            },
            JournalCase("what was taken is given to somebody else after two minutes, with its tries") { world in
                let (journal, other) = (try await scheduled(in: world), try world.open())
                try await fail("80aa", minute: 0, in: journal)
                #expect(try await journal.takeNotices(limit: 9, at: later(9)).map(\.tries) == [0])
                #expect(try await other.takeNotices(limit: 9, at: later(128)).isEmpty)
                #expect(try await other.takeNotices(limit: 9, at: later(129)).map(\.tries) == [1])
            },
            JournalCase("notices are taken oldest first, and only so many") { world in
                let journal = try await scheduled(in: world)
                for (minute, run) in ["80aa", "81bb", "82cc"].enumerated() {
                    try await fail(run, minute: Int64(minute), in: journal)
                }
                let first = try await journal.takeNotices(limit: 2, at: later(500))
                #expect(first.map(\.firing.runID) == ["80aa", "81bb"])
                let rest = try await journal.takeNotices(limit: 2, at: later(500))
                #expect(rest.map(\.firing.runID) == ["82cc"])
            },
            JournalCase("a notice that was told or given up is told no more, and another one when it is time") {
                world in
                let journal = try await scheduled(in: world)
                try await fail("80aa", minute: 0, in: journal)
                try await fail("81bb", minute: 1, in: journal)
                let taken = try await journal.takeNotices(limit: 9, at: later(100))
                try await journal.settleNotice(taken[0].id, nextTryAt: nil, error: nil, at: later(101))
                let next = later(110)
                try await journal.settleNotice(taken[1].id, nextTryAt: next, error: "HTTP 503", at: later(101))
                #expect(try await journal.counts().notices == 1)
                #expect(try await journal.takeNotices(limit: 9, at: later(109)).isEmpty)
                #expect(try await journal.takeNotices(limit: 9, at: next).map(\.id) == [taken[1].id])
            },
            JournalCase("a later firing that failed says nothing of an earlier one that is made up for") { world in
                let journal = try await scheduled(in: world)
                try await fail("80aa", minute: 5, in: journal)
                #expect(try await journal.takeNotices(limit: 9, at: later(400)).count == 1)
                try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb")
                #expect(try await journal.finishFiring(done("81bb", later(401))))
                #expect(try await journal.takeNotices(limit: 9, at: later(402)).isEmpty)
            },
            JournalCase("many missed firings are told once") { world in
                let journal = try await scheduled(in: world)
                let schedule = try #require(try await journal.schedules().first)
                let nominals = (0..<3).map { later($0 * 60) }
                try await journal.recordMissed(nominals, of: schedule, because: "late", at: later(200))
                let notices = try await journal.takeNotices(limit: 9, at: later(200))
                #expect(notices.map(\.others) == [2])
                #expect(notices.map(\.firing.nominal) == [later(120)])
            },
        ]

    /// A journal with a schedule that tells everything.
    private static func scheduled(in world: any JournalWorld) async throws -> any Journal {
        let journal = try world.open()
        try await journal.addSchedule(
            JournalSample.nightly { schedule in
                schedule.onFailure = "https://hooks.example/a"
                schedule.onRecovery = "https://hooks.example/b"
            },
        )
        return journal
    }

    /// So many seconds after 23:00 UTC.
    private static func later(_ seconds: Int64) -> Instant {
        JournalSample.instant("2026-11-23T23:00:00Z") + TimeSpan(milliseconds: seconds * 1000)
    }

    private static func done(_ run: String, _ instant: Instant) -> FiringEnding {
        FiringEnding(runID: run, state: .done, exitCode: 0, at: instant)
    }

    private static func fail(_ run: String, minute: Int64, in journal: any Journal) async throws {
        try await journal.claim("nightly", "2026-11-23T23:0\(minute):00Z", run: run)
        try await journal.finishFiring(
            FiringEnding(runID: run, state: .failed, exitCode: 1, detail: "no answer", at: later(minute * 60 + 9)),
        )
    }

    @Sendable private static func tell(
        in world: any JournalWorld,
        _ row: (states: [Firing.State], told: Notice.Kind?),
    ) async throws {
        let journal = try await scheduled(in: world)
        for (minute, state) in row.states.enumerated() {
            _ = try await journal.takeNotices(limit: 9, at: later(1000))
            let run = "r\(minute)"
            if state == .skipped { try await journal.claim("nightly", "2026-11-23T23:09:00Z", run: "other") }
            try await journal.claim("nightly", "2026-11-23T23:0\(minute):00Z", run: run)
            if state == .skipped {
                try await journal.finishFiring(done("other", later(900)))
                continue
            }
            #expect(
                try await journal.finishFiring(FiringEnding(runID: run, state: state, exitCode: 1, at: later(900)))
            )
        }
        #expect(try await journal.takeNotices(limit: 9, at: later(1000)).first?.kind == row.told)
    }

    @Sendable private static func endOnce(in world: any JournalWorld) async throws {
        let journal = try await scheduled(in: world)
        try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
        var ending = FiringEnding(runID: "80aa", state: .retrying, exitCode: 1, detail: "no answer", at: later(9))
        ending.retryAt = later(39)
        ending.rateLimited = 3
        #expect(try await journal.finishFiring(ending))
        #expect(try await !journal.finishFiring(ending))
        #expect(try await journal.takeWaiting(of: "nightly", runID: "81bb", at: later(38)) == nil)
        let taken = try await journal.takeWaiting(of: "nightly", runID: "81bb", at: later(39))
        #expect(taken?.attempt == 2)
        #expect(try await !journal.finishFiring(ending))
        #expect(try await journal.takeWaiting(of: "nightly", runID: "82cc", at: later(99)) == nil)
        var end = done("81bb", later(60))
        end.rateLimited = 2
        #expect(try await journal.finishFiring(end))
        let kept = try await journal.firings(of: "nightly", limit: 9)
        #expect(kept.map(\.state) == [.done])
        #expect(kept.first?.rateLimited == 5)
        #expect(kept.first?.finishedAt == later(60))
        #expect(kept.first?.detail == nil)
    }

    @Sendable private static func takeInOrder(in world: any JournalWorld) async throws {
        let journal = try await scheduled(in: world)
        for (minute, run) in [("03", "80aa"), ("02", "81bb"), ("01", "82cc")] {
            try await journal.claim("nightly", "2026-11-23T23:\(minute):00Z", run: run) { $0.waits = true }
        }
        #expect(try await journal.openFirings().map(\.nominal) == [later(60), later(120), later(180)])
        #expect(try await journal.openFirings().map(\.state) == [.queued, .queued, .queued])
        var order: [Instant?] = []
        for run in ["r1", "r2", "r3"] {
            let taken = try await journal.takeWaiting(of: "nightly", runID: run, at: later(500))
            order.append(taken?.nominal)
            #expect(taken?.attempt == 1)
            #expect(try await journal.takeWaiting(of: "nightly", runID: "other", at: later(500)) == nil)
            #expect(try await journal.finishFiring(done(run, later(501))))
        }
        #expect(order == [later(60), later(120), later(180)])
    }
}
