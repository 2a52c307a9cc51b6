internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
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
                for line in try form.clockChanges(after: after, count: count) { terminal.result(line) }
                if let caution = form.caution { terminal.note("note: \(caution)") }
            } catch {
                throw ValidationError(error.sentence)
            }
        }
    }
}
