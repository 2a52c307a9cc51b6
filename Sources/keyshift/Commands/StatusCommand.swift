internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift status`: what still needs a person.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what still needs a person, what runs, and the next firings.",
        discussion: """
            Needs a person: what is frozen, unfinished, in conflict, failed or not seen on the doors. What a later run has \
            changed, and what somebody has looked at (keyshift seen RUN), is told no more. Exit codes: 0 nothing needs a \
            person; 3 something does.
            """,
    )

    /// The time between two looks of `--watch`.
    private static let pause = TimeSpan(milliseconds: 2000)

    @Flag(help: "Look again and again, and print it whenever it has changed; Ctrl-C ends it.")
    var watch = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (choice, watch) = (output.choice, watch)
        let needsPerson = try await LocalJournal.with { journal in
            var shown: [String] = []
            while true {
                let report = StatusReport(
                    try await StatusFacts.read(in: journal, now: EngineClock.system.now()),
                    in: MachineZone.name,
                )
                let lines = choice.json ? [report.json] : report.lines
                if lines != shown { Self.show(lines, choice, isAgain: !shown.isEmpty) }
                guard watch else { return report.needsPerson }
                shown = lines
                try await EngineClock.system.sleep(Self.pause)
            }
        }
        if needsPerson { throw ExitCode(3) }
    }

    private static func show(_ lines: [String], _ choice: OutputChoice, isAgain: Bool) {
        let terminal = Terminal(choice)
        if isAgain, !choice.json { terminal.result("— \(LocalTime.full(EngineClock.system.now(), MachineZone.name))") }
        for line in lines { terminal.result(line) }
    }
}
