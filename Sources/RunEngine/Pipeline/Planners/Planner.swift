internal import CivilTime
internal import Model

/// Makes the proposal of each way into a run; nothing is sent.
struct Planner {
    /// A proposal, and what the rest of its way needs beside it.
    struct Proposed {
        var proposal: Proposal
        /// Keeps the calls that took effect at once while the script ran, nil where none could.
        var effects: EffectJournal?
        /// Whose memory the script has, nil where none.
        var memory: MemoryScope?
        /// The hash of a plan that was read from a file.
        var planHash: String?
        /// How the report names what made the plan, where it is not the way's own script.
        var scriptName: String?
        /// Until when the plan may be sent, nil where it is sent at once.
        var goodUntil: Instant?
        /// Why the plan is refused whatever the checks say; it is shown all the same.
        var refusal: PlanError?
        /// The run whose rest this is.
        var rest: RunRecord?
    }

    /// Why there is no proposal.
    struct Problem: Error {
        /// A `PlanError`, a `JournalError`, a script's failure, or something unforeseen.
        var error: any Error
        /// What a script that failed has sent at once.
        var effects: EffectJournal?
        /// The workspace that the script had read.
        var facts: WorkspaceFacts?
        /// The alarms that it had raised.
        var alarms: [AlarmRaise] = []

        /// Marks the report of a run that has no plan.
        func mark(_ report: inout RunReport) {
            report.workspaceID = facts?.workspaceID
            report.workspaceName = facts?.workspaceName
            report.plan.alarms = alarms
            guard let failure = error as? ScriptFailure else { return report.fail(error) }
            report.state = .failed
            report.failure = failure.failure
        }
    }

    let engine: Engine
    let runID: String

    /// The proposal of a way, or why there is none.
    func propose(_ way: Way) async -> Result<Proposed, Problem> {
        do {
            switch way {
            case .script(let script): return try await .success(propose(script))
            case .prompt(let host): return await .success(recorded(by: host))
            case .booking(let change):
                if let wish = change.stay {
                    return try await .success(StayPlanner(engine: engine, runID: runID).propose(change, wish))
                }
                return try await .success(BookingPlanner(engine: engine, runID: runID).propose(change))
            case .file(let file, let name, let allowsPartial):
                let planner = FilePlanner(engine: engine, runID: runID, name: name)
                return try await .success(planner.propose(file, allowsPartial))
            case .approved(let plan, let file):
                let name = "the plan \(plan.shortHash)"
                let planner = FilePlanner(engine: engine, runID: runID, name: name)
                var proposed = try await planner.propose(file, true)
                // Nothing may be passed over that the approver has not seen.
                proposed.proposal.limits.allowed = file.limits.allowed
                return .success(proposed)
            case .undo(let run, let selection):
                return try await .success(UndoPlanner(engine: engine, runID: runID).propose(run, selection))
            case .resume(let run): return try await .success(ResumePlanner(engine: engine).propose(run))
            }
        } catch let problem as Problem {
            return .failure(problem)
        } catch {
            return .failure(Problem(error: error))
        }
    }

    /// Runs a script, and takes the plan that it made.
    private func propose(_ script: Engine.Script) async throws -> Proposed {
        // Refused before the script runs, where the settings pin a workspace.
        if engine.options.settings.workspaceID != nil { _ = try await WorkspaceReader(engine).workspace() }
        let host = engine.makeHost(script, runID: runID)
        do {
            if let index = await asked(of: host) { try RowChoice(engine: engine).requireKnown(in: index) }
        } catch {
            await host.close()
            throw error
        }
        do {
            let plan = try await host.run(script.source, name: script.name, arguments: script.arguments)
            var proposed = await proposed(plan, by: host)
            if script.isShipped { proposed.proposal.isOfOwnScript = false }
            proposed.memory = engine.memoryScope(of: script)
            await host.close()
            return proposed
        } catch {
            var failure = await host.failure(error)
            if script.isShipped {
                failure.message = Self.withoutCall(failure.message)
                failure.isOfShipped = true
            }
            let facts = await host.facts
            let alarms = await host.plan.alarms
            await host.close()
            let cause = ScriptFailure(failure: failure)
            throw Problem(error: cause, effects: host.effects, facts: facts, alarms: alarms)
        }
    }

    /// A sentence without the name of the function that begins it: whoever runs a script that ships has not called it.
    private static func withoutCall(_ message: String) -> String {
        guard let colon = message.firstRange(of: ": ") else { return message }
        let name = message[..<colon.lowerBound]
        let isCall = name.contains("_") && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") }
        return isCall ? String(message[colon.upperBound...]) : message
    }

    /// The workspace, where rows are asked for by names, doors or houses, and it can be read; else the script says why not.
    private func asked(of host: ScriptHost) async -> WorkspaceIndex? {
        guard !engine.options.rowSelection.isEverything, !engine.options.isUnplanned else { return nil }
        await host.readWorkspace()
        return await host.facts?.index
    }

    /// What the prompt has recorded.
    private func recorded(by host: ScriptHost) async -> Proposed {
        await proposed(await host.plan, by: host)
    }

    private func proposed(_ plan: Plan, by host: ScriptHost) async -> Proposed {
        let facts = await host.facts
        var proposed = Proposed(proposal: engine.proposal(.script, plan, engine.options.limits, facts))
        proposed.proposal.takeParts()
        proposed.effects = host.isPrompt ? nil : host.effects
        return proposed
    }
}

extension Engine {
    /// A proposal made now, with the zone data in use.
    func proposal(_ maker: Proposal.Maker, _ plan: Plan, _ limits: Limits, _ facts: WorkspaceFacts?) -> Proposal {
        Proposal(maker, plan, limits: limits, facts: facts, zoneData: environment.zoneDataVersion)
    }
}

/// What a script failed with, as reports tell it.
struct ScriptFailure: Error {
    let failure: RunReport.Failure
}
