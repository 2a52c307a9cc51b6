internal import Model
internal import RunEngine

/// What a command about one booking does: it plans and sends a change.
struct BookingWork {
    private let connection: ServerChoice
    private let output: OutputChoice
    private let send: SendChoice
    private let isPlanOnly: Bool

    /// Makes it of what was typed.
    init(_ connection: ServerChoice, _ output: OutputChoice, _ send: SendChoice, isPlanOnly: Bool) {
        self.connection = connection
        self.output = output
        self.send = send
        self.isPlanOnly = isPlanOnly
    }

    /// Plans and sends the change, and answers the exit code.
    func run(_ change: BookingChange, words: [String], maxShift: String? = nil) async -> Int32 {
        var change = change
        change.words = words
        change.line = Array(CommandLine.arguments.dropFirst())
        let booking = change
        let work = Work(
            name: booking.origin.name,
            connection: connection,
            output: output,
            send: send,
            answer: isPlanOnly ? .planOnly : nil,
        )
        return await work.run {
            try booking.checkWords()
            var options = Engine.Options()
            options.settings = try SettingsFile.forUser(isSandbox: connection.isSandbox)
            options.limits = try options.settings.limits(
                maxGroups: nil,
                maxShift: maxShift,
                allowed: send.allowed,
                leftOut: send.leftOut,
            )
            options.apply(send)
            return (options, booking)
        } way: { booking, _ in
            .booking(booking)
        }
    }
}
