internal import ArgumentParser
internal import Model
internal import RunEngine

/// `keyshift change-room NAME --to DOOR [--from DOOR] [--by T]`: a stay gets another room.
struct ChangeRoomCommand: StayCommand {
    static let configuration = CommandConfiguration(
        commandName: "change-room",
        abstract: "Give one stay another room, with the PIN that it has.",
        discussion: """
            The new code is on its lock before the old one goes, where the guest can open now; a lock that is not ready by --by leaves
            the old door as it is. Doors that the stay shares with others stay.
            """,
    )

    @Argument(help: BookingOptions.nameHelp)
    var name: String

    @Option(help: ArgumentHelp("The new door. May be given more than once.", valueName: "door"))
    var to: [String] = []

    @Option(
        help: ArgumentHelp("The door that it gives up; else the one that it shares with nobody.", valueName: "door")
    )
    var from: [String] = []

    @Option(
        help: ArgumentHelp("Until when the lock of the new door is waited for, two minutes at most.", valueName: "time")
    )
    var by: String?

    @OptionGroup var options: BookingOptions

    static var place: String? { "--to" }
    var isBoundGiven: Bool { !to.isEmpty }

    mutating func validate() throws {
        try refuseRest()
        guard !to.isEmpty || options.connection.isKnown else {
            throw WholeLine.lacking("give the new door, such as:", ["--to", "Room 14"])
        }
    }

    func run() async throws {
        let words =
            [name] + to.flatMap { ["--to", $0] } + from.flatMap { ["--from", $0] } + (by.map { ["--by", $0] } ?? [])
        throw ExitCode(await options.run(.doors(name, .changeRoom(to: to, from: from, by: by)), words: words))
    }
}
