internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift open DOOR --reason TEXT`: a lock is opened from here.
struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Unlock one door now, from here.",
        usage: "keyshift open <door> --reason <text> [<options>]",
        discussion: """
            It takes effect at once, and no undo takes it back; it is asked about. It needs a reason, and asks for it where \
            --reason does not say it. The journal keeps who did it. \
            Exit codes: 0 the lock says that it is open; 1 it is not; 3 nobody knows, because no answer came.
            """,
    )

    @Argument(help: "The door: its name, words of it that only one has, or its device id.")
    var door: String

    @OptionGroup var options: HandOptions

    private static let example = "guest outside, phone checked"

    mutating func validate() throws { try options.requireReason(Self.example) }

    func run() async throws {
        let (door, options) = (door, options)
        throw ExitCode(
            await options.work("open") { tools, work in
                let wish = try await tools.door(door)
                let doubt = wish.doubt.map { " (\($0), so it will hardly open)" } ?? ""
                // Nobody is asked why for a door that is not there.
                let tools = tools.because(try options.saidReason(Self.example, about: "\(wish.door.shown)\(doubt)"))
                try work.agree(to: "Unlock \(wish.door.shown) now\(doubt)?")
                try await tools.open(wish)
                return ["OPEN  \(wish.door.shown)   in the journal: by \(tools.person.shown), run \(work.runID)"]
            }
        )
    }
}
