import CivilTime
import Model
import RunEngine
import SeamSandbox
import Testing

struct MemoryTests {
    private static let source = """
        run.memory.count = (run.memory.count or 0) + 1
        run.memory.seen = { "a", "b" }
        print(run.memory.count)
        """

    private func run(
        _ fixture: ScriptFixture,
        _ source: String = source,
        id: String,
        planOnly: Bool = false,
    ) async -> RunReport {
        let script = Engine.Script(name: "m.lua", source: source, arguments: [], folder: "/")
        return await fixture.engine.drive(.script(script), planOnly ? .planOnly : .given, runID: id)
    }

    @Test func `a script remembers what its last completed run kept, and no other`() async throws {
        try await ScriptFixture.with { fixture in
            _ = await run(fixture, id: "one")
            _ = await run(fixture, id: "planned", planOnly: true)
            let failed = await run(fixture, Self.source + " error('no')", id: "failed")
            #expect(failed.state == .failed)
            let changed = await run(fixture, Self.source + " groups.all():list()[1]:extend('1h')", id: "two")
            #expect(changed.state == .completed, "\(changed.failure?.message ?? "")")
            let last = await run(fixture, id: "three")
            #expect(last.state == .completed)
            #expect(fixture.printed.lines == ["1", "2", "2", "2", "3"])
        }
    }

    @Test func `a run that was stopped keeps its memory when a resume completes it`() async throws {
        try await ScriptFixture.with { fixture in
            let source = Self.source + " groups.all():list()[1]:extend('1h')"
            let script = Engine.Script(name: "m.lua", source: source, arguments: [], folder: "/")
            let stop = StopSignal()
            stop.set()
            let stopped = await fixture.engine.drive(.script(script), .given, runID: "first", stop: stop)
            #expect(stopped.state == .interrupted)
            _ = await run(fixture, id: "between", planOnly: true)
            let resumed = await fixture.engine.drive(.resume("first"), .given)
            #expect(resumed.state == .completed)
            _ = await run(fixture, id: "after", planOnly: true)
            #expect(fixture.printed.lines == ["1", "1", "2"])
        }
    }

    @Test(arguments: [
        ("run.memory.f = print", "run.memory cannot be kept"),
        ("run.memory.long = ('x'):rep(70000)", "holds over 64 KB"),
    ])
    func `what cannot be kept stops the run before anything is sent`(source: String, words: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await run(fixture, source + " groups.all():list()[1]:extend('1h')", id: "bad")
            #expect(report.state == .failed)
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "")")
        }
    }
}
