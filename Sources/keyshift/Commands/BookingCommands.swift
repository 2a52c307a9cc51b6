internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift move NAME --starts T --ends T`: one booking, without a script.
struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Give one booking other hours.",
        discussion: """
            A time is 13:00 (on the day on which it is now), "2026-11-27 13:00" on the clock of its doors, or ISO 8601 \
            with an offset. Where its codes are is remembered for up to 24 hours; their hours are read each time.
            """,
    )

    @Argument(help: "The booking: its name, the first words of its name, or its key.")
    var name: String

    @Option(help: ArgumentHelp("The new start.", valueName: "time"))
    var starts: String?

    @Option(help: ArgumentHelp("The new end.", valueName: "time"))
    var ends: String?

    @OptionGroup var options: BookingOptions

    mutating func validate() throws {
        guard starts != nil || ends != nil else {
            throw ValidationError("nothing to move; give --starts, --ends or both, such as --ends 13:00")
        }
    }

    func run() async throws {
        throw ExitCode(await options.run(.move(name, starts: starts, ends: ends)))
    }
}

/// `keyshift extend NAME --to T`: one booking ends later, without a script.
struct ExtendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Let one booking end later.",
        discussion: """
            A time is 13:00 (on the day on which it ends now), "2026-11-27 13:00" on the clock of its doors, or ISO 8601 \
            with an offset. A booking that ends later already stays as it is.
            """,
    )

    @Argument(help: "The booking: its name, the first words of its name, or its key.")
    var name: String

    @Option(help: ArgumentHelp("The instant up to which it shall last.", valueName: "time"))
    var to: String

    @OptionGroup var options: BookingOptions

    func run() async throws {
        throw ExitCode(await options.run(.extend(name, to: to)))
    }
}

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
