import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Seam
import SeamSandbox
import Testing

@testable import RunEngine

/// The second pair of eyes: of rows by their hash, by somebody else, once.
struct ApprovalTests {
    private typealias World = MatrixWorld

    @Test(arguments: [ConsentRule.given, .ask])
    func `above the limit neither yes nor an answer sends the plan: it waits`(consent: ConsentRule) async throws {
        try await World.with { world in
            try await world.addPeople()
            let way = Way.script(World.script(World.shorter))
            let report = await world.holding(of: "ana").drive(way, consent, runID: "80aa")
            #expect(report.state == .waiting && report.exitCode(isPlanOnly: false) == 4)
            #expect(report.failure?.code == .needsApproval)
            let waiting = try #require(report.waiting)
            #expect(report.failure?.remedy == .approve(waiting.shortHash))
            #expect(world.updates == 0)
            #expect(try await world.environment.journal().runs(limit: 9).isEmpty)
        }
    }

    @Test(
        arguments: [
            ("people and 21 that lose time", nil, 21, true, true), ("people and 20", nil, 20, true, false),
            ("nobody and 500", nil, 500, false, false), ("nobody and a setting", 3, 4, false, true),
            ("people and a higher setting", 30, 30, true, false), ("people and a lower setting", 3, 4, true, true),
        ] as [(String, Int?, Int, Bool, Bool)]
    )
    func `how many may lose time is 20 with people and any number without, unless the settings say`(
        name: String,
        setting: Int?,
        count: Int,
        hasPeople: Bool,
        waits: Bool,
    ) throws {
        let text = setting.map { "{ \"hold_above\": \($0) }" } ?? "{}"
        let settings = try Settings(json: text, file: "keyshift.json")
        let most = settings.holdAbove(hasPeople: hasPeople)
        #expect((count > most ?? .max) == waits)
    }

    @Test(
        arguments: [
            (nil, 500, 20), (nil, 5, 5), (100, nil, 100), (100, 30, 30), (nil, nil, 20),
        ] as [(Int?, Int?, Int)]
    )
    func `a file beside a script can only lower what the user's says of waiting plans`(
        user: Int?,
        beside: Int?,
        expected: Int,
    ) throws {
        func settings(_ hold: Int?) throws -> Settings {
            try Settings(json: hold.map { "{ \"hold_above\": \($0) }" } ?? "{}", file: "keyshift.json")
        }
        var found = try settings(beside)
        try found.narrow(try settings(user), own: nil)
        #expect(found.holdAbove(hasPeople: true) == expected)
    }

    @Test(arguments: [
        "groups.get('ito'):extend('1h')", "groups.get('haas'):set{ name = 'BK-2 Haas-Miller' }",
    ])
    func `rows that only give time, or take none, never wait`(source: String) async throws {
        try await World.with { world in
            try await world.addPeople()
            let way = Way.script(World.script(source))
            let report = await world.holding(of: "ana").drive(way, .given, runID: "80aa")
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
            // The undo takes back what was given.
            let undo = await world.holding(of: "ana").drive(.undo(of: "80aa", UndoSelection()), .given, runID: "81bb")
            #expect(undo.state == .completed, "\(undo.failure?.message ?? "")")
        }
    }

