internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// The chain of runs, and names that are forgotten.
    static let audit: [JournalCase] = [
        JournalCase("a run that is over is sealed, one that is not is not, and the chain holds") { world in
            let journal = try world.open()
            #expect(try await journal.chainHead() == nil)
            try await begin("r1", in: journal)
            #expect(try await journal.sealRuns(at: JournalSample.later(1)) == nil)
            try await settle("r1", .applied, in: journal)
            let first = try #require(try await journal.chainHead())
            #expect(first.number == 1 && first.kind == .sealed && first.subject == "r1")
            #expect(first.hash.count == 64 && first.content.count == 64)
            try await begin("r2", key: "k2", in: journal)
            try await settle("r2", .applied, in: journal)
            let chain = try await journal.verifyChain()
            #expect(chain.count == 2 && chain.broken == nil && chain.head?.subject == "r2")
            #expect(try await journal.sealRuns(at: JournalSample.later(9)) == chain.head)
        },
        JournalCase("an abandoned run is sealed, and one that was kept as a record only") { world in
            let journal = try world.open()
            try await begin("r1", in: journal)
            try await journal.abandonRun("r1", at: JournalSample.later(5))
            var refused = JournalSample.run("r2")
            refused.state = .refused
            try await journal.beginRun(refused, rows: [JournalSample.row("k2")])
            #expect(try await journal.sealRuns(at: JournalSample.later(6))?.subject == "r2")
            let chain = try await journal.verifyChain()
            #expect(chain.count == 2 && chain.broken == nil)
        },
        JournalCase("what is learnt of a run that is over opens its seal, and the next one counts") { world in
            let journal = try world.open()
            try await begin("r1", in: journal)
            try await settle("r1", .applied, in: journal)
            try await journal.recordOutcomes([RowOutcome(0, .onDevice)], run: "r1", at: JournalSample.later(60))
            #expect(try await journal.chainHead()?.kind == .reopened)
            #expect(try await journal.verifyChain().broken == nil)
            let head = try await journal.sealRuns(at: JournalSample.later(61))
            #expect(head?.kind == .sealed && head?.number == 3)
            #expect(try await journal.verifyChain().broken == nil)
            try await journal.recordLate([0], run: "r1", at: JournalSample.later(62))
            #expect(try await journal.chainHead()?.kind == .reopened)
        },
        JournalCase("rows that are deleted because they are old are told in the chain, which holds") { world in
            let journal = try world.open()
            try await begin("r1", in: journal)
            try await settle("r1", .applied, in: journal)
            #expect(try await journal.prune(before: JournalSample.later(999_999)) == 1)
            #expect(try await journal.chainHead()?.kind == .pruned)
            #expect(try await journal.verifyChain().broken == nil)
            #expect(try await journal.sealRuns(at: JournalSample.later(1_000_000))?.number == 2)
        },
        JournalCase("a name that is forgotten is in no row, no run, no reading and no alarm, and the chain holds") {
            world in
            let journal = try world.open()
            var run = JournalSample.run("r1")
            run.arguments = ["Ito Kenji", "2h"]
            run.reason = "ITO called"
            try await journal.beginRun(run, rows: [named("k1", "BK-1 Ito Kenji"), named("k2", "BK-2 Nowak")])
            try await settle("r1", .applied, rows: 2, in: journal)
            var look = AlarmLook(source: "engine", raised: [], isComplete: true, at: JournalSample.later(3))
            look.raised = [AlarmRaise(kind: "code", subject: .init(.word, "x"), text: "no code for Ito")]
            try await journal.keepLook(look)
            let before = try await journal.verifyChain()
            let text = try #require(ForgetText("Ito*"))
            let count = try await journal.forget(text, at: JournalSample.later(9))
            #expect(count.rows == 1 && count.runs == 1 && count.alarms == 1 && count.left.isEmpty)
            let rows = try await journal.rows(of: "r1")
            #expect(rows.map(\.name) == [nil, "BK-2 Nowak"])
            #expect(rows.map(\.target.identifier) == ["k1", "k2"])
            #expect(rows[0].members.allSatisfy { $0.before.name == nil && $0.after.name == nil })
            let record = try await journal.run("r1")
            #expect(record.arguments == ["(forgotten)", "2h"] && record.reason == "(forgotten)")
            #expect(try await journal.alarms(clearedSince: nil).map(\.text) == ["(forgotten)"])
            #expect(try await journal.history(of: "BK-1 Ito Kenji").isEmpty)
            #expect(try await journal.history(of: "k1").count == 1)
            let chain = try await journal.verifyChain()
            // The run was opened and sealed anew, and what was forgotten is told.
            #expect(chain.broken == nil && chain.head?.kind == .forgotten && chain.count == before.count + 3)
            #expect(try await journal.forget(text, at: JournalSample.later(10)).isEmpty)
        },
        JournalCase("a run that is not over keeps its names, and nothing is forgotten") { world in
            let journal = try world.open()
            try await journal.beginRun(JournalSample.run("r1"), rows: [named("k1", "BK-1 Ito")])
            let text = try #require(ForgetText("Ito"))
            let error = await journalError { _ = try await journal.forget(text, at: JournalSample.later(9)) }
            #expect(error?.code == .unfinishedRun)
            #expect(try await journal.rows(of: "r1").map(\.name) == ["BK-1 Ito"])
        },
        JournalCase("a plan that waits goes as a whole, and what was said of plans that are over goes, too") { world in
            let journal = try world.open()
            let decider = PlanDecider(person: nil, name: "ben", reason: "not for Ito")
            _ = try await journal.askApproval(of: plan("p"), document: #"{"name":"BK-1 Ito"}"#)
            _ = try await journal.askApproval(of: plan("q"), document: "{}")
            _ = try await journal.refusePlan("q", by: decider, at: JournalSample.later(5))
            let text = try #require(ForgetText("Ito"))
            #expect(try await journal.forget(text, at: JournalSample.later(9)).others > 0)
            #expect(await journalError { _ = try await journal.waitingPlan("p") }?.code == .unknownPlan)
            #expect(try await journal.planEvents(of: "q").compactMap(\.detail).allSatisfy { !text.isIn($0) })
            #expect(try await journal.forget(text, at: JournalSample.later(10)).isEmpty)
        },
        JournalCase("what was typed as who did it goes, the name of a person stays, and the chain holds") { world in
            let journal = try world.open()
            let kept = [("r1", "Ito"), ("r2", "ben (for Ito)"), ("r3", "ito"), ("r4", "ana")]
            for (id, name) in kept {
                var run = JournalSample.run(id)
                run.operatorName = name
                run.script = id == "r4" ? "Ito.lua" : "storm"
                try await journal.beginRun(run, rows: [JournalSample.row(id)])
                try await settle(id, .applied, in: journal)
            }
            _ = try await journal.freeze(Freeze(since: JournalSample.later(4), operatorName: "Ito", reason: nil))
            try await journal.refuseSignIn("Ito Kenji", at: JournalSample.later(5))
            try await addPeople(["ben", "Ito"], to: journal)
            let before = try await journal.verifyChain()
            let text = try #require(ForgetText("Ito*"))
            let count = try await journal.forget(text, at: JournalSample.later(9))
            #expect(count.runs == 3 && count.others == 1)
            #expect(count.left == ["Ito is the name of a person: who did what keeps it"])
            var names: [String] = []
            for (id, _) in kept { names.append(try await journal.run(id).operatorName) }
            #expect(names == ["Ito", "ben (forgotten)", "(forgotten)", "ana"])
            #expect(try await journal.run("r4").script == "(forgotten)")
            #expect(try await journal.freeze()?.operatorName == "Ito")
            let people = try await journal.peopleEvents(limit: 9)
            #expect(people.filter { $0.kind == .refused }.map(\.person) == ["(forgotten)"])
            #expect(people.contains { $0.kind == .added && $0.person == "Ito" })
            let chain = try await journal.verifyChain()
            #expect(chain.broken == nil && chain.count == before.count + 7)
        },
        JournalCase("a schedule that names somebody lives on, and is told") { world in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly { $0.arguments = ["Ito"] })
            let text = try #require(ForgetText("ito"))
            let count = try await journal.forget(text, at: JournalSample.later(9))
            #expect(count.isEmpty && count.left.count == 1)
            #expect(try await journal.schedules().first?.arguments == ["Ito"])
        },
    ]

    /// Adds people, the first of whom is an admin.
    private static func addPeople(_ names: [String], to journal: any Journal) async throws {
        let link = PeopleLink(person: "", secret: SecretHash("link"), until: JournalSample.later(600))
        try await journal.keepLink(link, by: nil, at: JournalSample.evening)
        let desk = DeskSession(fingerprint: "f", until: JournalSample.later(600))
        let proof = SignInProof.link(link.secret, newSecret: SecretHash("own"))
        _ = try await journal.signIn(names[0], proof, desk, at: JournalSample.later(6))
        for name in names.dropFirst() {
            let person = Person(name: name, role: .operator, addedAt: JournalSample.later(7), addedBy: names[0])
            try await journal.addPerson(person, secret: SecretHash(name))
        }
    }

    private static func named(_ key: String, _ name: String) -> Row {
        var row = JournalSample.row(key)
        row.name = name
        for place in row.members.indices {
            row.members[place].before.name = name
            row.members[place].after.name = name
        }
        return row
    }

    private static func begin(_ id: String, key: String = "k1", in journal: any Journal) async throws {
        try await journal.beginRun(JournalSample.run(id), rows: [JournalSample.row(key)])
    }

    private static func settle(
        _ id: String,
        _ status: RowStatus,
        rows: Int = 1,
        in journal: any Journal,
    ) async throws {
        let outcomes = (0..<rows).map { RowOutcome($0, status) }
        try await journal.recordOutcomes(outcomes, run: id, at: JournalSample.later(2))
        _ = try await journal.finishRun(id, state: .completed, at: JournalSample.later(3))
    }
}
