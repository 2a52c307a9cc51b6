internal import ArgumentParser
internal import CivilTime
internal import Model

/// Which stays are looked for, beside a text.
struct StayOptions: ParsableArguments {
    @OptionGroup var places: PlaceOptions

    @Option(
        help: ArgumentHelp(
            "Only stays that have a part of this day: 2026-11-27, today, tomorrow or +3.",
            valueName: "day"
        )
    )
    var on: String?

    @Flag(help: "Only stays that can open a door now.")
    var inside = false

    mutating func validate() throws {
        if let on { try Self.checkDay(on) }
    }

    /// Refuses what is no day.
    static func checkDay(_ text: String) throws {
        do throws(CivilTimeError) {
            _ = try StayDay(parsing: text)
        } catch {
            let lines = TypedDays(text, StayDay.days(text)).lines
            throw ValidationError((["--on: \(error.typedMessage)"] + lines).joined(separator: "\n"))
        }
    }

    /// The query of a text and these options.
    func query(_ text: String?) -> StayQuery {
        StayQuery(
            text: text,
            doors: places.door,
            houses: places.house,
            day: on.flatMap { try? StayDay(parsing: $0) },
            isInside: inside,
        )
    }
}
