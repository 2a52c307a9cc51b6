import CivilTime
import Model
import RunEngine
import SeamSandbox
import Synchronization
import Testing

struct EstimateTests {
    @Test func `a plan takes longer when its doors were sent to in the last minute`() async throws {
        var sandbox = SandboxOptions(groups: 10, devices: 2, rngSeed: 7)
        sandbox.clockStandsStill = true
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            var environment = fixture.environment
            // However slow the machine is, only waits take time.
            let start = fixture.environment.clock.now()
            let waited = Mutex(TimeSpan.zero)
            environment.clock = EngineClock(
                now: { start + waited.withLock { $0 } },
                sleep: { span in
                    waited.withLock { $0 = $0 + span }
                    await Task.yield()
                },
            )
            let engine = Engine(environment, options: Engine.Options())
            func plan(_ by: String, id: String) async -> RunReport {
                let source =
                    "for g in groups.all():each() do g:extend('\(by)', { allow = { 'recent', 'overlap' } }) end"
                let script = Engine.Script(name: "all.lua", source: source, arguments: [])
                return await engine.drive(.script(script), id == "first" ? .given : .planOnly, runID: id)
            }
            let first = await plan("2h", id: "first")
            #expect(first.state == .completed, "\(first.failure?.message ?? "")")
            #expect(first.plan.estimate?.pacingDoor == nil)
            let second = await plan("3h", id: "second")
            #expect(second.state == .planned)
            let estimate = try #require(second.plan.estimate)
            #expect(estimate.duration >= TimeSpan(milliseconds: 60_000))
            #expect(estimate.pacingDoor != nil)
        }
    }
}
