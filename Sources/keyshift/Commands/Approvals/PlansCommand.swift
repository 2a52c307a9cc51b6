internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift plans`: what waits for a second person.
struct PlansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans",
        abstract: "The plans that wait for a second person, and what became of them.",
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self,
    )

    /// `keyshift plans list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The plans of the last 30 days, the newest first.",
        )

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let now = EngineClock.system.now()
            let plans = try await LocalJournal.with { try await $0.waitingPlans(since: now - ApprovedPlan.memory) }
            if output.json { return Terminal(json: true).result(PlansDocument(plans, at: now).json) }
            WaitingPlanList(plans, at: now).lines.forEach { Terminal().result($0) }
        }
    }

    /// `keyshift plans show HASH`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "A plan that waits, with its rows: what approve HASH would let begin, and nothing else.",
        )

        @Argument(help: "The plan's hash, or its first 8 signs.") var hash: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (named, now) = (hash, EngineClock.system.now())
            let (found, events) = try await LocalJournal.with { journal in
                let found = try await ApprovedPlan(named, in: journal, at: now)
                return (found, try await journal.planEvents(of: found.plan.hash))
            }
            let report = found.report
            let terminal = Terminal(output)
            if output.json {
                return terminal.result(WaitingPlanDocument(found.plan, report, events, at: now).json)
            }
            var heading = PlanText.Heading(
                title: found.title,
                workspace: found.plan.workspaceName.map { "WORKSPACE \"\($0.shown)\"" },
                operatorName: found.plan.author,
            )
            heading.goodUntil = found.plan.expiresAt
            let text = PlanText(report, heading, showsAll: output.verbose, on: terminal.page)
            for line in text.lines { terminal.result(line) }
            for line in WaitingPlanDetail(found.plan, events, at: now).lines { terminal.result(line) }
        }
    }
}

extension ApprovedPlan {
    /// The script and its arguments as they were typed.
    fileprivate var title: String { file.origin.title }

    /// The plan as it was asked for.
    fileprivate var report: RunReport {
        var report = RunReport(runID: plan.askedBy, script: plan.script, state: .planned, plan: file.plan)
        report.workspaceName = plan.workspaceName
        report.workspaceID = plan.scope.workspaceID
        report.goodUntil = plan.expiresAt
        return report
    }
}
