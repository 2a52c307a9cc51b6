internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// `test`: worlds, scripts that run in them, and what is expected of that.
final class TestModule {
    /// What is done with the tests of a file.
    enum Mode {
        /// They are listed; none runs.
        case list
        /// The one at this place runs, after the file.
        case run(Int)
    }

    private let bench: any TestBench
    private let mode: Mode
    /// The world of each test that makes none.
    private var shared: TestWorld?
    private var current: TestWorld?
    private var isInTest = false
    private(set) var cases: [TestCase] = []
    /// The test that is to run.
    private(set) var chosen: LuaFunction?

    init(bench: any TestBench, mode: Mode) {
        self.bench = bench
        self.mode = mode
    }

    /// Makes the module `test`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(TestOutcome.description)
        let plan = work(Surface.Test.plan, isPlanOnly: true)
        let run = work(Surface.Test.run, isPlanOnly: false)
        return try state.module("test", [testCase, world, plan, run, clock, file, expect])
    }

    /// The test begins: from now on its world can be used.
    func begin() {
        isInTest = true
    }

    private var testCase: BoundFunction {
        Surface.Test.testCase.bound { [self] state, name, body throws(LuaError) in
            guard !isInTest else { throw LuaError("test.case: a test holds no test") }
            if let other = cases.first(where: { $0.name == name }) {
                let place = other.position.map { " (\($0))" } ?? ""
                throw LuaError("test.case: there is a test \"\(name)\" already\(place)")
            }
            if case .run(let place) = mode, place == cases.count { chosen = body }
            cases.append(TestCase(name: name, position: state.position()))
            return .nothing
        }
    }

    private var world: BoundFunction {
        Surface.Test.world.bound { [self] _, given throws(LuaError) in
            let world = try TestWorld(now: given.0, zone: given.1, doors: given.2, stays: given.3)
            if isInTest { try begin(world) } else { shared = world }
            return .nothing
        }
    }

    private func work(
        _ function: SurfaceFunction<String, LuaValue?, Surface.WorkOptions?>,
        isPlanOnly: Bool,
    ) -> BoundFunction {
        let name = function.entry.name
        return function.bound { [self] _, script, arguments, options throws(LuaError) in
            let words = try TestTask.words(arguments ?? .nil, name)
            var task = TestTask(script: script, arguments: words, isPlanOnly: isPlanOnly)
            if let options { try task.limit(by: options, name) }
            _ = try ready(name)
            return .wait(for: { [bench, task] in await bench.work(task) }) { _, result throws(LuaError) in
                .value(.object(TestOutcome(result)))
            }
        }
    }

    private var clock: BoundFunction {
        Surface.Test.clock.bound { [self] _, move throws(LuaError) in
            let world = try ready("test.clock")
            let now = bench.now ?? world.now
            guard let move else { return .value(.object(TimeValue(now))) }
            let span = try Self.span(move, from: now, world.zone)
            guard span >= .zero else {
                throw LuaError("test.clock: it is \(world.zone.civil(at: now)) already, and no clock goes back")
            }
            bench.advance(by: span)
            return .nothing
        }
    }

    private var file: BoundFunction {
        Surface.Test.file.bound { [self] _, name, text throws(LuaError) in
            guard isInTest else { throw LuaError("test.file belongs into a test.case") }
            do throws(PlanError) {
                return .value(.string(try bench.keep(text, as: name)))
            } catch {
                throw LuaError("test.file: \(error.message)")
            }
        }
    }

    private var expect: BoundFunction {
        Surface.Test.expect.bound { state, actual, expected throws(LuaError) in
            let lines: [String]
            if case .object(let outcome as TestOutcome) = actual {
                guard case .table(let wanted) = expected else {
                    throw LuaError(
                        "test.expect: expected must be a table such as { rows = { … } }, not \(Given(expected).words)"
                    )
                }
                lines = try Expectation(wanted, of: outcome.table).lines
            } else {
                lines = try PlainDifference(expected, actual, in: state).lines
            }
            guard lines.isEmpty else { throw LuaError(lines.joined(separator: "\n")) }
            return .nothing
        }
    }
}

extension TestModule {
    /// The world of the test, which begins now where it is the file's.
    private func ready(_ function: String) throws(LuaError) -> TestWorld {
        guard isInTest else { throw LuaError("\(function) belongs into a test.case") }
        if let current { return current }
        guard let shared else { throw LuaError("\(function): there is no world yet; begin with test.world{ … }") }
        try begin(shared)
        return shared
    }

    private func begin(_ world: TestWorld) throws(LuaError) {
        do throws(PlanError) {
            try bench.begin(world)
        } catch {
            throw LuaError("test.world: \(error.message)")
        }
        current = world
    }

    /// How far the clock goes: a duration, or the way to a time on the world's clock.
    private static func span(_ move: GivenMove, from now: Instant, _ zone: Zone) throws(LuaError) -> TimeSpan {
        switch move {
        case .by(let span): return span
        case .to(let moment):
            do throws(CivilTimeError) {
                return try moment.instant(in: zone) - now
            } catch {
                throw LuaError("test.clock: \(error.message)")
            }
        }
    }
}
