internal import ArgumentParser
internal import RunEngine
internal import Subprocess
internal import SystemPackage

/// `keyshift serve`: fires the schedules, each firing in a child process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Fire the schedules as they come due; each firing is a process of its own.",
        discussion: "A schedule may run for its script at the same time as for another; a firing never starts twice.",
    )

    @Flag(help: "Fire what is due now, wait for it, and end.")
    var once = false

    @Option(
        help: ArgumentHelp("With --once: what is due at this instant, to rehearse a schedule.", valueName: "instant")
    )
    var now: String?

    mutating func validate() throws {
        guard now == nil || once else { throw ValidationError("--now goes with --once") }
    }

    func run() async throws {
        let terminal = Terminal()
        let clock = try clock()
        let isOnce = once
        try await LocalJournal.with { journal in
            let scheduler = Scheduler(journal: journal, clock: clock) { schedule, _ in
                await ChildRun(schedule: schedule).run(terminal)
            }
            guard isOnce else {
                terminal.note("serving; Ctrl-C ends")
                return try await scheduler.run()
            }
            let firings = try await scheduler.fireDue()
            if firings.isEmpty { terminal.result("nothing is due") }
            for firing in firings { terminal.result(firing.line) }
        }
    }

    private func clock() throws -> EngineClock {
        do throws(PlanError) {
            return try now.map { text throws(PlanError) in try EngineClock.standing(at: text) } ?? .system
        } catch {
            throw ValidationError("--now: \(error.message)")
        }
    }
}

/// One firing's process: `keyshift run SCRIPT ARG… --yes`.
struct ChildRun: Sendable {
    let schedule: Schedule

    /// Runs the script to its end and answers the exit code; a crash counts as 1.
    func run(_ terminal: Terminal) async -> Int32 {
        terminal.note("\(schedule.name): starting \(ScriptFile.name(of: schedule.script))")
        let arguments =
            ["run", "--yes", "--quiet", "--schedule-name", schedule.name, "--", schedule.script] + schedule.arguments
        do {
            let child = try await Subprocess.run(
                .path(FilePath(ProcessEnvironment.executable)),
                arguments: Arguments(arguments),
                input: .none,
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20),
            )
            for text in [child.standardOutput, child.standardError] {
                for line in text.split(separator: "\n") { terminal.note(String(line)) }
            }
            if case .exited(let code) = child.terminationStatus { return code }
            terminal.note("\(schedule.name): the run ended by a signal (\(child.terminationStatus))")
        } catch {
            terminal.note("\(schedule.name): the run could not be started: \(error)")
        }
        return 1
    }
}
