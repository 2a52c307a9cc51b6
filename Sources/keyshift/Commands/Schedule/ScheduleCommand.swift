internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift schedule …`: scripts that run by the clock.
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Scripts that run by the clock; keyshift serve fires them.",
        subcommands: [
            Add.self, List.self, Show.self, Next.self, Pause.self, Resume.self, Remove.self, Trigger.self,
            History.self,
        ],
    )

    /// The cron expression and its zone.
    struct Form: ParsableArguments {
        @Option(help: ArgumentHelp("Minute, hour, day, month, weekday, such as \"30 10 * * *\".", valueName: "expr"))
        var cron: String?

        @Option(
            help: ArgumentHelp("Every day at this time, such as 02:00, in the place of --cron.", valueName: "clock")
        )
        var at: String?

        @Option(
            help: ArgumentHelp("The zone that the expression is read in, such as America/Vancouver.", valueName: "zone")
        )
        var zone: String?

        @Option(help: ArgumentHelp("At clock changes: shift, skip or twice.", valueName: "rule"))
        var dst = "shift"

        /// Reads them.
        ///
        /// Where no zone is named yet they are read in UTC.
        /// - Throws: A usage error that names the field and a form that works.
        func form() throws -> ScheduleForm {
            do throws(PlanError) {
                return try ScheduleForm(cron: try expression(), zone: zone ?? "UTC", onClockChange: dst)
            } catch {
                throw ValidationError(error.sentence)
            }
        }

        /// What is said of a time of one day, which --at does not take; nil where it was none.
        private var once: String? {
            let typed = Array(CommandLine.arguments.dropFirst())
            guard typed.prefix(2) == ["schedule", "add"], let at else { return nil }
            return OnceWay(Array(typed.dropFirst(2)), now: .now()).whole.map {
                "--at is a time of every day, and \(at.shown) is one of a day; \($0)"
            }
        }

        /// The expression that was typed, or that of a time of every day.
        private func expression() throws(PlanError) -> String {
            switch (cron, at) {
            case (let cron?, nil): return cron
            case (nil, let at?):
                do throws(CivilTimeError) {
                    let clock = try ClockTime(cell: at)
                    return "\(clock.minute) \(clock.hour) * * *"
                } catch {
                    throw PlanError(.invalidValue, once ?? "--at: \(error.typedMessage)")
                }
            case (nil, nil):
                throw PlanError(.invalidValue, "say when: --at 10:30 for every day, or --cron \"30 10 * * *\"")
            case (_?, _?):
                throw PlanError(.invalidValue, "--at and --cron both say when; give one of them")
            }
        }
    }

    /// One schedule with its newest firings.
    /// - Throws: `unknown_schedule` with the nearest name, `unreadable_schedule`.
    static func detail(
        of name: String,
        in journal: any Journal,
        firings: Int = 0,
    ) async throws(JournalError) -> ScheduleDetail {
        let schedule = try await schedule(name, in: journal)
        let newest = try await journal.firings(of: name, limit: firings)
        return ScheduleDetail(
            schedule,
            firings: newest,
            results: try await FiringResult.of(newest, in: journal),
            lastTriggeredAt: try await journal.lastTriggers()[name],
            isServed: try await journal.isServed(),
            now: EngineClock.system.now(),
        )
    }

    /// The schedule of a name.
    /// - Throws: `unknown_schedule` with the nearest name, `unreadable_schedule`.
    static func schedule(_ name: String, in journal: any Journal) async throws(JournalError) -> Schedule {
        let schedules = try await journal.schedules()
        guard let schedule = schedules.first(where: { $0.name == name }) else {
            let others = try await journal.unreadableSchedules()
            if let unreadable = others.first(where: { $0.name == name }) { throw .unreadable(unreadable) }
            let nearest = Suggestion.nearest(to: name, among: schedules.map(\.name) + others.map(\.name))
            let advice = nearest.map { "did you mean \($0.shown)?" } ?? "those there are: keyshift schedule list"
            throw JournalError(.unknownSchedule, "There is no schedule \"\(name.shown)\"; \(advice)")
        }
        return schedule
    }

    /// Shows a schedule: as JSON, with all lines, or with what was done and the next instants.
    static func show(_ detail: ScheduleDetail, _ output: OutputOptions, saying sentence: String? = nil) {
        let terminal = Terminal(output)
        guard !output.json else { return terminal.result(detail.json) }
        guard let sentence else { return detail.lines.forEach { terminal.result($0) } }
        terminal.result(sentence)
        for line in detail.nextLines { terminal.result(line) }
    }
}
