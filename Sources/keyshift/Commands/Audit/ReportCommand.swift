internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift report`: what happened, for an auditor.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What was changed, by whom, which checks were passed over, and whether the journal holds.",
        discussion: """
            It reads the journal only, and looks whether its chain of runs holds. Days and clock times are on the clock of the \
            doors of the newest runs, or of this machine where those have several. Exit codes: 0; 3 where the chain breaks.
            """,
    )

    @Option(help: ArgumentHelp("From when on: \(PastTime.forms).", valueName: "time"))
    var since = "24h"

    @Flag(help: "The changes as CSV, one line for each.")
    var csv = false

    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        guard PastTime(since).instant(in: nil, now: .now()) != nil else {
            throw ValidationError(PastTime(since).refusal("--since"))
        }
        guard !csv || !output.json else { throw ValidationError("--csv and --json are two forms: give one") }
    }

    func run() async throws {
        let (terminal, choice, csv) = (Terminal(output), output.choice, csv)
        let now = EngineClock.system.now()
        let since = PastTime(since)
        let facts = try await LocalJournal.with { journal in
            let zone = try await Self.zone(in: journal).map { LocalTime.zone($0) }
            return try await ReportFacts.read(in: journal, since: since.instant(in: zone, now: now) ?? now, now: now)
        }
        if choice.json {
            terminal.result(ReportDocument(facts).json)
        } else {
            let text = ReportText(facts, machineZone: MachineZone.name)
            for line in csv ? text.csv : text.lines { terminal.result(line) }
            if csv, let broken = facts.chain.broken {
                terminal.note("the chain breaks at entry \(broken.number), \(broken.subject.shown): \(broken.what)")
            }
        }
        if facts.chain.broken != nil { throw ExitCode(3) }
    }

    /// The zone in which days and clock times are read: that of the doors of the newest runs, where it is one, else the machine's.
    private static func zone(in journal: any Journal) async throws(JournalError) -> String? {
        var rows: [Row] = []
        for run in try await journal.runs(limit: 20) { rows += try await journal.rows(of: run.id) }
        return rows.commonZone ?? MachineZone.name
    }
}
