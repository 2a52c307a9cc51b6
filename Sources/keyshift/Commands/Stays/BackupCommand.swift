internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift backup NAME --door D`: a code in the place of one that did not reach its lock.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Take a backup code for one door of a stay whose own code did not reach the lock.",
        discussion: """
            Seam keeps such codes on locks that can have them, and gives one with the end of the stay's own. It is shown at this \
            terminal only. Of the same code it is the same one each time.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The door, where the stay has several.", valueName: "text"))
    var door: String?

    @OptionGroup var options: HandOptions

    mutating func validate() throws { try options.requireEyes() }

    func run() async throws {
        let (name, doors) = (name, door.map { [$0] } ?? [])
        throw ExitCode(
            await options.work("backup", doors: doors) { tools, work in
                let wish = try await tools.backup(of: name)
                try work.agree(to: "Take a backup code of \(wish.door.shown) for \(wish.stay.shown)?")
                let shown = try await tools.take(wish)
                return PINText(shown, now: tools.now).lines + [
                    "In the journal: taken by \(tools.person.shown), run \(work.runID)"
                ]
            }
        )
    }
}
