import Foundation
import Testing

/// A guest whose code somebody took, and whose room another stay is to get.
struct AbsentGuestTests {
    /// The line that gives a room to another guest for some days.
    private static func newman(in room: String) -> [String] {
        let end = Date(timeIntervalSinceNow: 4 * 86_400).ISO8601Format().prefix(10)
        return ["create", "BK-7 Newman", "--door", room, "--ends", "\(end) 11:00"]
    }

    /// What was known of the guest before: a look or a run, or no more than that the front door has the PIN still.
    @Test(arguments: [["find"], ["extend", "Ito", "--by", "1h", "--yes"], []])
    func `a room is not given away while a guest of whom only the code is gone has it`(before: [String]) async throws {
        try await NightHouse.openNow { house in
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let refused = try await house.run(Self.newman(in: "Room 204") + ["--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let words = "would be in from now on, and BK-1 Ito, whose code there is gone, stays until"
            #expect(refused.told.contains(words), "\(refused.told)")
            let listed = try await house.run(["find", "Newman"])
            #expect(!listed.output.contains("BK-7"), "\(listed.told)")
            let forced = try await house.run(Self.newman(in: "Room 204") + ["--yes", "--allow", "overlap"])
            #expect(forced.exitCode == 0 && forced.told.contains("BK-1 Ito"), "\(forced.told)")
        }
    }

    @Test func `a guest whose codes are all gone keeps the room, and no answer offers it to another`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            for door in ["Room 204", "Front"] { try await house.deleteUnseen("BK-1 Ito", on: door) }
            let refused = try await house.run(Self.newman(in: "Room 204") + ["--yes"])
            #expect(
                refused.exitCode == 4 && refused.told.contains("BK-1 Ito, whose code there is gone"),
                "\(refused.told)"
            )
            let moved = try await house.run(["change-room", "Nowak", "--to", "Room 204", "--from", "Room 9", "--yes"])
            #expect(moved.exitCode == 4 && moved.told.contains("BK-1 Ito, whose code there is gone"), "\(moved.told)")
            // The guest gets it back, though the code is gone.
            let why = try await house.run(["why", "Ito"])
            let step = try #require(try await house.steps(["why", "Ito"]).first, "\(why.told)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
        }
    }

    @Test func `a stay that a run made, and of which somebody took the code before anybody looked, keeps its room`()
        async throws
    {
        try await NightHouse.openNow { house in
            let end = Date(timeIntervalSinceNow: 40 * 3600).ISO8601Format()
            let made = try await house.run(["create", "BK-8 Lee", "--door", "Room 10", "--ends", end, "--yes"])
            #expect(made.exitCode == 0, "\(made.told)")
            try await house.deleteUnseen("BK-8 Lee", on: "Room 10")
            let soon = Date(timeIntervalSinceNow: 30 * 3600).ISO8601Format()
            let refused = try await house.run(["create", "BK-7 Newman", "--door", "Room 10", "--ends", soon, "--yes"])
            #expect(
                refused.exitCode == 4 && refused.told.contains("BK-8 Lee, whose code there is gone"),
                "\(refused.told)"
            )
        }
    }

    @Test(arguments: [["find"], []])
    func `the next guest is not let in while one of whom only the code is gone has the room`(before: [String])
        async throws
    {
        try await NightHouse.openNow { house in
            let (from, to) = (Date(timeIntervalSinceNow: 40 * 3600), Date(timeIntervalSinceNow: 60 * 3600))
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(try await house.device("Room 204"))","name":"BK-9 Mori","#
                    + #""starts_at":"\#(from.ISO8601Format())","ends_at":"\#(to.ISO8601Format())"}"#
            )
            try await house.advance(5)
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let line = ["move", "BK-9 Mori", "--starts", "now"]
            let why = try await house.run(["why", "Mori"])
            #expect(!(try await house.steps(["why", "Mori"])).contains(line), "\(why.told)")
            #expect(why.output.contains("BK-1 Ito, whose code there is gone, has Room 204 until"), "\(why.told)")
            let refused = try await house.run(line + ["--yes", "--max-shift", "72h"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.told.contains("BK-1 Ito, whose code there is gone"), "\(refused.told)")
        }
    }

    @Test func `of a guest who has not come yet the plan tells, and gives the room`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.deleteUnseen("BK-3 Early", on: "Room 10")
            let end = Date(timeIntervalSinceNow: 110 * 3600).ISO8601Format()
            let made = try await house.run(["create", "BK-7 Newman", "--door", "Room 10", "--ends", end, "--yes"])
            #expect(made.exitCode == 0, "\(made.told)")
            #expect(made.told.contains("BK-3 Early was to have Room 10 from"), "\(made.told)")
        }
    }

    @Test func `a room that this journal took from a guest is free, and so is one whose guest it cancelled`()
        async throws
    {
        try await NightHouse.openNow { house in
            let moved = try await house.run(["change-room", "Ito", "--to", "Room 10", "--from", "Room 204", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout"]).exitCode == 0)
            for room in ["Room 204", "Room 9"] {
                let plan = try await house.run(Self.newman(in: room) + ["--plan"])
                #expect(plan.exitCode == 2 && !plan.told.contains("is gone"), "\(plan.told)")
            }
        }
    }
}
