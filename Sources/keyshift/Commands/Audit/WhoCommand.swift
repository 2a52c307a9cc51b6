internal import ArgumentParser
internal import CivilTime
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift who DOOR`: who could open it, and who did.
struct WhoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "Who could open a door in a span of time, and who did.",
        discussion: """
            Who did comes from Seam's events, which a lock tells or does not: a lock that is offline tells later, and many do not \
            say by which code. Days and clock times are on the door's clock unless they have an offset or --zone is given.
            """,
    )

    @Argument(
        help: "The door: its name, words of it such as 204, a pattern with * that only one fits, or its device id."
    )
    var door: String

    @Option(help: ArgumentHelp("From when on: \(PastTime.forms).", valueName: "time"))
    var from = "24h"

    @Option(help: ArgumentHelp("Until when, in the same forms; now unless it is given.", valueName: "time"))
    var to = "now"

    @Option(
        help: ArgumentHelp(
            "The zone of the days and clock times of --from and --to, in place of the door's.",
            valueName: "zone"
        )
    )
    var zone: String?

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        for (option, text) in [("--from", from), ("--to", to)] where PastTime(text).instant(in: nil, now: .now()) == nil
        {
            throw ValidationError(PastTime(text).refusal(option))
        }
        do throws(CivilTimeError) {
            if let zone { _ = try Zone.named(zone) }
        } catch {
            throw ValidationError("--zone: \(error.message)")
        }
    }

    func run() async throws {
        let (door, from, to) = (door, PastTime(from), PastTime(to))
        let zone = try zone.map { try Zone.named($0) }
        try await StayAnswers.tell(connection.choice, output.choice) { desk in
            let story = try await desk.story(ofDoor: door) { own, now throws(PlanError) in
                let zone = zone ?? own
                // Of two clock times the first is the one before the second: 22:00 to 06:00 is one night.
                guard let end = to.instant(in: zone, now: now),
                    let start = from.instant(in: zone, now: from.isClock && to.isClock ? end : now), start < end
                else { throw PlanError(.invalidValue, "--from must be before --to") }
                return start...end
            }
            return StayAnswers.Told(
                json: DoorStoryDocument(story).json,
                lines: DoorStoryText(story).lines,
                exitCode: 0
            )
        }
    }
}
