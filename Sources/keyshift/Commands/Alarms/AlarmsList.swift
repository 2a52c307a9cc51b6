internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension AlarmsCommand {
    /// `keyshift alarms list`.
    struct List: AsyncParsableCommand {
        /// How far back mended ones are shown.
        private static let past = TimeSpan(milliseconds: 7 * 86_400_000)

        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The alarms that are not mended, the urgent ones first.",
            discussion: """
                It looks at the journal first, for what the engine itself raises. Exit codes: 0; 3 where one needs a person.
                """,
        )

        @OptionGroup var output: OutputOptions

        @Flag(help: "Those mended in the last seven days, too.")
        var all = false

        func run() async throws {
            let (terminal, all, choice) = (Terminal(output), all, output.choice)
            let now = EngineClock.system.now()
            let alarms = try await LocalJournal.with { journal in
                try await EngineAlarms.keep(in: journal, now: now)
                return try await journal.alarms(clearedSince: all ? now - Self.past : nil)
                    .sorted { AlarmRule.comesFirst($0, $1, at: now) }
            }
            if choice.json {
                terminal.result(AlarmListDocument(alarms, at: now).json)
            } else {
                AlarmText(alarms, at: now).lines.forEach { terminal.result($0) }
            }
            if alarms.contains(where: { $0.needsPerson(at: now) }) { throw ExitCode(3) }
        }
    }
}
