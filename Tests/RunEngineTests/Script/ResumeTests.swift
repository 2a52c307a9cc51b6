import Journal
import Model
import Presentation
import RunEngine
import SQLJournal
import SeamSandbox
import Testing

struct ResumeTests {
    private func script() -> Engine.Script {
        Engine.Script(
            name: "all.lua",
            source: "for g in groups.all():each() do g:extend('2h') end",
            arguments: [],
        )
    }

    /// Stops a run that has taken its groups before it sends anything.
    private func stopEarly(_ fixture: ScriptFixture) async -> RunReport {
        let stop = StopSignal()
        stop.set()
        return await fixture.engine.drive(.script(script()), .given, runID: "first", stop: stop)
    }

    @Test func `a run that was stopped is finished by a resume`() async throws {
        let sandbox = SandboxOptions(groups: 60, devices: 30, rngSeed: 7)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let stopped = await stopEarly(fixture)
            #expect(stopped.state == .interrupted)
            #expect(stopped.exitCode(isPlanOnly: false) == 130)
            #expect(stopped.counts == [.planned: 60])
            let second = await fixture.run("groups.all():list()[60]:extend('1h')", id: "second")
            #expect(second.failure?.code.rawValue == "unfinished_run")
            let resumed = await fixture.engine.drive(.resume("first"), .given, runID: "second")
            #expect(resumed.runID == "first")
            #expect(resumed.state == .completed)
            #expect(resumed.counts == [.applied: 60])
            let third = await fixture.run("groups.all():list()[60]:extend('1h', { allow = 'recent' })", id: "third")
            #expect(third.state == .completed)
        }
    }

    @Test func `a resume of a stay that its run does not have says what the run has`() async throws {
        let sandbox = SandboxOptions(groups: 60, devices: 30, rngSeed: 7)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let stop = StopSignal()
            stop.set()
            let source = "local l = groups.all():list() for n = 1, 5 do l[n]:extend('2h') end"
            let script = Engine.Script(name: "five.lua", source: source, arguments: [])
            let stopped = await fixture.engine.drive(.script(script), .given, runID: "first", stop: stop)
            let names = stopped.plan.rows.map(\.label)
            let all = await fixture.run("local l = groups.all():list() l[60]:extend('1h')", id: "second")
            let other = try #require(all.plan.rows.first?.name)
            var options = Engine.Options()
            options.selection = RowSelection(names: [other])
            let engine = Engine(fixture.environment, options: options)
            let resumed = await engine.drive(.resume("first"), .given, runID: "third")
            #expect(resumed.exitCode(isPlanOnly: false) == 1)
            let message = try #require(resumed.failure?.message)
            let told = names.prefix(3).joined(separator: ", ")
            #expect(
                message == "run first has no stay of name \"\(other)\"; it has \(told) and 2 more. What it has:\n"
                    + "    keyshift runs show first"
            )
        }
    }

    /// Another installation that knows nothing of this journal.
    private func elsewhere(_ fixture: ScriptFixture, _ source: String) async throws {
        let journal = try SQLJournal.temporary()
        var environment = fixture.environment
        environment.journal = { journal }
        let script = Engine.Script(name: "other.lua", source: source, arguments: [])
        let report = await Engine(environment, options: Engine.Options()).drive(.script(script), .given, runID: "other")
        #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        journal.close()
    }

    @Test func `the plan of a resume tells what is left, what is there already and what others have changed`()
        async throws
    {
        let sandbox = SandboxOptions(groups: 12, devices: 6, rngSeed: 7, rateLimits: .off)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            _ = await stopEarly(fixture)
            let change = "local l = groups.all():list() l[1]:extend('2h') l[2]:extend('2h') l[3]:extend('30m')"
            try await elsewhere(fixture, change)
            let plan = await fixture.engine.drive(.resume("first"), .planOnly, runID: "look")
            #expect(plan.counts == [.planned: 9, .already: 2, .conflict: 1])
            #expect(plan.exitCode(isPlanOnly: true) == 2)
            let conflict = try #require(plan.plan.rows.first { $0.status == .conflict })
            #expect(conflict.error?.message.contains("not by a run of this journal") == true)
            let text = PlanText(
                plan,
                PlanText.Heading(title: "resume", workspace: nil, operatorName: "ana"),
                showsAll: false
            )
            #expect(text.head[2].hasPrefix("9 groups change"))
            #expect(text.head[2].contains("2 already so · 1 changed by others"), "\(text.head)")
            let resumed = await fixture.engine.drive(.resume("first"), .given, runID: "again")
            #expect(resumed.counts == [.applied: 9, .already: 2, .conflict: 1])
            #expect(resumed.state == .partial)
        }
    }

    @Test func `a resume with nothing to send asks, and only reads`() async throws {
        let sandbox = SandboxOptions(groups: 12, devices: 6, rngSeed: 7, rateLimits: .off)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            _ = await stopEarly(fixture)
            try await elsewhere(fixture, "for g in groups.all():each() do g:extend('2h') end")
            let sent = fixture.server.requests(to: "/access_codes/update_multiple")
            let asked = await fixture.engine.drive(.resume("first"), .ask, runID: "look")
            #expect(asked.failure?.code == .unconfirmed)
            #expect(asked.counts == [.already: 12])
            let plan = await fixture.engine.drive(.resume("first"), .planOnly, runID: "look")
            #expect(plan.exitCode(isPlanOnly: true) == 0)
            let text = PlanText(
                plan,
                PlanText.Heading(title: "resume", workspace: nil, operatorName: "ana"),
                showsAll: false
            )
            #expect(text.head[2].hasPrefix("nothing to change · 12 already so"), "\(text.head)")
            let resumed = await fixture.engine.drive(.resume("first"), .given, runID: "again")
            #expect(resumed.state == .completed && resumed.counts == [.already: 12])
            #expect(fixture.server.requests(to: "/access_codes/update_multiple") == sent)
        }
    }

    @Test func `the rest of an undo is asked for no more than the undo was`() async throws {
        let sandbox = SandboxOptions(groups: 12, devices: 6, rngSeed: 7, rateLimits: .off)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let moved = await fixture.engine.drive(.script(script()), .given, runID: "first")
            #expect(moved.state == .completed)
            let stop = StopSignal()
            stop.set()
            let way = Way.undo(of: "first", UndoSelection())
            let stopped = await fixture.engine.drive(way, .given, runID: "second", stop: stop)
            #expect(
                stopped.state == .interrupted && stopped.counts == [.planned: 12],
                "\(stopped.failure?.message ?? "")"
            )
            // Guests who are inside lose what the run gave them, and the undo was let go without a word.
            #expect(stopped.plan.shortenedInside > 0)
            let plan = await fixture.engine.drive(.resume("second"), .planOnly, runID: "look")
            #expect(plan.counts == [.planned: 12] && plan.failure == nil, "\(plan.failure?.message ?? "")")
            let resumed = await fixture.engine.drive(.resume("second"), .given, runID: "again")
            #expect(resumed.state == .completed && resumed.counts == [.applied: 12])
        }
    }

    @Test func `a run of another server is not resumed here`() async throws {
        let sandbox = SandboxOptions(groups: 60, devices: 30, rngSeed: 7)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            _ = await stopEarly(fixture)
            try await ScriptFixture.with(sandbox: sandbox) { other in
                var environment = other.environment
                environment.journal = fixture.environment.journal
                let engine = Engine(environment, options: Engine.Options())
                let report = await engine.drive(.resume("first"), .given)
                #expect(report.failure?.code.rawValue == "stale_plan")
                #expect(report.failure?.message.contains(fixture.endpoint) == true)
            }
        }
    }
}
