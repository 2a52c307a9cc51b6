internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// `keyshift apply FILE`: sends a plan that was kept in a file.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Send a plan that keyshift plan -o has written, or one that was approved.",
        discussion: """
            All codes are read first. A file that was changed, is too old, or is for another server or workspace is \
            refused, and so is one with groups that were changed since, unless --allow-partial leaves them out. The hash of a \
            plan that was approved begins it, without the groups that were changed since.
            """,
    )

    @Argument(help: "The plan file, or the hash of an approved plan.")
    var file: String

    @Flag(help: "Compare the plan with the codes as they are now, print it, and send nothing.")
    var plan = false

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Flag(help: "Leave out the groups that were changed since the plan was made, and send the others.")
    var allowPartial = false

    func run() async throws {
        let isHash = ApprovedPlan.canName(file) && !ScriptFile.exists(file) && !connection.choice.isSandbox
        if isHash, plan { throw ValidationError("to see an approved plan: keyshift plans show \(file.shown)") }
        throw ExitCode(isHash ? await beginApproved() : await sendFile())
    }

    private func sendFile() async -> Int32 {
        let work = work(named: ScriptFile.name(of: file), answer: plan ? .planOnly : nil)
        let (path, allowPartial, send) = (file, allowPartial, send.choice)
        return await work.run {
            let text = try ScriptFile.read(path, what: "plan")
            let file = try PlanFile(parsing: text, name: ScriptFile.name(of: path))
            var options = Engine.Options()
            options.limits = file.limits
            options.apply(send)
            options.reason = file.reason
            return (options, file)
        } way: { file, _ in
            .file(file, name: work.name, allowsPartial: allowPartial)
        }
    }

    /// Begins a plan of the journal; its approval says yes to it.
    private func beginApproved() async -> Int32 {
        let work = work(named: "apply", answer: .yes)
        let (hash, send) = (file, send.choice)
        return await work.run {
            let journal = try OwnJournal.open()
            defer { journal.close() }
            let approved = try await ApprovedPlan(hash, in: journal, at: EngineClock.system.now())
            var options = Engine.Options()
            options.limits = approved.file.limits
            options.apply(send)
            options.limits.allowed = approved.file.limits.allowed
            options.scheduleName = approved.plan.scheduleName
            return (options, approved)
        } way: { approved, _ in
            .approved(approved.plan, approved.file)
        } ended: { report, session in
            let way = await Self.way(ofRun: report.runID, session)
            // What cannot be kept now is kept by whoever tries next.
            try? await ApprovedPlan.settle(
                report,
                of: hash,
                sentence: report.failure.map { failure in
                    way.map { FailureText(failure).sentence(of: $0) } ?? FailureText(failure).sentence
                },
                in: session.environment.journal(),
                at: EngineClock.system.now(),
            )
        }
    }

    /// The schedule whose firing a run is of, nil for that of a command.
    private static func way(ofRun run: String, _ session: Session) async -> ScheduleWay? {
        guard let journal = try? session.environment.journal(),
            let name = try? await journal.firing(ofRun: run)?.schedule,
            let schedule = try? await journal.schedules().first(where: { $0.name == name })
        else { return nil }
        return ScheduleWay(schedule, script: ScriptFolders.word(for: schedule.script))
    }

    private func work(named name: String, answer: Work.Answer? = nil) -> Work {
        Work(
            name: name,
            connection: connection.choiceOfJournal,
            output: output.choice,
            send: send.choice,
            answer: answer
        )
    }
}
