internal import ArgumentParser
internal import Model
internal import Presentation
internal import SQLJournal

/// `keyshift nodes`: the processes that work on a journal of several nodes.
struct NodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nodes",
        abstract: "The machines and processes that work on this journal, and on what.",
        discussion: """
            Only a journal on PostgreSQL has several. A node that is gone is shown for an hour; what it worked on is taken \
            over by the others that serve, 15 seconds after it was last heard of.
            """,
    )

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (terminal, json) = (Terminal(output), output.json)
        let (nodes, isShared) = try await LocalJournal.withFiles { journal in
            (try await journal.nodes(), journal.isShared)
        }
        if json {
            terminal.result(NodesDocument(nodes, isShared: isShared).json)
        } else {
            NodeList(nodes, isShared: isShared).lines(on: terminal.page).forEach { terminal.result($0) }
        }
    }
}
