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
            discussion: "It mends nothing: the alarm is cleared when whoever raised it looks again and finds it mended.",
        )

        @Argument(help: "The alarm's number.")
        var id: Int64

        @OptionGroup var person: PersonOptions

        func run() async throws {
            let (id, name) = (id, person.name)
            let alarm = try await LocalJournal.with { journal in
                try await journal.markAlarmSeen(id, by: name, at: EngineClock.system.now())
            }
            Terminal().result("Alarm \(id) (\(alarm.name.shown)) counts as looked at, by \(name.shown).")
        }
    }
}
