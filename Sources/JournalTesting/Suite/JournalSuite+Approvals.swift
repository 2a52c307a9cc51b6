internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Plans that wait for a second person, without people: with them, `ApprovalRule` is tried on the ways of a run.
    static let approvals: [JournalCase] =
        [
            JournalCase("a plan comes back as it was, with its document, and another one is unknown") { world in
                let journal = try world.open()
                var full = plan("full")
                (full.workspaceName, full.person, full.scheduleName) = ("Harbour", "ana", "nightly")
                full.reason = "storm"
                #expect(try await journal.askApproval(of: full, document: "rows") == full)
                let found = try await journal.waitingPlan("full")
                #expect(found.plan == full && found.document == "rows")
                #expect(try await journal.waitingPlans(since: JournalSample.evening) == [full])
                #expect(try await journal.waitingPlans(since: JournalSample.later(1)).isEmpty)
                let error = await journalError { _ = try await journal.waitingPlan("other") }
                #expect(error?.code == .unknownPlan)
            },
            JournalCase("what waits is renewed by whoever asks again, and keeps the run that asked first") { world in
                let journal = try world.open()
                _ = try await journal.askApproval(of: plan("p"), document: "one")
                let again = try await journal.askApproval(of: plan("p", by: "81bb", at: 60), document: "two")
                #expect(again.asks == 2 && again.askedBy == "80aa" && again.askedAt == JournalSample.later(60))
                #expect(again.firstAskedAt == JournalSample.evening && again.expiresAt == JournalSample.later(3660))
                #expect(try await journal.waitingPlan("p").document == "two")
                #expect(try await journal.planEvents(of: "p").map(\.state) == [.waiting])
            },
            JournalCase("an approval is used once, by the transaction that begins its run") { world in
                let journal = try world.open()
                _ = try await journal.askApproval(of: plan("p"), document: "")
                let early = await journalError { try await begin("80aa", "p", "k1", journal) }
                #expect(early?.code == .needsApproval)
                let approved = try await journal.approvePlan("p", by: ben, at: JournalSample.later(5))
                #expect(
                    approved.decision == WaitingPlan.Decision(by: "ben", at: JournalSample.later(5), reason: "fine")
                )
                try await begin("80aa", "p", "k1", journal)
                #expect(try await journal.run("80aa").approval == RunApproval(hash: "p", by: "ben"))
                let begun = try await journal.waitingPlan("p").plan
                #expect(begun.state == .begun && begun.runID == "80aa" && begun.begunAt == JournalSample.later(10))
                let twice = await journalError { try await begin("81bb", "p", "k2", try world.open(processID: 4712)) }
                #expect(twice?.code == .planOver)
                #expect(try await journal.planEvents(of: "p").map(\.state) == [.waiting, .approved, .begun])
                #expect(try await journal.runs(limit: 9).map(\.id) == ["80aa"])
            },
            JournalCase("an approval stays unused where something else refuses its run") { world in
                let (journal, rival) = (try world.open(), try world.open(processID: 4712))
                try await rival.beginRun(JournalSample.run("r1"), rows: [JournalSample.row("k1")])
                _ = try await journal.askApproval(of: plan("p"), document: "")
                _ = try await journal.approvePlan("p", by: ben, at: JournalSample.later(5))
                let busy = await journalError { try await begin("80aa", "p", "k1", journal) }
                #expect(busy?.code == .busy)
                #expect(try await journal.waitingPlan("p").plan.state == .approved)
                try await begin("80aa", "p", "k2", journal)
            },
            JournalCase("what was refused, or is too late, is decided no more and does not begin") { world in
                let journal = try world.open()
                _ = try await journal.askApproval(of: plan("no"), document: "")
                _ = try await journal.refusePlan("no", by: ben, at: JournalSample.later(5))
                _ = try await journal.askApproval(of: plan("late"), document: "")
                for hash in ["no", "late"] {
                    let at = JournalSample.later(hash == "no" ? 6 : 3600)
                    for _ in 0..<2 {
                        let approval = await journalError { _ = try await journal.approvePlan(hash, by: ben, at: at) }
                        #expect(approval?.code == .planOver, "\(hash)")
                    }
                    let refusal = await journalError { _ = try await journal.refusePlan(hash, by: ben, at: at) }
                    #expect(refusal?.code == .planOver, "\(hash)")
                }
                let begun = await journalError { try await begin("80aa", "no", "k1", journal) }
                #expect(begun?.code == .planOver)
            },
            JournalCase("a refusal stays while it is good, and what was begun is not asked for by an older plan") {
                world in
                let journal = try world.open()
                _ = try await journal.askApproval(of: plan("p"), document: "")
                _ = try await journal.refusePlan("p", by: ben, at: JournalSample.later(5))
                #expect(try await journal.askApproval(of: plan("p", at: 60), document: "").state == .refused)
                #expect(try await journal.askApproval(of: plan("p", at: 3600), document: "").state == .waiting)
                _ = try await journal.approvePlan("p", by: ben, at: JournalSample.later(3601))
                #expect(try await journal.askApproval(of: plan("p", at: 3602), document: "").state == .approved)
                try await begin("80aa", "p", "k1", journal, at: 3610)
                #expect(try await journal.askApproval(of: plan("p", at: 3609), document: "").state == .begun)
                #expect(try await journal.askApproval(of: plan("p", at: 3611), document: "").state == .waiting)
            },
            JournalCase("a schedule that asks for other rows has its earlier plan replaced, and no other") { world in
                let journal = try world.open()
                var (first, other, second) = (plan("first"), plan("other"), plan("second", by: "81bb", at: 60))
                (first.scheduleName, other.scheduleName, second.scheduleName) = ("nightly", "hourly", "nightly")
                for plan in [first, other, plan("by hand"), second] {
                    _ = try await journal.askApproval(of: plan, document: "")
                }
                let states = try await journal.waitingPlans(since: JournalSample.evening).map {
                    "\($0.hash) \($0.state)"
                }
                #expect(Set(states) == ["first replaced", "other waiting", "by hand waiting", "second waiting"])
            },
        ] + endedFirings

    private static let endedFirings = JournalCase.each(
        "the firing that asked ends with its plan, and is told",
        [WaitingPlan.State.refused, .expired, .failed, .completed, .begun],
    ) { (world, state: WaitingPlan.State) in
        let journal = try await heldFiring(world)
        switch state {
        case .refused: _ = try await journal.refusePlan("p", by: ben, at: JournalSample.later(5))
        case .expired:
            #expect(try await journal.expirePlans(at: JournalSample.later(3599)).isEmpty)
            #expect(try await journal.expirePlans(at: JournalSample.later(3600)).map(\.hash) == ["p"])
        default:
            _ = try await journal.approvePlan("p", by: ben, at: JournalSample.later(5))
            if state == .failed {
                try await journal.failPlan("p", because: "lockout", at: JournalSample.later(6))
            } else if state == .completed {
                try await journal.completePlan("p", at: JournalSample.later(6))
            } else {
                try await begin("81bb", "p", "k1", journal)
                #expect(try await journal.firing(ofRun: "81bb")?.state == .running)
                #expect(try await journal.isFiringAlive(runID: "81bb"))
                let end = FiringEnding(
                    runID: "81bb",
                    state: .done,
                    exitCode: 0,
                    detail: nil,
                    at: JournalSample.later(9)
                )
                #expect(try await journal.finishFiring(end))
            }
        }
        let firing = try await journal.firings(of: "nightly", limit: 1).first
        let isGood = state == .begun || state == .completed
        let expected: Firing.State = isGood ? .done : state == .failed ? .failed : .refused
        #expect(firing?.state == expected)
        let told = try await journal.takeNotices(limit: 9, at: JournalSample.later(7200))
        #expect(told.map(\.firing.state) == [.held, expected])
        #expect(told.last?.kind == (isGood ? .recovery : .failure))
    }

    private static let ben = PlanDecider(person: nil, name: "ben", reason: "fine")

    static func plan(_ hash: String, by run: String = "80aa", at seconds: Int64 = 0) -> WaitingPlan {
        WaitingPlan(
            hash: hash,
            scope: JournalSample.run(run).scope,
            author: "ana",
            askedBy: run,
            script: "late.lua",
            arguments: ["2h", ""],
            groups: 25,
            askedAt: JournalSample.later(seconds),
            expiresAt: JournalSample.later(seconds + 3600),
        )
    }

    private static func begin(
        _ id: String,
        _ hash: String,
        _ key: String,
        _ journal: any Journal,
        at seconds: Int64 = 10,
    ) async throws {
        var run = JournalSample.run(id, startedAt: JournalSample.later(seconds))
        run.scheduleName = "nightly"
        run.approval = RunApproval(hash: hash)
        try await journal.beginRun(run, rows: [JournalSample.row(key)])
    }

    /// A journal with a firing of a schedule whose plan waits.
    private static func heldFiring(_ world: any JournalWorld) async throws -> any Journal {
        let journal = try world.open()
        try await journal.addSchedule(
            JournalSample.nightly {
                $0.onFailure = "https://hooks.example/a"
                $0.onRecovery = "https://hooks.example/b"
            }
        )
        _ = try await journal.claim("nightly", "2026-11-23T07:00:00Z", run: "80aa")
        var asked = plan("p")
        asked.scheduleName = "nightly"
        _ = try await journal.askApproval(of: asked, document: "")
        let end = FiringEnding(runID: "80aa", state: .held, exitCode: 4, detail: "waits", at: JournalSample.later(1))
        #expect(try await journal.finishFiring(end))
        return journal
    }
}
