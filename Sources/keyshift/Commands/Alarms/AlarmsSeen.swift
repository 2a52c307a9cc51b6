internal import ArgumentParser
internal import Journal
internal import Model
internal import RunEngine

extension AlarmsCommand {
    /// `keyshift alarms seen`.
    struct Seen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seen",
            abstract: "Say that you have looked at an alarm: nobody is told of it, unless it becomes urgent.",
            discussion: """
                It mends nothing: the alarm is cleared when whoever raised it looks again and finds it mended. With people, who \
                is signed in is kept, and has to be an operator.
                """,
        )

        @Argument(help: "The alarm's number.")
        var id: Int64

        @OptionGroup var person: PersonOptions

        func run() async throws {
            let (id, options) = (id, person)
            let what = "say that somebody has looked at it"
            let alarm = try await LocalJournal.with(.operator, to: what) { journal, person in
                let name = options.name(of: person)
                return try await journal.markAlarmSeen(id, by: name, at: EngineClock.system.now())
            }
            let by = (alarm.seenBy ?? "").shown
            Terminal().result("Alarm \(id) (\(alarm.name.shown)) counts as looked at, by \(by).")
        }
    }
}
