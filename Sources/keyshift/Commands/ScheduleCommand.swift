internal import ArgumentParser
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
        var cron: String

        @Option(
            help: ArgumentHelp("The zone that the expression is read in, such as America/Vancouver.", valueName: "zone")
        )
        var zone: String

        @Option(help: ArgumentHelp("At clock changes: shift, skip or twice.", valueName: "rule"))
        var dst = "shift"

        /// Reads them.
        /// - Throws: A usage error that names the field and a form that works.
        func form() throws -> ScheduleForm {
            do throws(PlanError) {
                return try ScheduleForm(cron: cron, zone: zone, onClockChange: dst)
            } catch {
                throw ValidationError(error.message)
            }
        }
    }

    /// `keyshift schedule list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The schedules.")

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let schedules = try await LocalJournal.with { try await $0.schedules() }
            let list = ScheduleList(schedules, now: EngineClock.system.now())
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }

    /// `keyshift schedule show NAME`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One schedule: its rules, its next instants and its newest firings."
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with { try await ScheduleCommand.detail(of: name, in: $0, firings: 5) }
            ScheduleCommand.show(detail, output)
        }
    }

    /// `keyshift schedule next --cron EXPR --zone TZ`.
    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "next",
            abstract: "The next instants of a cron expression.",
        )

        @OptionGroup var form: Form
        @Option(help: ArgumentHelp("The instant to begin after, else the present one.", valueName: "instant"))
        var after: String?
        @Option(help: "How many.") var count = 5
        @OptionGroup var output: OutputOptions

        mutating func validate() throws {
            guard (1...10_000).contains(count) else {
                throw ValidationError("--count is 1 to 10000, not \(count)")
            }
        }

        func run() async throws {
            let form = try form.form()
            let terminal = Terminal(output)
            do throws(PlanError) {
                guard !output.json else { return terminal.result(try form.json(after: after, count: count)) }
                for line in try form.nextInWords(after: after, count: count) { terminal.result(line) }
                if let caution = form.caution { terminal.note("note: \(caution)") }
            } catch {
                throw ValidationError(error.message)
            }
        }
    }

    /// `keyshift schedule pause NAME`.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause",
            abstract: "Let a schedule fire no more until it is resumed.",
            discussion: "What runs already ends. What is interrupted is not resumed before the schedule is.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @Option(help: ArgumentHelp("Why; shown wherever the schedule is.", valueName: "text")) var note: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (name, note) = (name, note)
            let detail = try await LocalJournal.with { journal in
                try await journal.pauseSchedule(name, note: note, at: EngineClock.system.now())
                return try await ScheduleCommand.detail(of: name, in: journal)
            }
            ScheduleCommand.show(
                detail,
                output,
                saying: "\(name.shown) is paused; nothing fires it until it is resumed."
            )
        }
    }

    /// `keyshift schedule resume NAME`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Let a paused schedule fire again; what came due meanwhile is not made up for."
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with { journal in
                try await journal.resumeSchedule(name, at: EngineClock.system.now())
                return try await ScheduleCommand.detail(of: name, in: journal)
            }
            ScheduleCommand.show(detail, output, saying: "\(name.shown) fires again.")
        }
    }

    /// `keyshift schedule remove NAME`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Remove a schedule; its history stays.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = name
            let detail = try await LocalJournal.with { journal in
                let detail = try await ScheduleCommand.detail(of: name, in: journal)
                try await journal.removeSchedule(name)
                return detail
            }
            let terminal = Terminal(output)
            terminal.result(output.json ? detail.json : "\(name.shown) is removed.")
        }
    }

    /// `keyshift schedule history NAME`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "The newest firings of a schedule.",
        )

        @Argument(help: "The schedule's name.") var name: String
        @Option(help: "How many are shown.") var limit = 20
        @OptionGroup var output: OutputOptions

        mutating func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is at least 1, not \(limit)") }
        }

        func run() async throws {
            let (name, limit) = (name, limit)
            let list = try await LocalJournal.with { journal in
                let firings = try await journal.firings(of: name, limit: limit)
                // A schedule that was removed has a history; a name that never was has none.
                if firings.isEmpty { _ = try await ScheduleCommand.detail(of: name, in: journal) }
                return FiringList(of: name, firings)
            }
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }

    /// One schedule with its newest firings.
    /// - Throws: `unknown_schedule` with the nearest name.
    static func detail(
        of name: String,
        in journal: any Journal,
        firings: Int = 0,
    ) async throws(JournalError) -> ScheduleDetail {
        let schedules = try await journal.schedules()
        guard let schedule = schedules.first(where: { $0.name == name }) else {
            let nearest = Suggestion.nearest(to: name, among: schedules.map(\.name))
            let advice = nearest.map { "did you mean \($0.shown)?" } ?? "keyshift schedule list shows all"
            throw JournalError(.unknownSchedule, "There is no schedule \"\(name.shown)\"; \(advice)")
        }
        let newest = try await journal.firings(of: name, limit: firings)
        return ScheduleDetail(schedule, firings: newest, now: EngineClock.system.now())
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
