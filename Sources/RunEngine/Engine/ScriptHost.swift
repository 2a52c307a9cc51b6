internal import CivilTime
internal import Lua
package import Seam

/// Runs scripts over one workspace, on a thread of its own, and keeps the plan that they make.
package actor ScriptHost {
    private let thread = LuaThread(name: "keyshift-lua")
    private let session: ScriptSession
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
        self.output = output
    }

    /// Runs a whole script and answers the plan that it made.
    /// - Throws: `LuaError` with the script's line; nothing was sent.
    func run(_ source: String, name: String, arguments: [String]) throws(LuaError) -> Plan {
        let state = try openState()
        let chunk = try state.load(source, name: name)
        try setArguments(arguments, script: name, in: state)
        try state.run(chunk, arguments.map(LuaValue.string))
        var plan = session.checkedPlan
        plan.memory = try session.memory?.json(in: state)
        return plan
    }

    /// Evaluates a line of the REPL, an expression or statements, and answers its values as text.
    /// - Throws: `LuaError`; the rows recorded before the error stay.
    func evaluate(_ line: String, name: String) throws(LuaError) -> [String] {
        let state = try openState()
        let chunk: LuaFunction
        if let expression = try? state.load("return \(line)", name: name) {
            chunk = expression
        } else {
            chunk = try state.load(line, name: name)
        }
        var texts: [String] = []
        for value in try state.run(chunk) {
            texts.append(shown(try ValueText(state: state, showsPINs: session.context.showsPINs).text(of: value)))
        }
        return texts
    }

    /// As `evaluate(_:name:)`, with an error in the engine's words.
    /// - Throws: `ScriptError` with the line of the statement.
    package func values(of line: String, name: String) throws(ScriptError) -> [String] {
        do throws(LuaError) {
            return try evaluate(line, name: name)
        } catch {
            throw ScriptError(description: error.description)
        }
    }

    /// The plan as it stands, without warnings.
    package var plan: Plan { session.plan }

    /// The plan as it stands, with its warnings and what it does not cover.
    package var checkedPlan: Plan { session.checkedPlan }

    /// A text with the PINs masked that the API gave to the script.
    package func shown(_ text: String) -> String {
        session.context.showsPINs ? text : session.pins.masked(text)
    }

    /// The workspace, once a script made the host read it.
    package var workspace: Workspace? { session.workspace }

    /// Forgets every recorded row.
    package func drop() {
        session.drop()
    }

    /// Makes the next script read the workspace again, with nothing recorded.
    package func forgetWorkspace() {
        session.forgetWorkspace()
    }

    /// Closes the state; every object of the script is released.
    package func close() {
        state = nil
    }

    /// Ends the run of the calls that took effect at once, where nothing else does.
    /// - Throws: `JournalError` when the journal cannot keep the last of them.
    package nonisolated func endEffects() async throws(JournalError) {
        try await effects?.finish(.completed)
    }

    private func openState() throws(LuaError) -> LuaState {
        if let state { return state }
        let context = session.context
        let state = try LuaState(limits: context.limits.native, onUnresponsive: context.onUnresponsive)
        let (pins, showsPINs) = (session.pins, context.showsPINs)
        let shown = { (text: String) in showsPINs ? text : pins.masked(text) }
        state.output = { [output] line in output(shown(line)) }
        let files = try LuaFiles(
            folder: context.folder ?? ".",
            readable: context.limits.readableFolders,
            advice: "; to allow a folder, add --allow-read and its name",
        )
        let seam = try SeamBinding(session: session).module(in: state)
        let groups = try GroupBinding(session: session).module(in: state)
        let time = try TimeBinding(clock: session.context.clock).module(in: state)
        let json = try state.openJSON()
        let run = try RunBinding(session: session, json: json).module(in: state)
        let modules = [
            "seam": seam, "groups": groups, "time": time, "run": run,
            "task": try state.openTasks(), "json": json, "csv": try state.openCSV(files: files),
            "log": try state.openLog { line in context.log(shown(line.description)) },
        ]
        for (name, module) in modules { try state.set(name, module) }
        try state.set("require", try state.openRequire(modules, files: context.folder == nil ? nil : files))
        self.state = state
        return state
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
}
