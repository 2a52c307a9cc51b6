internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule next NAME`, or `--cron EXPR --zone TZ`.
    struct Next: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "next",
            abstract: "The next instants of a schedule, or of a cron expression.",
        )

        @Argument(help: "The name of a schedule; else --cron and --zone.")
        var name: String?

        @Option(help: ArgumentHelp("Minute, hour, day, month, weekday, such as \"30 10 * * *\".", valueName: "expr"))
        var cron: String?

        @Option(
            help: ArgumentHelp("The zone that the expression is read in, such as America/Vancouver.", valueName: "zone")
        )
        var zone: String?

        @Option(help: ArgumentHelp("At clock changes: shift, skip or twice; shift unless given.", valueName: "rule"))
        var dst: String?

        @Option(
            help: ArgumentHelp(
                "The time to begin after, on the clock of the zone where it has no offset; else the present one.",
                valueName: "time"
            )
        )
        var after: String?
        @Option(help: "How many.") var count = 5
        @OptionGroup var output: OutputOptions

        mutating func validate() throws {
            guard (1...10_000).contains(count) else {
                throw ValidationError("--count is 1 to 10000, not \(count)")
            }
            let isTyped = cron != nil || zone != nil || dst != nil
            guard name == nil || !isTyped else {
                throw ValidationError("a schedule has its own expression and zone; give its name, or --cron and --zone")
            }
            guard name != nil || cron != nil && zone != nil else {
                throw ValidationError(
                    "give the name of a schedule, or an expression: --cron \"30 10 * * *\" --zone America/Vancouver"
                )
            }
            _ = try typed()
        }

        func run() async throws {
            let terminal = Terminal(output)
            let (form, schedule) = try await form()
            do throws(PlanError) {
                guard !output.json else { return terminal.result(try form.json(after: after, count: count)) }
                for line in try form.nextInWords(after: after, count: count) { terminal.result(line) }
                for line in try form.clockChanges(after: after, count: count) { terminal.result(line) }
                if let caution = form.caution { terminal.note("note: \(caution)") }
                if let yearly = form.yearly(of: name, after: .now()) { terminal.note("note: \(yearly)") }
                for line in schedule?.obstacles ?? [] { terminal.note(line) }
            } catch {
                throw ValidationError(error.sentence)
            }
        }

        /// The expression that was typed, or that of the schedule, with the schedule.
        private func form() async throws -> (ScheduleForm, ScheduleDetail?) {
            if let form = try typed() { return (form, nil) }
            let name = name ?? ""
            let detail = try await LocalJournal.with { try await ScheduleCommand.detail(of: name, in: $0) }
            return (detail.form, detail)
        }

        /// The expression that was typed, nil where a schedule was named.
        private func typed() throws -> ScheduleForm? {
            guard let cron, let zone else { return nil }
            do throws(PlanError) {
                return try ScheduleForm(cron: cron, zone: zone, onClockChange: dst ?? "shift")
            } catch {
                throw ValidationError(error.sentence)
            }
        }
    }
}
