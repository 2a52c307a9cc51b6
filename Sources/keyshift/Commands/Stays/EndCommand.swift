internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift end NAME [--at T]`: a stay ends earlier.
struct EndCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End one stay earlier.",
        discussion: """
            \(BookingOptions.timeHelp) Without --at it ends now, in two minutes. Its codes end by themselves then; it can be undone
            until that moment. To take time from a guest who can open now it needs --allow lockout.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("When it ends.", valueName: "time"))
    var at: String?

    @OptionGroup var options: BookingOptions

    static var bounds: [String] { ["--at"] }
    var isBoundGiven: Bool { at != nil }

    func run() async throws {
        let words = [name] + (at.map { ["--at", $0] } ?? [])
        throw ExitCode(await options.run(.end(name, at: at ?? "now"), words: words))
    }
}
