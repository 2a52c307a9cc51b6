internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift explain KEY|CODE|NAME`: every change of one group, over all runs.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell every change of one group: who, when, why, and by which script or schedule.",
    )

    @Argument(help: "A common_code_key, the id of a code, or words of a booking's name or of its doors.")
    var group: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (group, output) = (group, output)
        let story = try await LocalJournal.with { journal in
            Story(of: group, try await StorySearch.find(group, in: journal), now: EngineClock.system.now())
        }
        let terminal = Terminal(output)
        guard !output.json else { return terminal.result(story.json) }
        for line in story.lines { terminal.result(line) }
    }
}