    @Test func `a command that names one booking never waits`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let way = Way.booking(.move("BK-2", starts: nil, ends: "2026-11-27T19:00:00Z"))
            let report = await world.holding(of: "ana").drive(way, .given, runID: "80aa")
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        }
    }

    @Test func `who has asked begins the plan by asking once more, after somebody else has approved it`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.approve(plan)
            let way = Way.script(World.script(World.shorter))
            let report = await world.holding(of: "ana").drive(way, .given, runID: "80aa")
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
            let run = try await world.environment.journal().run("80aa")
            #expect(run.approval == RunApproval(hash: plan.hash, by: "ben") && run.person == "ana")
            #expect(try await world.waiting(plan).runID == "80aa")
        }
    }

    // MARK: - Who decides

    @Test(arguments: ApprovalDecision.all)
    func `only somebody else decides, who may, in time, and once`(decision: ApprovalDecision) async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask(by: decision.author, as: decision.note)
            try await decision.before(world, plan)
            let decider = PlanDecider(
                person: decision.person,
                name: decision.note ?? "somebody",
                reason: decision.reason,
                breaksGlass: decision.breaksGlass,
            )
            let error = await journalError {
                let now = world.environment.clock.now()
                _ = try await world.environment.journal().approvePlan(plan.hash, by: decider, at: now)
            }
            #expect(error?.code == decision.code, "\(error?.message ?? "approved")")
            let state = try await world.waiting(plan).state(at: world.environment.clock.now())
            if decision.code == nil { #expect(state == .approved) }
            guard state != .approved else { return }
            let report = try await world.begin(plan)
            #expect(report.state == .refused && world.updates == 0)
        }
    }

    @Test func `of two who approve at the same time one does`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            let journals = try [world.journals.open(processID: 4712), world.journals.open(processID: 4713)]
            let now = world.environment.clock.now()
            let codes = await withTaskGroup(of: JournalError.Code?.self) { group in
                for (journal, name) in zip(journals, ["ben", "eva"]) {
                    group.addTask {
                        let decider = PlanDecider(person: name, name: name)
                        return await journalError {
                            _ = try await journal.approvePlan(plan.hash, by: decider, at: now)
                        }?.code
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.filter { $0 == nil }.count == 1 && codes.filter { $0 == .planOver }.count == 1)
            let events = try await journals[0].planEvents(of: plan.hash)
            #expect(events.map(\.state) == [.waiting, .approved])
        }
    }

    // MARK: - What begins

    @Test func `an approved plan begins once, whichever of two processes is first`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.approve(plan)
            let reports = try await withThrowingTaskGroup(of: RunReport.self) { group in
                for (number, id) in ["81aa", "82bb"].enumerated() {
                    let journal = try world.journals.open(processID: Int32(4712 + number))
                    group.addTask { try await world.begin(plan, id: id, on: journal) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let begun = reports.filter { $0.state == .completed }
            #expect(begun.count == 1, "\(reports.map { $0.failure?.message ?? $0.state.rawValue })")
            #expect(world.updates == 6)
            let again = try await world.begin(plan, id: "83cc")
            #expect(again.failure?.code == .planOver)
            #expect(world.updates == 6)
        }
    }

    @Test func `what was changed after somebody looked is another plan, and waits for its own approval`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let seen = try await world.ask(World.fiveOfThem)
            let changed = try await world.ask(World.shorter, id: "again")
            #expect(seen.hash != changed.hash)
            try await world.approve(seen)
            let way = Way.script(World.script(World.shorter))
            let report = await world.holding(of: "ana").drive(way, .given, runID: "80aa")
            #expect(report.state == .waiting && world.updates == 0)
            let begun = try await world.begin(seen)
            #expect(begun.state == .completed && begun.plan.rows.count == 5 && world.updates == 5)
        }
    }

    @Test func `another author, other limits and another workspace are other plans, and the time is not`() async throws
    {
        try await World.with { world in
            let file = try await world.file(World.shorter)
            let hash = file.approvalHash(for: "ana")
            var changes: [PlanFile] = Array(repeating: file, count: 4)
            changes[0].limits.allowed = [.lockout]
            changes[1].workspaceID = "another"
            changes[2].plan.rows[0].members[0].after.endsAt = file.plan.madeAt
            changes[3].plan.rows[0].allowed = [.overlap]
            for change in changes { #expect(change.approvalHash(for: "ana") != hash) }
            #expect(file.approvalHash(for: "ben") != hash)
            var later = file
            later.plan.madeAt = file.plan.madeAt + TimeSpan(milliseconds: 60_000)
            later.expiresAt = later.plan.madeAt
            later.plan.rows.reverse()
            later.plan.rows[0].deadline = later.plan.madeAt
            later.plan.rows[0].because = "another word"
            #expect(later.approvalHash(for: "ana") == hash)
        }
    }

    @Test func `a document that is not as it was approved does not begin`() async throws {
        try await World.with { world in
            let plan = try await world.ask(by: nil)
            let (_, document) = try await world.environment.journal().waitingPlan(plan.hash)
            var other = try PlanFile(parsing: document, name: "plan")
            other.plan.rows[0].members[0].after.endsAt = plan.askedAt
            var forged = plan
            forged.asks = 1
            _ = try await world.environment.journal().askApproval(of: forged, document: other.text)
            await #expect(throws: PlanError.self) {
                _ = try await ApprovedPlan(plan.hash, in: world.environment.journal(), at: plan.askedAt)
            }
        }
    }

    @Test func `a group that somebody has moved meanwhile is a conflict, and the others go`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.approve(plan)
            let code = try #require(try await world.codes().first { $0.state.name == "SX-1" })
            _ = try await world.environment.connection.client.call(
                "/access_codes/update",
                [
                    "access_code_id": .string(code.accessCodeID), "starts_at": "2026-12-01T23:00:00Z",
                    "ends_at": "2026-12-05T19:00:00Z",
                ],
            )
            let before = world.updates
            let report = try await world.begin(plan)
            #expect(report.state == .partial)
            #expect(report.counts[.conflict] == 1 && report.counts[.applied] == 5, "\(report.counts)")
            #expect(world.updates == before + 5)
        }
    }

    @Test func `a plan that is asked for thirty times waits once, and is applied once`() async throws {
        try await World.with { world in
            try await world.addPeople()
            var last: WaitingPlan?
            for pass in 1...30 {
                last = try await world.ask(id: "pass-\(pass)")
                #expect(last?.asks == pass && last?.askedBy == "pass-1")
            }
            let plan = try #require(last)
            let plans = try await world.environment.journal().waitingPlans(since: Instant(milliseconds: 0))
            #expect(plans == [plan])
            try await world.approve(plan)
            #expect(try await world.begin(plan).state == .completed)
            #expect(try await world.begin(plan, id: "again").failure?.code == .planOver)
            #expect(world.updates == 6)
            let events = try await world.environment.journal().planEvents(of: plan.hash)
            #expect(events.map(\.state) == [.waiting, .approved, .begun])
        }
    }

    @Test(arguments: [("ben", true), ("ana", false)])
    func `the approval of somebody who was removed, and the plan of one, do not begin`(
        removed: String,
        isApprover: Bool,
    ) async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.approve(plan)
            let now = world.environment.clock.now()
            try await world.environment.journal().removePerson(removed, by: "root", at: now)
            let report = try await world.begin(plan)
            #expect(report.failure?.code == .needsApproval && report.state == .refused)
            #expect(world.updates == 0)
        }
    }

    @Test func `an own approval is kept with its reason in the history of the plan and in the run`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let plan = try await world.ask()
            try await world.pass(minutes: 15)
            let now = world.environment.clock.now()
            let decider = PlanDecider(person: "ana", name: "ana", reason: "nobody answers", breaksGlass: true)
            _ = try await world.environment.journal().approvePlan(plan.hash, by: decider, at: now)
            #expect(try await world.begin(plan).state == .completed)
            let run = try await world.environment.journal().run("begun")
            #expect(run.approval == RunApproval(hash: plan.hash, by: "ana", breakGlass: "nobody answers"))
            let events = try await world.environment.journal().planEvents(of: plan.hash)
            #expect(events.map(\.isBreakGlass) == [false, true, false] && events[1].detail == "nobody answers")
            let facts = try await StatusFacts.read(in: world.environment.journal(), now: now)
            #expect(facts.plans.map(\.hash) == [plan.hash])
        }
    }

    @Test func `a plan with which a check disagrees by now is over, and is not tried for ever`() async throws {
        try await World.with { world in
            let plan = try await world.ask("groups.get('mori'):shift{ starts = '3h', ends = '1h' }", by: nil)
            try await world.approve(plan, by: nil)
            try await world.pass(minutes: 90)
            let report = try await world.begin(plan)
            #expect(report.failure?.code == .lockout && world.updates == 0)
            #expect(try await world.waiting(plan).state == .failed)
        }
    }

    @Test func `with people nothing is sent without a plan`() async throws {
        try await World.with { world in
            try await world.addPeople()
            let engine = world.holding(of: "ana") { $0.isUnplanned = true }
            let source = "seam.access_codes.delete{ access_code_id = 'x' }"
            let report = await engine.drive(.script(World.script(source)), .given, runID: "80aa")
            #expect(report.failure?.code == .needsApproval && report.state == .refused)
            #expect(world.server.requests(to: "/access_codes/delete") == 0)
        }
    }
}
