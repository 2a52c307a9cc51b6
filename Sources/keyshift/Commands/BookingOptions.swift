internal import ArgumentParser
internal import Model
internal import RunEngine

/// What both take.
struct BookingOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var send: SendOptions

    @Option(help: LimitOptions.maxShiftHelp)
    var maxShift: String?

    /// Plans and sends the change, and answers the exit code.
    func run(_ booking: BookingChange) async -> Int32 {
        let work = Work(
            name: booking.origin.name,
            connection: connection.choice,
            output: output.choice,
            send: send.choice,
        )
        return await work.run {
            var options = Engine.Options()
            options.settings = try SettingsFile.forUser(isSandbox: connection.sandbox)
            options.limits = try options.settings.limits(
                maxGroups: nil,
                maxShift: maxShift,
                allowed: send.choice.allowed,
                leftOut: send.choice.leftOut,
            )
            options.apply(send.choice)
            return (options, booking)
        } way: { booking, _ in
            .booking(booking)
        }
    }
}
