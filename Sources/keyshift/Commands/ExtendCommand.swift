internal import ArgumentParser
internal import CivilTime
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift extend NAME --to T | --by D`: one booking ends later, without a script.
struct ExtendCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Let one booking end later.",
        discussion: """
            \(BookingOptions.timeHelp) A booking that ends later already stays as it is.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The time up to which it shall last.", valueName: "time"))
    var to: String?

    @Option(help: ArgumentHelp("How much longer it shall last, such as 2h.", valueName: "duration"))
    var by: String?

    @OptionGroup var options: BookingOptions

    static var bounds: [String] { ["--to"] }
    static var span: String? { "--by" }
    var isBoundGiven: Bool { to != nil || by != nil }

    /// Refuses a time where a length of time belongs, with the line that was meant.
    private func refuseTime(_ by: String) throws {
        guard !BookingChange.isSpan(by), Int(by) == nil, BookingChange.isTime(by) else { return }
        let line = ShellWords.line(["extend", name, "--to", by] + options.connection.typed)
        throw ValidationError("--by takes a length of time, such as 2h; up to a time: keyshift \(line)")
    }

    /// Refuses a unit that stands behind its number: `--by 1 night`.
    private func refuseUnit(behind by: String) throws {
        let text = ([by] + options.rest).joined(separator: " ")
        guard !options.rest.isEmpty, Int(by) != nil, BookingChange.isSpan(text) || TimeSpan.days(in: text) != nil else {
            return
        }
        let line = ShellWords.line(["extend", name, "--by", text] + options.typed + options.connection.typed)
        throw WholeLine.meant("words that belong together stand in quotes", ["keyshift \(line)"])
    }

    mutating func validate() throws {
        if let by { try refuseTime(by) }
        if let by { try refuseUnit(behind: by) }
        try refuseRest()
        guard (to == nil) != (by == nil) else {
            guard to == nil else { throw ValidationError("give either --to or --by, and not both") }
            if let timed = TimedWords(name.split(separator: " ").map(String.init)) {
                throw WholeLine.meant(
                    "\"\(timed.text.shown)\" needs its option",
                    ["keyshift \(ShellWords.line(timed.laterEnd + options.typed + options.connection.typed))"],
                )
            }
            throw WholeLine.lacking("give either --to or --by, such as:", ["--to", "13:00"], ["--by", "2h"])
        }
    }

    func run() async throws {
        if let by { throw ExitCode(await options.run(.extend(name, by: by), words: [name, "--by", by])) }
        let to = to ?? ""
        throw ExitCode(await options.run(.extend(name, to: to), words: [name, "--to", to]))
    }
}
