import CivilTime
import Journal
import JournalTesting
import Model
import SeamSandbox
import Synchronization
import Testing

@testable import RunEngine

/// Ways around the second pair of eyes that somebody could try without writing to the journal by hand.
struct ApprovalAttackTests {
    private typealias World = MatrixWorld

    @Test func `a plan from before there were people is approved by nobody, and is asked for anew`()
        async throws
    {
        try await World.with { world in
            let plan = try await world.ask(by: nil, as: "ben")
            try await world.pass(minutes: 1)
            try await world.addPeople()
            for name in ["ben", "eva", "root"] {
                let error = await journalError { try await world.decide(plan, by: name) }
                #expect(error?.code == .ownPlan, "\(name): \(error?.message ?? "approved")")
            }
            let again = try await world.ask(by: "ben", id: "again")
            #expect(again.hash == plan.hash && again.person == "ben" && again.asks == 1)
            let own = await journalError { try await world.decide(again, by: "ben") }
            #expect(own?.code == .ownPlan)
            try await world.approve(again, by: "eva")
            #expect(try await world.begin(again).state == .completed)
        }
    }

    @Test func `an approval from before there were people is not of who has that name later`() async throws {
        try await World.with { world in
            let plan = try await world.ask(by: nil)
            // Nobody is known, and the name is what was typed.
            try await world.approve(plan, by: nil)
            #expect(try await world.waiting(plan).decision?.by == "ben")
            try await world.pass(minutes: 1)
            try await world.addPeople()
            let report = try await world.begin(plan)
            #expect(report.failure?.code == .needsApproval && world.updates == 0)
        }
    }

    @Test(
        arguments: [
            ("as they were", .approver, .operator, nil), ("the approver is an operator", .operator, .operator, .ben),
            ("the approver is a viewer by now", .viewer, .operator, .ben),
            ("the author is a viewer by now", .approver, .viewer, .ana),
            ("both are admins by now", .admin, .admin, nil),
        ] as [(String, Person.Role, Person.Role, Who?)]
    )
    func `whoever has lost the role since begins nothing`(
        what: String,
        approver: Person.Role,
        author: Person.Role,
        blamed: Who?,
    ) throws {
        let now = JournalSample.evening
        var plan = WaitingPlan(
            hash: "h",
            scope: WorkspaceScope(endpoint: "http://127.0.0.1", workspaceID: "w"),
            author: "ana",
            askedBy: "80aa",
            script: "storm",
            arguments: [],
            groups: 30,
            askedAt: now,
            expiresAt: JournalSample.later(3600),
        )
        plan.person = "ana"
        (plan.state, plan.decision) = (.approved, WaitingPlan.Decision(by: "ben", at: JournalSample.later(5)))
        let people = [("ana", author), ("ben", approver)].map {
            Person(name: $0.0, role: $0.1, addedAt: now, addedBy: nil)
        }
        let error: JournalError? = {
            do throws(JournalError) {
                _ = try ApprovalRule.begun(plan, hash: "h", by: "81bb", among: people, at: JournalSample.later(10))
                return nil
            } catch { return error }
        }()
        #expect(error?.code == (blamed == nil ? nil : .needsApproval))
        if let error, let blamed { #expect(error.message.contains(blamed.words), "\(error.message)") }
    }

    /// Whose role it is that is missing, by what is said.
    enum Who: Sendable {
        case ana, ben

        var words: String { self == .ana ? "of somebody who may not send" : "was approved by ben, who may not" }
    }

    @Test func `an approval begins nothing after its time, and a clock that is put back opens nothing`()
        async throws
    {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.approve(plan)
            let before = world.environment.clock.now()
            try await world.pass(minutes: 24 * 60 + 1)
            let late = try await world.begin(plan, id: "late")
            #expect(late.state == .refused && late.failure?.code == .stalePlan && world.updates == 0, "\(late.state)")
            let journal = try world.environment.journal()
            _ = try await journal.expirePlans(at: world.environment.clock.now())
            let error = await journalError {
                let decider = PlanDecider(person: "eva", name: "eva")
                _ = try await journal.approvePlan(plan.hash, by: decider, at: before)
            }
            #expect(error?.code == .planOver && world.updates == 0)
            #expect(try await world.waiting(plan).state(at: before) == .expired)
        }
    }

    @Test func `an own approval is told by every hook and by every address, once`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let journal = try world.environment.journal()
            let targets = [("a", "one"), ("b", "one"), ("c", "two")].map { ($0, "https://\($1).example") }
            for (name, target) in targets {
                try await journal.addSchedule(
                    ScheduleFixture.nightly {
                        $0.name = name
                        $0.onFailure = target
                    }
                )
            }
            let plan = try await world.ask()
            try await world.pass(minutes: 15)
            try await world.decide(plan, by: "ana", breakingGlassFor: "nobody answers")
            let told = Mutex<[String]>([])
            let teller = AlarmTeller(
                journal: journal,
                clock: world.environment.clock,
                hooks: [AlarmWay("hook mail"), AlarmWay("hook pager", least: .urgent)].map { way in
                    (
                        way,
                        { _, document in
                            told.withLock { $0.append("\(way.name): \(document)") }
                            return nil
                        }
                    )
                },
                post: { target, document in
                    told.withLock { $0.append("\(target): \(document)") }
                    return nil
                },
                document: { alarms, _ in alarms.map { "\($0.cause.kind) \($0.text)" }.joined(separator: ",") },
                log: { _ in },
            )
            await teller.look()
            await teller.tellDue()
            await teller.tellDue()
            let lines = told.withLock { $0.sorted() }
            let ways = ["hook mail", "hook pager", "https://one.example", "https://two.example"]
            let words = "break_glass of ana: its own author approved it alone, nobody answers"
            #expect(lines.count == 4, "\(lines)")
            for (way, line) in zip(ways, lines) {
                #expect(line.hasPrefix("\(way): \(words)"), "\(line)")
            }
        }
    }
}

extension MatrixWorld {
    /// Approves a plan for somebody, or tries to.
    fileprivate func decide(
        _ plan: WaitingPlan,
        by name: String,
        breakingGlassFor reason: String? = nil,
    ) async throws(JournalError) {
        let decider = PlanDecider(person: name, name: name, reason: reason, breaksGlass: reason != nil)
        _ = try await environment.journal().approvePlan(plan.hash, by: decider, at: environment.clock.now())
    }
}
