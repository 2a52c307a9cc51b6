internal import CivilTime
internal import Glibc
internal import Journal
internal import Model
internal import RunEngine
internal import SQLJournal
internal import SeamSandbox
internal import Synchronization

/// A bench whose worlds are sandboxes in this process, each with a clock that stands still and a journal of its own.
///
/// Whoever waits puts the clock forward instead, so that no test waits for a door, and none depends on the day on which it
/// runs. Nothing listens but on the machine itself, and only while a script runs.
final class SandboxBench: TestBench {
    private struct State {
        var world: ServedWorld?
        /// The worlds before it in the same test.
        var earlier: [ServedWorld] = []
        var files: TestedFiles?
    }

    private static let mostWorlds = 20

    private let scripts: TestedScripts
    private let limits: ScriptLimits
    private let holder: TestWorld.Holder
    private let state = Mutex(State())

    init(_ scripts: TestedScripts, limits: ScriptLimits, holder: TestWorld.Holder = .key) {
        self.scripts = scripts
        self.limits = limits
        self.holder = holder
    }

    var now: Instant? {
        state.withLock { $0.world }.map { Instant(milliseconds: $0.server.now()) }
    }

    func begin(_ world: TestWorld) throws(PlanError) {
        guard state.withLock({ $0.earlier.count }) < Self.mostWorlds else {
            throw PlanError(.script, "a test makes \(Self.mostWorlds) worlds at most")
        }
        let server: SandboxServer
        do throws(SandboxError) {
            var options = SandboxOptions(rngSeed: 1, rateLimits: .off, settleMilliseconds: 0)
            options.startInstant = world.now.milliseconds
            options.clockStandsStill = true
            options.seed = try SandboxSeed(text: world.seed(holder), source: "the world")
            server = try SandboxServer(options: options)
        } catch {
            throw PlanError(.script, error.message, underlying: error)
        }
        let journal: SQLJournal
        do throws(JournalError) {
            journal = try SQLJournal.temporary()
        } catch {
            throw PlanError(.file, error.message, underlying: error)
        }
        let begun = ServedWorld(server, journal, begins: world.now)
        state.withLock { state in
            if let old = state.world { state.earlier.append(old) }
            state.world = begun
        }
    }

    func advance(by span: TimeSpan) {
        state.withLock { $0.world }?.server.advance(milliseconds: span.milliseconds)
    }

    func keep(_ text: String, as name: String) throws(PlanError) -> String {
        let known = state.withLock { $0.files }
        var files: TestedFiles
        if let known { files = known } else { files = try TestedFiles() }
        defer { state.withLock { [files] in $0.files = files } }
        return try files.add(text, as: name)
    }

    /// Forgets the worlds, their journals and the files.
    func close() async {
        let old = state.withLock { state in
            defer { state = State() }
            return state
        }
        for world in old.earlier + [old.world].compactMap(\.self) { await world.close() }
        old.files?.remove()
    }
}

// MARK: - Scripts

extension SandboxBench {
    func work(_ task: TestTask) async -> TestResult {
        let lines = Mutex<[String]>([])
        let runID = ProcessEnvironment.newRunID()
        var report: RunReport
        do {
            let script = try scripts.read(task.script, arguments: task.arguments)
            if let failure = CheckedRun(script).failure { throw failure }
            guard let world = state.withLock({ $0.world }) else { throw PlanError(.script, "there is no world yet") }
            let endpoint = try await world.address()
            let connection = try Connection(apiKey: world.server.apiKey, endpoint: endpoint, concurrency: 16)
            let engine = engine(connection, world, task) { line in lines.withLock { $0.append(line) } }
            report = await Self.drive(engine, script, task, runID)
            await connection.close()
            // What is compared is what a script makes of stays, whoever holds them.
            if holder == .grants { report.plan.warnings.removeAll { Warning.Code.ofGrants.contains($0.code) } }
        } catch {
            report = .failed(runID: runID, script: task.script, error: error)
        }
        return TestResult(report: report, output: lines.withLock { $0 })
    }

    private func engine(
        _ connection: Connection,
        _ world: ServedWorld,
        _ task: TestTask,
        output: @escaping @Sendable (String) -> Void,
    ) -> Engine {
        let journal = world.journal
        var environment = Engine.Environment(
            connection: connection,
            journal: { () throws(JournalError) in journal },
            clock: Self.clock(of: world),
            operatorName: "test",
            processID: getpid(),
            output: output,
        )
        environment.isSandbox = true
        var options = Engine.Options()
        options.limits = task.limits
        options.scriptLimits = limits
        options.pace = .off
        return Engine(environment, options: options)
    }

    /// How far the world's time is ahead of the process's own: a client compares until when a request may leave with the
    /// latter, and however long the tests before have taken, no send of a test comes too late.
    private static let ahead = TimeSpan(milliseconds: 365 * 86_400_000)

    /// The world's clock: who waits on it puts it forward.
    private static func clock(of world: ServedWorld) -> EngineClock {
        let server = world.server
        return EngineClock(
            now: { Instant(milliseconds: server.now()) },
            elapsed: { Instant(milliseconds: server.now()) - world.begins + ahead },
            sleep: { span in
                try Task.checkCancellation()
                server.advance(milliseconds: span.milliseconds)
                await Task.yield()
            },
        )
    }

    private static func drive(
        _ engine: Engine,
        _ script: Engine.Script,
        _ task: TestTask,
        _ runID: String,
    ) async -> RunReport {
        var pipeline = engine.pipeline(.script(script), consent: task.isPlanOnly ? .planOnly : .given, runID: runID)
        while true {
            switch await pipeline.next() {
            case .show: break
            case .ask: pipeline.answer(.nobody)
            case .keep: pipeline.kept(at: .failure(PlanError(.file, "a test keeps no plan")))
            case .wait: await pipeline.wait()
            case .apply: await pipeline.apply(stop: StopSignal()) { _ in }
            case .finished(let report): return report
            }
        }
    }
}
