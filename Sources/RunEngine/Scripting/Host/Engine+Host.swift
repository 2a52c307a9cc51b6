internal import Journal
internal import Model

extension Engine {
    /// Makes a host for a script, or for the REPL.
    package func makeHost(_ script: Script, runID: String, isPrompt: Bool = false) -> ScriptHost {
        var context = ScriptContext(
            client: environment.connection.client,
            clock: environment.clock,
            concurrency: options.concurrency,
            runID: runID,
            time: options.time ?? environment.clock.now(),
            arguments: script.arguments,
            allowsDirectEffects: options.allowsDirectEffects,
        )
        context.isTimeGiven = options.time != nil
        context.selection = options.rowSelection
        context.limits = options.scriptLimits
        context.folder = script.folder
        context.kept = script.kept
        let own = options.scheduleName == nil ? [script.folder ?? "."] : []
        context.writableFolders = options.scriptLimits.writableFolders ?? own
        context.isPrompt = isPrompt
        context.settings = options.settings
        context.memory = memoryScope(of: script).reading
        context.history = { [journal = environment.journal] key throws(JournalError) in
            try await journal().history(of: key)
        }
        context.lastStays = { [journal = environment.journal, endpoint = environment.connection.endpoint] workspace in
            let last = try? await journal().lastReading(endpoint: endpoint, workspaceID: workspace)
            return last?.stays ?? []
        }
        context.showsPINs = options.showsPINs
        context.log = environment.log
        context.onUnresponsive = environment.onUnresponsive
        context.reading = environment.reading
        context.directGrant = options.directGrant
        context.scheduleName = options.scheduleName
        context.direct = directCalls(of: script, runID: runID)
        context.isUnplanned = options.isUnplanned
        return ScriptHost(context, output: environment.output)
    }

    /// Whose memory a script has: the schedule's that fires it, else the file's; the REPL has none.
    func memoryScope(of script: Script) -> MemoryScope {
        MemoryScope(of: script, schedule: options.scheduleName, journal: environment.journal)
    }
}
