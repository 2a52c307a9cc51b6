internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift move NAME --starts T --ends T`: one booking, without a script.
struct MoveCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Give one booking other hours.",
        discussion: """
            \(BookingOptions.timeHelp) An earlier time by a distance is written --ends=-1h. Where its codes are is \
            remembered for up to 24 hours; their hours are read each time.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The new start.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("The new end.", valueName: "time"))
    var ends: String?

    @OptionGroup var options: BookingOptions

    static var bounds: [String] { ["--ends", "--starts"] }
    var isBoundGiven: Bool { starts != nil || ends != nil }

    mutating func validate() throws {
        try refuseRest()
        guard starts != nil || ends != nil else {
            throw WholeLine.lacking(
                "nothing to move; give --starts, --ends or both, such as:",
                ["--ends", "13:00"],
                ["--starts", "12:00"],
            )
        }
    }

    func run() async throws {
        let bounds = [starts.map { ["--starts", $0] }, ends.map { ["--ends", $0] }].compactMap(\.self)
        let words = [name] + bounds.flatMap(\.self)
        throw ExitCode(await options.run(.move(name, starts: starts, ends: ends), words: words))
    }
}
