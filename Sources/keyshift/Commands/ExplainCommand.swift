internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift explain KEY|CODE|NAME`: every change of one group, by runs and by others.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell every change of one group: who, when, why, and by which script or schedule.",
        discussion: """
            Seam is asked for what others did, such as somebody at its console. Without a key, or where Seam cannot be \
            reached, the journal alone tells, and says so.
            """,
    )

    @Argument(help: "A common_code_key, the id of a code, or words of a booking's name or of its doors.")
    var group: String

    @OptionGroup var places: PlaceOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let terminal = Terminal(output)
        let facts: StoryFacts
        do {
            facts = try await read(terminal)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            throw terminal.refusal(await refusalOfRun() ?? error)
        }
        let story = Story(facts, now: EngineClock.system.now() - facts.clockLead)
        guard !output.json else { return terminal.result(story.json) }
        for line in story.lines + (await wayBack(facts)) { terminal.result(line) }
    }

    /// How the newest change that stands is taken back; none where that would do nothing, or would give time again.
    private func wayBack(_ facts: StoryFacts) async -> [String] {
        // An undo asks Seam, and leaves alone what others have changed since.
        guard facts.notAsked == nil else { return [] }
        return (try? await LocalJournal.silently { try await RunName.wayBack(of: facts, in: $0) }) ?? []
    }

    /// What is said where nothing is known by the text, and it names a run: a story is of a stay.
    private func refusalOfRun() async -> JournalError? {
        let group = group
        let now = EngineClock.system.now()
        let found = try? await LocalJournal.silently { journal in
            let facts = try await RunFacts.read(try await RunName.resolve(group, in: journal), in: journal)
            let undo = RunDetail(facts, showsAll: false, now: now, machineZone: MachineZone.name).undoLine
            return (id: facts.record.id, undo: undo)
        }
        guard let found else { return nil }
        let show =
            "\"\(group.shown)\" names a run, and explain tells of one stay. To see the run: keyshift runs show \(found.id.shown)"
        return JournalError(.unknownRun, ([show] + [found.undo].compactMap(\.self)).joined(separator: "\n"))
    }

    /// The story from journal and Seam; from the journal alone where there is no way to Seam.
    private func read(_ terminal: Terminal) async throws -> StoryFacts {
        var choice = connection.choice
        choice.isHurried = true
        let (group, places) = (group, places.selection)
        do {
            return try await Session.with(choice, options: Engine.Options(), terminal: terminal) { session in
                try await StoryReader(session.engine).read(group, at: places)
            }
        } catch let error as PlanError where error.code == .unauthorized || error.code == .connection {
            return try await LocalJournal.with { journal in
                var facts = StoryFacts(of: group, try await StorySearch.find(group, at: places, in: journal))
                facts.notAsked = error.message
                return facts
            }
        }
    }
}
