internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift verify [RUN | --all | --door D | --house H]`: which doors have the new hours.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Look which doors have the new hours of a run, which wait, and which failed and why.",
        discussion: """
            A door whose lock is offline is told, and since when: what is on it cannot be confirmed until it is back, so that it counts as waiting. Groups that a later run has changed are told and not asked about. Exit codes: 0 all are on the doors; \
            1 failed; 3 some wait, failed or have to be looked at; 64 usage.
            """,
    )

    @Argument(help: "The run's id, or \"last\": the newest one that sent something.")
    var run: String?

    @Flag(help: "All runs of the last 48 hours; of each group the newest change.")
    var all = false

    @OptionGroup var places: PlaceOptions

    @Option(
        help: ArgumentHelp(
            "Look again until all are on the doors and no lock of them is offline, for at most so long.",
            valueName: "duration"
        )
    )
    var wait: String?

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    /// What is looked at.
    private enum Subject: Sendable {
        case run(String)
        case all
        case places(RowSelection)

        var words: [String] {
            switch self {
            case .run(let run): [run]
            case .all: ["--all"]
            case .places(let places):
                places.doors.flatMap { ["--door", $0] } + places.houses.flatMap { ["--house", $0] }
            }
        }
    }

    mutating func validate() throws {
        guard [run != nil, all, !places.selection.isEverything].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "give a run, such as last, or --all, or --door or --house, such as --door \"Room 204\""
            )
        }
    }

    func run() async throws {
        let work = Work(
            name: "verify",
            connection: run == nil ? connection.choice : connection.choiceOfJournal,
            output: output.choice,
            send: nil,
        )
        let subject: Subject = run.map { .run($0) } ?? (all ? .all : .places(places.selection))
        let (connection, wait) = (connection.choice, wait)
        let code = await work.finish {
            if case .run(let named) = subject { try await RunName.require(named, as: .sent, before: connection) }
            return Engine.Options()
        } body: { session in
            let span = try wait.map { text throws(PlanError) in try VerifyText.wait(text) } ?? VerifyText.noWait
            work.interrupts.beginApplying()
            return try await Self.verify(subject, session, span, work)
        } text: { report in
            VerifyText(report, showsAll: work.output.verbose, words: subject.words).lines
        }
        throw ExitCode(code)
    }

    private static func verify(
        _ subject: Subject,
        _ session: Session,
        _ wait: TimeSpan,
        _ work: Work,
    ) async throws -> RunReport {
        let terminal = work.terminal
        let verifier = Verifier(session.engine) { doors in
            OfflineDoorText(doors).lines.forEach { terminal.note($0) }
            terminal.note(VerifyText.waiting(for: doors, wait))
        }
        let stop = work.interrupts.stop
        switch subject {
        case .run(let named):
            let journal = try session.environment.journal()
            let id = try await RunName.resolve(named, as: .sent, in: journal, telling: work.terminal)
            return try await verifier.verify(id, wait: wait, stop: stop)
        case .all: return try await verifier.verifyAll(wait: wait, stop: stop)
        case .places(let places): return try await verifier.verifyDoors(places, wait: wait, stop: stop)
        }
    }
}
