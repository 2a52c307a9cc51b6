import Journal
import Model
import RunEngine
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
