internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// Runs one test of a file, or lists those that are in it, on a thread and in a Lua state of its own.
///
/// The file runs from its top each time, so that no test sees what another one has done. There is no `seam`, no `groups`
/// and no `run`: what a test does goes through `test`, and nothing reaches a network.
package actor TestHost {
    private let thread = LuaThread(name: "keyshift-test")
    private let source: Engine.Script
    private let limits: ScriptLimits
    private let bench: any TestBench
    private let output: @Sendable (String) -> Void
    private let onUnresponsive: @Sendable () -> Void

    /// The actor runs where the Lua state lives.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// Makes a host for a file with tests; what it prints goes to `output`, a line at a time.
    package init(
        _ source: Engine.Script,
        limits: ScriptLimits,
        bench: any TestBench,
        output: @escaping @Sendable (String) -> Void,
        onUnresponsive: @escaping @Sendable () -> Void,
    ) {
        self.source = source
        self.limits = limits
        self.bench = bench
        self.output = output
        self.onUnresponsive = onUnresponsive
    }

    /// The tests of the file, in their order; the file runs, and none of its tests.
    /// - Throws: `TestFailure` when the file cannot be run.
    package func cases() throws(TestFailure) -> [TestCase] {
        do throws(LuaError) {
            let module = TestModule(bench: bench, mode: .list)
            _ = try open(module)
            return module.cases
        } catch {
            throw TestFailure(error)
        }
    }

    /// Runs the test at a place of the list that `cases()` gives.
    /// - Throws: `TestFailure` with what differs, or what the test failed with.
    package func run(_ place: Int) throws(TestFailure) {
        do throws(LuaError) {
            let module = TestModule(bench: bench, mode: .run(place))
            let state = try open(module)
            guard let chosen = module.chosen else {
                throw LuaError("the file has another list of tests each time it runs")
            }
            module.begin()
            try state.run(chosen)
        } catch {
            throw TestFailure(error)
        }
    }

    /// Makes a state with the modules of a test, and runs the file in it.
    private func open(_ module: TestModule) throws(LuaError) -> LuaState {
        let state = try LuaState(limits: limits.native, onUnresponsive: onUnresponsive)
        state.output = output
        state.talk = output
        let files = try LuaFiles(
            folder: source.folder ?? ".",
            readable: limits.readableFolders,
            modules: limits.moduleFolders,
            advice: "to allow a folder, add --allow-read and its name",
        )
        try state.openFiles(files)
        let modules = [
            "test": try module.module(in: state),
            "time": try TimeBinding(now: { [bench] in bench.now ?? .now() }, made: MadeTimes()).module(in: state),
            "json": try state.openJSON(), "csv": try CSVBinding(files: files).module(in: state),
            "task": try state.openTasks(),
        ]
        // The tasks are set already.
        for (name, module) in modules where name != "task" { try state.set(name, module) }
        try state.set("keyshift", KeyshiftTable.value)
        try state.set("require", try state.openRequire(KeyshiftTable.requirable(modules), files: files))
        try NativeRefusals.open(in: state)
        try state.run(try state.load(source.source, name: source.name))
        return state
    }
}

extension TestFailure {
    fileprivate init(_ error: LuaError) {
        self.init(message: error.message, position: error.position)
        guard let status = error.exitStatus else { return }
        message = "the test ended itself with os.exit(\(status))"
    }
}
