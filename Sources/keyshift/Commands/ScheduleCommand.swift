internal import ArgumentParser
internal import RunEngine

/// `keyshift schedule …`: scripts that run by the clock.
struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Scripts that run by the clock; keyshift serve fires them.",
        subcommands: [Add.self, List.self, Next.self, Remove.self, History.self],
    )

    /// The cron expression and its zone.
    struct Form: ParsableArguments {
        @Option(help: ArgumentHelp("Minute, hour, day, month, weekday, such as \"30 10 * * *\".", valueName: "expr"))
        var cron: String

        @Option(
            help: ArgumentHelp("The zone that the expression is read in, such as America/Vancouver.", valueName: "zone")
        )
        var zone: String

        /// Reads both.
        /// - Throws: A usage error that names the field and a form that works.
        func form(onClockChange rule: String = "shift") throws -> ScheduleForm {
            do throws(PlanError) {
                return try ScheduleForm(cron: cron, zone: zone, onClockChange: rule)
            } catch {
                throw ValidationError(error.message)
            }
        }
    }

    /// `keyshift schedule add NAME SCRIPT [ARG…] --cron EXPR --zone TZ`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a schedule.")

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var script: ScriptArguments
        @OptionGroup var form: Form

        mutating func validate() throws {
            _ = try form.form()
        }

        func run() async throws {
            let terminal = Terminal()
            let file: String
            do throws(PlanError) {
                _ = try script.read()
                file = try script.file()
            } catch {
                terminal.note(error.message)
                throw ExitCode(1)
            }
            let schedule = Schedule(
                name: name,
                script: file,
                arguments: script.arguments,
                cron: form.cron,
                zone: form.zone,
            )
            try await LocalJournal.with { try await $0.addSchedule(schedule) }
            terminal.result("\(name) is scheduled; keyshift serve fires it. Next:")
            for line in try form.form().nextInWords(after: nil, count: 5) { terminal.result("  \(line)") }
        }
    }

    /// `keyshift schedule list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The schedules.")

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let list = ScheduleList(try await LocalJournal.with { try await $0.schedules() })
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(list.json) }
            for line in list.lines { terminal.result(line) }
        }
    }

    /// `keyshift schedule next --cron EXPR --zone TZ`.
    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The next instants of a cron expression.")

        @OptionGroup var form: Form
        @Option(help: ArgumentHelp("The instant to begin after, else the present one.", valueName: "instant"))
        var after: String?
        @Option(help: "How many.") var count = 5
        @Option(help: ArgumentHelp("At clock changes: shift, skip or twice.", valueName: "rule")) var dst = "shift"
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let form = try form.form(onClockChange: dst)
            let terminal = Terminal(output)
            do throws(PlanError) {
                guard !output.json else { return terminal.result(try form.json(after: after, count: count)) }
                for line in try form.nextInWords(after: after, count: count) { terminal.result(line) }
            } catch {
                throw ValidationError(error.message)
            }
        }
    }

    /// `keyshift schedule remove NAME`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a schedule; its history stays.")

        @Argument(help: "The schedule's name.") var name: String

        func run() async throws {
            let name = name
            try await LocalJournal.with { try await $0.removeSchedule(name) }
            Terminal().result("\(name) is removed.")
        }
    }

    /// `keyshift schedule history NAME`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The newest firings of a schedule.")

        @Argument(help: "The schedule's name.") var name: String

        func run() async throws {
            let name = name
            let firings = try await LocalJournal.with { try await $0.firings(of: name, limit: 20) }
            let terminal = Terminal()
            if firings.isEmpty { terminal.result("\(name) has not fired yet.") }
            for firing in firings { terminal.result(firing.line) }
        }
    }
}
