internal import CivilTime

extension Engine {
    /// Notes what the script keeps for its next firing if the run ends completed.
    func proposeMemory(_ report: RunReport, _ script: Script, in journal: any Journal) async throws(JournalError) {
        guard let memory = report.plan.memory, let scope = memoryScope(of: script) else { return }
        try await journal.proposeMemory(memory, scope: scope, run: report.runID, at: environment.clock.now())
    }

    /// Keeps the memory of a run that had nothing to change, and is completed by that.
    func keepMemoryOfNothing(_ report: inout RunReport, _ script: Script) async {
        guard report.state == .completed, report.plan.memory != nil, memoryScope(of: script) != nil else { return }
        do throws(JournalError) {
            let journal = try environment.journal()
            try await proposeMemory(report, script, in: journal)
            try await journal.keepMemory(of: report.runID, at: environment.clock.now())
        } catch {
            report.fail(error)
        }
    }

    /// What reads a script's memory; the journal is opened when the script looks at it, and not before.
    func memory(of script: Script) -> @Sendable () async throws(JournalError) -> String? {
        guard let scope = memoryScope(of: script) else { return { () throws(JournalError) in nil } }
        let journal = environment.journal
        return { () async throws(JournalError) in try await journal().memory(of: scope) }
    }

    /// Whose memory it is: the schedule's that fires the script, else the file's; the REPL has none.
    private func memoryScope(of script: Script) -> String? {
        if let schedule = options.scheduleName { return "schedule \(schedule)" }
        return script.folder.map { "script \($0)/\(script.name)" }
    }
}
