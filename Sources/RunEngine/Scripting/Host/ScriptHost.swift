internal import CivilTime
internal import Lua
package import Model
internal import Scripting
internal import Seam
internal import Synchronization

/// Runs scripts over one workspace, on a thread of its own, and keeps the plan that they make.
package actor ScriptHost {
    private let thread = LuaThread(name: "keyshift-lua")
    let session: ScriptSession
    /// What the prompt keeps between statements.
    let prompt = PromptState()
    private let interrupter = Mutex<LuaInterrupter?>(nil)
    /// Keeps the calls that took effect at once, nil where none may.
    nonisolated let effects: EffectJournal?
    private let output: @Sendable (String) -> Void
    private var state: LuaState?

    /// The actor runs where the Lua state lives.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    /// Makes a host; nothing is read before a script asks for it.
    ///
    /// What the script prints goes to `output` a line at a time, on the thread of the script.
    package init(_ context: ScriptContext, output: @escaping @Sendable (String) -> Void) {
        self.session = ScriptSession(context)
        effects = context.direct?.effects
        isPrompt = context.isPrompt
        self.output = output
    }

    /// Runs a whole script and answers the plan that it made.
    /// - Throws: `LuaError` with the script's line; nothing was sent.
    func run(_ source: String, name: String, arguments: [String]) throws(LuaError) -> Plan {
        let state = try openState()
        let chunk = try state.load(source, name: name)
        try setArguments(arguments, script: name, in: state)
        do throws(LuaError) {
            try state.run(chunk, arguments.map(LuaValue.string))
        } catch {
            if let failure = Self.failure(ofEnd: error) { throw failure }
        }
        var plan = session.plan
        plan.memory = try session.memory?.json(in: state)
        return plan
    }

    /// What a script failed with; nil when it ended itself with success, which is an end like any other.
    private static func failure(ofEnd error: LuaError) -> LuaError? {
        guard let status = error.exitStatus else { return error }
        if status == 0 { return nil }
        var failure = error
        failure.code = .script
        failure.message = "the script ended itself with os.exit(\(status))"
        return failure
    }

    /// Reads the workspace before a script needs it; where that fails, the script tries again and says why.
    func readWorkspace() async {
        _ = session.take(await WorkspaceReading.read(session.context))
    }

    /// Evaluates statements as the prompt does without a window, and answers what it prints.
    /// - Throws: `ScriptError` with the line of the statement.
    package func values(of input: String, name: String) throws(ScriptError) -> [String] {
        try evaluate(input, name: name, PromptLayout()).lines.map(\.text)
    }

    /// Stops the statement that runs, from any thread; nothing happens where none runs.
    package nonisolated func interrupt() {
        interrupter.withLock { $0 }?.interrupt()
    }

    /// The plan as it stands; nothing of it has been checked.
    package var plan: Plan { session.plan }

    /// What is known of the workspace, with the plan in it; nil until a script made the host read it.
    package var facts: WorkspaceFacts? { session.facts }

    /// Whether statements are typed one by one.
    nonisolated let isPrompt: Bool

    /// What a run of the script failed with, as reports tell it; PINs are masked.
    func failure(_ error: any Error) -> RunReport.Failure {
        guard let error = error as? LuaError else {
            return RunReport.Failure(code: .script, message: "\(error)")
        }
        var failure = RunReport.Failure(error)
        failure.message = shown(error.message)
        return failure
    }

    /// A text with the PINs masked that the API gave to the script.
    package func shown(_ text: String) -> String {
        session.context.showsPINs ? text : session.pins.masked(text)
    }

    /// Forgets every recorded row.
    package func drop() {
        session.drop()
        prompt.forgetMarks()
    }

    /// Makes the next script read the workspace again, with nothing recorded.
    package func forgetWorkspace() {
        session.forgetWorkspace()
        prompt.forgetMarks()
    }

    /// Closes the state; every object of the script is released.
    package func close() {
        prompt.close()
        state = nil
    }

    /// Ends the run of the calls that took effect at once, where nothing else does.
    /// - Throws: `JournalError` when the journal cannot keep the last of them.
    package nonisolated func endEffects() async throws(JournalError) {
        try await effects?.finish(.completed)
    }

    /// The state, which is opened at the first need.
    func openState() throws(LuaError) -> LuaState {
        if let state { return state }
        let context = session.context
        let state = try LuaState(limits: context.limits.native, onUnresponsive: context.onUnresponsive)
        let (pins, showsPINs) = (session.pins, context.showsPINs)
        let shown = { (text: String) in showsPINs ? text : pins.masked(text) }
        state.output = { [output] line in output(shown(line)) }
        state.talk = { line in context.log(shown(line)) }
        let files = try files
        try state.openFiles(files)
        let modules = try modules(in: state, files, shown)
        // The tasks are set already.
        for (name, module) in modules where name != "task" { try state.set(name, module) }
        try state.set("keyshift", KeyshiftTable.value)
        try state.set("require", try state.openRequire(KeyshiftTable.requirable(modules), files: files))
        try NativeRefusals.open(in: state)
        if context.isPrompt {
            let width = { [prompt] in prompt.width }
            try state.set(
                "help",
                HelpFunction(modules: modules, output: { [output] in output(shown($0)) }, width: width).function
            )
        }
        interrupter.withLock { $0 = state.interrupter }
        self.state = state
        return state
    }

    /// What is said of a file that was not kept for a schedule.
    private static let keptAdvice =
        "its schedule runs on any node, from what it was added with: name the file with --with FILE in keyshift schedule add "
        + "NAME … --replace"

    /// The files that the script may read and write.
    private var files: LuaFiles {
        get throws(LuaError) {
            let context = session.context
            return try LuaFiles(
                folder: context.folder ?? ".",
                readable: context.limits.readableFolders,
                modules: context.limits.moduleFolders,
                writable: context.writableFolders,
                kept: context.kept,
                advice: context.kept == nil ? "to allow a folder, add --allow-read and its name" : Self.keptAdvice,
                writingAdvice: "to allow a folder, add --allow-write and its name",
            )
        }
    }

    /// The modules by name; a new one is made here, of functions that have entries in `Surface`.
    private func modules(
        in state: LuaState,
        _ files: LuaFiles,
        _ shown: @escaping (String) -> String,
    ) throws(LuaError) -> [String: LuaValue] {
        let log = session.context.log
        let json = try state.openJSON()
        return [
            "seam": try SeamBinding(session: session).module(in: state),
            "groups": try GroupBinding(session: session).module(in: state),
            "doors": try DoorsBinding(session: session).module(in: state),
            "time": try TimeBinding(now: { [session] in session.now }, made: session.madeTimes).module(in: state),
            "run": try RunBinding(session: session, json: json).module(in: state),
            "args": try ArgsBinding(given: session.context.arguments, files: files, today: session.today(of:_:)).module(
                in: state
            ),
            "task": try state.openTasks(),
            "csv": try CSVBinding(files: files, arguments: session.context.arguments).module(in: state),
            "json": json,
            "log": try LogBinding.module(in: state) { [weak state] line in
                let text = shown(line.description)
                // A script that logs without end reaches the limit of its output like one that prints.
                state?.countOutput(text.utf8.count + 1)
                log(text)
            },
        ]
    }

    private func setArguments(_ arguments: [String], script: String, in state: LuaState) throws(LuaError) {
        var table = LuaTable()
        table.others = arguments.enumerated().map { (.integer(Int64($0.offset + 1)), .string($0.element)) }
        table.others.append((.integer(0), .string(script)))
        try state.set("arg", .table(table))
    }
}

/// What a statement of the REPL failed with, as a sentence.
package struct ScriptError: Error, CustomStringConvertible {
    /// The position and the sentence.
    package let description: String
    /// The name of the text in which it happened, nil where none is to blame.
    package var chunk: String?
    /// The line of the statement, nil where none is to blame.
    package var line: Int?
    /// Whether it was stopped by `interrupt()`.
    package var isInterruption = false
}
