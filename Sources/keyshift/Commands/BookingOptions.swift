internal import ArgumentParser
internal import Model
internal import RunEngine

/// What both take.
struct BookingOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var consent: ConsentOptions

    @Option(help: ArgumentHelp("The greatest distance that hours may move.", valueName: "duration"))
    var maxShift: String?

    @OptionGroup var checks: CheckOptions

    @Option(help: "How fast rows go out.")
    var pace = Pace.documented

    /// Plans and sends the change, and answers the exit code.
    func run(_ booking: BookingChange) async -> Int32 {
        let work = Work(
            name: booking.origin.name,
            connection: connection,
            output: output,
            consent: consent,
        )
        return await work.run {
            var options = Engine.Options()
            options.settings = try SettingsFile.forUser(isSandbox: connection.sandbox)
            options.limits = try options.settings.limits(
                maxGroups: nil,
                maxShift: maxShift,
                allowed: checks.allowed,
                leftOut: checks.leftOut,
            )
            options.pace = pace
            return (options, booking)
        } way: { booking, _ in
            .booking(booking)
        }
    }
}
