internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift undo RUN`: gives the groups of a run the hours that they had before it.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Give the groups of a run back the hours that they had before.",
        discussion: """
            A group that somebody else has changed since is left alone. An undo is a run of its own, and can be undone \
            as well. "last" is the newest run that you began by hand, as a firing by keyshift schedule trigger is; it is named \
            before anything is sent, and so is a newer run of somebody else or of the clock. Where yours was an undo already, "last" takes it back only at a terminal, after a yes: elsewhere name the undo by its id.

            --name, --door and --house take back a part of the stays, --by a part of the way: after 2h more for all, \
            keyshift undo last --by 1h leaves one hour. It counts from what the run gave: after that, --by 2h for the \
            same run takes the other hour, as undo RUN without --by does, and --by 1h once more takes nothing.
            """,
    )

    @Argument(help: "The run's id, or \"last\": the newest one that you began by hand.")
    var run: String

    @Flag(help: "Print the plan, and send nothing.")
    var plan = false

    @Option(
        help: ArgumentHelp("Only rows that stand so, such as applied. May be given more than once.", valueName: "word")
    )
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Go back only so far in all, such as 1h after a run that gave 2h; never beyond where it was.",
            valueName: "duration"
        )
    )
    var by: String?

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    func run() async throws {
        let work = Work(
            name: "undo",
            connection: connection.choiceOfJournal,
            output: output.choice,
            send: send.choice,
            answer: plan ? .planOnly : nil,
        )
        let (named, connection, send, statuses, span) = (run, connection.choiceOfJournal, send.choice, status, by)
        let code = await work.run {
            try await RunName.require(named, before: connection)
            var options = Engine.Options()
            options.apply(send)
            // The rows of the earlier run are chosen, and each of them may come back as several.
            options.selection = RowSelection()
            return (options, try UndoSelection(rows: send.selection, statuses: statuses, by: span))
        } way: { selection, session in
            let environment = session.environment
            let run = try await RunName.resolveUndone(
                named,
                by: environment.operatorName,
                environment.person,
                in: try environment.journal(),
            )
            if named == "last", let span = selection.span, case .undo(let first) = run.origin {
                throw try await Self.refusal(ofPartOf: run, first, span, in: try environment.journal())
            }
            if named == "last", !selection.rows.isEverything, case .undo(let first) = run.origin,
                try await !RunName.isChange(run, in: try environment.journal())
            {
                throw PlanError(
                    .invalidValue,
                    "the last run, \(run.id.shown), took back run \(first.shown), and to take a part of that back would give the time of run "
                        + "\(first.shown) again; to take back more of run \(first.shown), name it:",
                    remedy: .instead(of: "last", first),
                )
            }
            if named == "last", case .undo(let first) = run.origin { try work.agreeToRedo(run, first) }
            if named == "last" {
                let journal = try environment.journal()
                let zone = try await RunName.zone(of: run, in: journal)
                work.terminal.note(UndoneRunText(run, by: selection.span, in: zone).line)
                if let newer = try await RunName.newer(than: run, in: journal) {
                    work.terminal.note(UndoneRunText.newer(newer, in: try await RunName.zone(of: newer, in: journal)))
                }
            }
            return .undo(of: run.id, selection)
        }
        throw ExitCode(code)
    }
}

extension UndoCommand {
    /// The refusal of a part of the last run where that was an undo: the run at the beginning of it, with how much of that goes
    /// back in all.
    fileprivate static func refusal(
        ofPartOf run: RunRecord,
        _ first: String,
        _ span: TimeSpan,
        in journal: any Journal,
    ) async throws(JournalError) -> PlanError {
        let root = try await RunName.root(of: run, in: journal)
        let id = root.id.shown
        guard try await !RunName.isChange(run, in: journal) else {
            return PlanError(
                .invalidValue,
                "the last run, \(run.id.shown), made the changes of run \(id) (\(root.command)) again; to take a part of those back, "
                    + "name run \(id):",
                remedy: .instead(of: "last", root.id),
            )
        }
        let undos = try await root.undosOfAll(in: journal)
        guard undos.isEmpty else {
            let names = undos.map { "run \($0.shown)" }.joined(separator: " and ")
            return PlanError(
                .invalidValue,
                "all of run \(id) (\(root.command)) is taken back already, by \(names): nothing of it is left to take back. "
                    + "What it had given: keyshift runs show \(id)",
            )
        }
        let what =
            "the last run, \(run.id.shown), took back run \(first.shown) already, and a part of that would give it again"
        // Of a run that went back as a whole no more goes back.
        guard let back = run.arguments.firstIndex(of: "--by").map({ $0 + 1 }), back < run.arguments.count,
            let taken = try? TimeSpan(parsing: run.arguments[back])
        else {
            return PlanError(.invalidValue, "\(what); what is left of run \(id): keyshift runs show \(id)")
        }
        if let most = try await root.greatestMove(in: journal), taken + span > most {
            return PlanError(
                .invalidValue,
                "\(what); to take back all that is left of it, name run \(id) without --by:",
                remedy: .commands([retyped(root.id, by: nil)]),
            )
        }
        return PlanError(
            .invalidValue,
            "\(what); to take back \(span) more, name run \(id) with how much goes back in all:",
            remedy: .commands([retyped(root.id, by: taken + span)]),
        )
    }

    /// The line that was typed, of a run by its id and with another length, or none: what chooses stays, stays in it.
    private static func retyped(_ run: String, by span: TimeSpan?) -> [String] {
        var words: [String] = []
        var isLength = false
        for word in CommandLine.arguments.dropFirst() {
            if isLength {
                isLength = false
            } else if word == "--by" || word.hasPrefix("--by=") {
                isLength = word == "--by"
            } else {
                words.append(word == "last" ? run : word)
            }
        }
        return words + (span.map { ["--by", "\($0)"] } ?? [])
    }
}

extension Work {
    /// Lets an undo of the last run take an undo back only where a person is asked: typed twice, it makes every change again.
    /// - Throws: `unconfirmed`, with the line that names the run.
    fileprivate func agreeToRedo(_ undo: RunRecord, _ first: String) throws(PlanError) {
        guard answer != .planOnly, answer != .ask || !Terminal.canAsk else { return }
        throw PlanError(
            .unconfirmed,
            "the last run, \(undo.id.shown), was an undo: it took back run \(first.shown). To take it back makes the changes of "
                + "run \(first.shown) again, and nothing was sent. If that is meant, name it by its id:",
            remedy: .instead(of: "last", undo.id),
        )
    }
}
