internal import ArgumentParser
internal import CivilTime
internal import Model

/// Which stays are looked for, beside a text; houses are to be one more option here.
struct StayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only stays on this door; * stands for any text. May be given more than once.",
            valueName: "text"
        )
    )
    var door: [String] = []

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
        guard !door.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("--door needs a text; an empty one would ask for everything")
        }
        if let on { try Self.checkDay(on) }
    }

    private static func checkDay(_ text: String) throws {
        do throws(CivilTimeError) {
            _ = try StayDay(parsing: text)
        } catch {
            throw ValidationError("--on: \(error.message)")
        }
    }

    /// The query of a text and these options.
    func query(_ text: String?) -> StayQuery {
        StayQuery(text: text, doors: door, day: on.flatMap { try? StayDay(parsing: $0) }, isInside: inside)
    }
}
