import Foundation
import Testing

/// A command that takes something from a guest is never offered, ready to paste, for another one.
struct TakingCommandTests {
    @Test(arguments: [
        ["cancel", "Nowack"], ["end", "Nowack"], ["new-pin", "Nowack"], ["change-room", "Nowack", "--to", "Room 10"],
        ["move", "Nowack", "--ends", "12:00"],
    ])
    func `a name that nobody has is answered with who is near and their hours, and a look first`(
        line: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            let refused = try await house.run(line + ["--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(refused.errors.contains("  BK-2 Nowak   Front, Room 9   "), "\(refused.errors)")
            let offered = NightHouse.commands(in: refused.errors)
            #expect(offered == [["find", "Nowak"]], "\(offered)")
            let found = try await house.run(offered.first ?? [])
            #expect(found.exitCode == 0 && found.output.contains("BK-2 Nowak"), "\(found.told)")
        }
    }

    @Test(arguments: ["cancel", "new-pin", "end"])
    func `a text that several stays have is answered with each of them, and a look first`(command: String) async throws
    {
        try await NightHouse.openNow { house in
            let refused = try await house.run([command, "Front", "--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            for guest in ["BK-1 Ito   Front, Room 204   ", "BK-2 Nowak   Front, Room 9   "] {
                #expect(refused.errors.contains(guest), "\(refused.errors)")
            }
            #expect(NightHouse.commands(in: refused.errors) == [["find", "Front"]], "\(refused.errors)")
            #expect(!refused.errors.contains("keyshift \(command)"), "\(refused.errors)")
        }
    }

    @Test func `an undo for a name that no row has is not offered for another guest`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["run", "storm", "2h", "--yes"]).exitCode == 0)
            let refused = try await house.run(["undo", "last", "--name", "Nowack", "--yes"])
            #expect(refused.exitCode != 0 && refused.errors.contains("BK-2 Nowak   Front, Room 9"), "\(refused.told)")
            #expect(NightHouse.commands(in: refused.errors) == [["find", "Nowak"]], "\(refused.errors)")
        }
    }

    @Test func `what takes nothing is offered with the name that was meant`() async throws {
        try await NightHouse.openNow { house in
            for line in [["why", "Nowack"], ["extend", "Nowack", "--by", "1h", "--plan"]] {
                let refused = try await house.run(line)
                let offered = NightHouse.commands(in: refused.errors)
                #expect(offered == [line.map { $0 == "Nowack" ? "Nowak" : $0 }], "\(refused.told)")
            }
        }
    }
}
