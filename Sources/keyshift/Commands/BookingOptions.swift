internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// What both take.
struct BookingOptions: ParsableArguments {
    /// How times are typed, for the help of both.
    static let timeHelp = """
        A time is 13:00 or 1pm (on the day on which the booking begins or ends now), "tomorrow 13:00", now (in two \
        minutes), +2h (from where it is), "2026-11-27 13:00", all on the clock of its doors, or ISO 8601 with an offset.
        """

    /// How a booking is named, for the help of both.
    static let nameHelp: ArgumentHelp =
        "The booking: its name or words of it, such as a surname or a number, its room, or its key; never one of several."

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Flag(help: "Print the plan, and send nothing.")
    var plan = false

    @Option(help: LimitOptions.maxShiftHelp)
    var maxShift: String?

    /// What stands behind the name, which `StayCommand` refuses: no word of a line is passed over.
    @Argument(help: .hidden)
    var rest: [String] = []

    /// What was typed of which stay is meant, how far it may move, and that nothing is sent, as it is typed again.
    var typed: [String] {
        let places = send.door.flatMap { ["--door", $0] } + send.house.flatMap { ["--house", $0] }
        return places + (maxShift.map { ["--max-shift", $0] } ?? []) + (plan ? ["--plan"] : [])
    }

    /// Plans and sends the change, and answers the exit code.
    func run(_ change: BookingChange, words: [String]) async -> Int32 {
        let work = BookingWork(connection.choice, output.choice, send.choice, isPlanOnly: plan)
        return await work.run(change, words: words, maxShift: maxShift)
    }
}
