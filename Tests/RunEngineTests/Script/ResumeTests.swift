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
        let script = script()
        let stop = StopSignal()
        stop.set()
        let report = await fixture.engine.plan(script, runID: "first")
        return await fixture.engine.apply(report, of: script, stop: stop) { _ in }
    }

    @Test func `a run that was stopped is finished by a resume`() async throws {
        let sandbox = SandboxOptions(groups: 60, devices: 30, rngSeed: 7)
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let stopped = await stopEarly(fixture)
            #expect(stopped.state == .interrupted)
            #expect(stopped.exitCode(isPlanOnly: false) == 130)
            #expect(stopped.counts == [.planned: 60])
            let second = await fixture.run("groups.all():list()[60]:extend('1h')", id: "second")
            #expect(second.failure?.code == "unfinished_run")
            let resumed = try await fixture.engine.resume("first", stop: StopSignal()) { _ in }
            #expect(resumed.state == .completed)
            #expect(resumed.counts == [.applied: 60])
            let third = await fixture.run("groups.all():list()[60]:extend('1h')", id: "third")
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
                let error = await #expect(throws: PlanError.self) {
                    try await engine.resume("first", stop: StopSignal()) { _ in }
                }
                #expect(error?.code == .stalePlan)
                #expect(error?.message.contains(fixture.endpoint) == true)
            }
        }
    }
}
