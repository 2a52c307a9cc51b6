import Foundation
import Testing

/// A code that went before its end: who took it, and how the guest gets the door back.
struct LostCodeTests {
    /// What was done before somebody deleted the code: nothing, a look, or a run.
    @Test(arguments: [[], ["find"], ["extend", "Ito", "--by", "1h", "--yes"]])
    func `a stay that has lost one door's code is told by that door, and gets it back with the PIN of the others`(
        before: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let why = try await house.run(["why", "Ito"])
            #expect(why.exitCode == 0, "\(why.errors)")
            #expect(why.output.contains("CLOSED  Room 204"), "\(why.output)")
            #expect(why.output.contains("in Seam by somebody else, and not by a plan of this journal"), "\(why.output)")
            #expect(try await house.reasons("Ito") == ["Room 204": "deleted", "Front": "healthy"])
            let byRoom = try await house.run(["why", "204"])
            #expect(byRoom.output.contains("WHY  BK-1 Ito"), "\(byRoom.told)")
            let byDoor = try await house.run(["why", "Ito", "--door", "Room 204"])
            #expect(byDoor.exitCode == 0 && byDoor.output.contains("CLOSED  Room 204"), "\(byDoor.told)")
            let story = try await house.run(["explain", "Ito"])
            #expect(story.output.contains("the code was deleted, not by a plan of this journal\n    on Room 204"))
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(step == ["readmit", "BK-1 Ito"])
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let devices = try await house.devices()
            for door in ["Front", "Room 204"] {
                #expect(try await house.opens(try #require(devices[door]), "948162"), "\(door)")
            }
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
            let again = try await house.run(step + ["--yes"])
            #expect(again.exitCode == 1 && again.told.contains("has its codes still"), "\(again.told)")
            #expect(again.told.contains("keyshift why") && !again.told.contains("keyshift extend"), "\(again.told)")
        }
    }

    @Test func `a door that the stay never had is refused with those that it has, and no other guest`() async throws {
        try await NightHouse.openNow { house in
            let why = try await house.run(["why", "Ito", "--door", "Room 9"])
            #expect(why.exitCode != 0)
            #expect(why.told.contains("BK-1 Ito has no code on door \"Room 9\": it has Front, Room 204"), "\(why.told)")
            #expect(!why.told.contains("Nowak"), "\(why.told)")
        }
    }

    @Test func `a stay that somebody deleted as a whole is let in again until its end`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            for door in ["Front", "Room 204"] { try await house.deleteUnseen("BK-1 Ito", on: door) }
            #expect(Set(try await house.reasons("Ito").values) == ["deleted"])
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(step.prefix(3) == ["readmit", "BK-1 Ito", "--to"] && step.last != "+2h", "\(step)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test func `a cancelled stay is told with the run that cancelled it, also to who cancels it again`() async throws {
        try await NightHouse.openNow { house in
            let cancelled = try await house.run(["cancel", "Early", "--yes", "--reason", "no show"])
            #expect(cancelled.exitCode == 0, "\(cancelled.told)")
            let why = try await house.run(["why", "Early"])
            #expect(why.output.contains("the stay was cancelled "), "\(why.output)")
            #expect(why.output.contains(" by ana, run ") && why.output.contains(", \"no show\""), "\(why.output)")
            #expect(!why.output.contains("somebody"), "\(why.output)")
            #expect(try await house.reasons("Early") == ["Room 10": "ended"])
            let again = try await house.run(["cancel", "Early", "--yes"])
            #expect(again.exitCode == 1)
            #expect(again.told.contains(" by ana, run ") && !again.told.contains("no stay"), "\(again.told)")
            #expect(again.told.contains("keyshift readmit \"BK-3 Early\" --to "), "\(again.told)")
            let step = try #require(try await house.steps(["why", "Early"]).first)
            #expect(step.first == "readmit", "\(step)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            #expect(try await house.reasons("Early") == ["Room 10": "not_begun"])
        }
    }

    @Test func `a new PIN is told as one, and the codes that it replaced are told no more`() async throws {
        try await NightHouse.openNow { house in
            let renewed = try await house.run(["new-pin", "Nowak", "--yes"])
            #expect(renewed.exitCode == 0)
            #expect(renewed.told.contains("the guest has to be told: keyshift pin \"BK-2 Nowak\""), "\(renewed.told)")
            let why = try await house.run(["why", "Nowak"])
            #expect(why.output.components(separatedBy: "WHY  ").count == 2, "\(why.output)")
            #expect(why.output.contains("new-pin Nowak: a new PIN"), "\(why.output)")
            #expect(!why.output.contains("somebody"), "\(why.output)")
            let old = try await house.run(["why", "booking-2"])
            #expect(old.output.contains("the code was replaced by one with a new PIN"), "\(old.output)")
        }
    }

    @Test func `a stay that a run made to end earlier is told so, before it and behind it`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["end", "Solo", "--yes", "--allow", "lockout"]).exitCode == 0)
            let steps = try await house.steps(["why", "Solo"])
            #expect(steps.contains { $0.first == "undo" }, "\(steps)")
            try await house.advance(180)
            let why = try await house.run(["why", "Solo"])
            #expect(why.output.contains("it was made to end earlier"), "\(why.output)")
            #expect(why.output.contains(" by ana, run "), "\(why.output)")
            #expect(try await house.steps(["why", "Solo"]).first?.first == "readmit")
        }
    }

    @Test(arguments: [
        ["cancel", "Early"], ["new-pin", "Nowak"], ["end", "Solo", "--allow", "lockout"],
        ["change-room", "Nowak", "--to", "Room 10"], ["create", "BK-9 New", "--door", "Room 10", "--ends", "+20h"],
        ["extend", "Ito", "--by", "1h"],
    ])
    func `what a run did is told as its own, and never as somebody else's`(line: [String]) async throws {
        try await NightHouse.openNow { house in
            let done = try await house.run(line + ["--yes", "--allow", "overlap"])
            #expect(done.exitCode == 0, "\(done.told)")
            for seconds in [0, 30] {
                try await house.advance(seconds)
                let story = try await house.run(["explain", line[1]])
                #expect(story.exitCode == 0, "\(story.told)")
                #expect(!story.output.contains("not by a"), "\(story.output)")
                #expect(!story.output.contains("no other hours"), "\(story.output)")
            }
        }
    }

    @Test func `a code that went before anybody looked is told as gone, by verify and by status`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["run", "storm", "2h", "--yes"]).exitCode == 0)
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let verified = try await house.run(["verify", "--all"])
            #expect(verified.exitCode == 3, "\(verified.told)")
            #expect(verified.output.contains("GONE  BK-1 Ito  Room 204: the code is gone"), "\(verified.output)")
            #expect(verified.output.contains(" · 1 gone"), "\(verified.output)")
            #expect(!verified.output.contains("CHANGED"), "\(verified.output)")
            let row = try #require(
                try await house.run(["verify", "--all", "--json"]).rows().first {
                    $0["status"] as? String == "conflict"
                }
            )
            #expect((row["error"] as? [String: Any])?["code"] as? String == "gone", "\(row)")
            // Before the first look at the stays by what verify has found, and after it by what that look lacks.
            for look in [["runs"], ["find"]] {
                #expect(try await house.run(look).exitCode == 0)
                let status = try await house.run(["status"])
                let line = "GONE  BK-1 Ito  the code on Room 204 went before its end"
                #expect(status.output.components(separatedBy: line).count == 2, "\(look): \(status.told)")
            }
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(try await house.run(step + ["--yes"]).exitCode == 0)
            #expect(try await house.run(["find"]).exitCode == 0)
            let mended = try await house.run(["status"])
            #expect(!mended.output.contains("GONE"), "\(mended.output)")
        }
    }

    /// What was done before somebody deleted the code.
    @Test(arguments: [[], ["find"], ["run", "storm", "1h", "--yes"]])
    func `a door that was lost before a new PIN is named by its plan, by why and by find, and comes back with that PIN`(
        before: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            let devices = try await house.devices()
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let plan = try await house.run(["new-pin", "Ito", "--plan"])
            let warning = "BK-1 Ito has lost the code of Room 204 before its end, not by a plan of this journal"
            #expect(plan.output.contains(warning), "\(plan.told)")
            #expect(plan.output.contains("keyshift readmit \"BK-1 Ito\""), "\(plan.told)")
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0 && renewed.output.contains(warning), "\(renewed.told)")

            let inside = try await house.run(["find", "--inside"])
            #expect(inside.output.contains("code gone: Room 204"), "\(inside.told)")
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("CLOSED  Room 204"), "\(why.told)")
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.contains(["readmit", "BK-1 Ito"]), "\(steps)")
            let story = try await house.run(["explain", "Ito"])
            #expect(
                story.output.contains("the code was deleted, not by a plan of this journal\n    on Room 204"),
                "\(story.told)"
            )
            let status = try await house.run(["status"])
            if let advised = status.output.firstMatch(of: #/GONE  BK-1 Ito .* keyshift why (\S+)/#)?.1 {
                #expect(
                    try await house.steps(["why", String(advised)]).contains(["readmit", "BK-1 Ito"]),
                    "\(status.told)"
                )
            } else {
                #expect(before.isEmpty, "\(status.told)")
            }
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--plan"])
            #expect(before.isEmpty || extended.output.contains(warning), "\(extended.told)")

            let back = try await house.run(["readmit", "BK-1 Ito", "--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let rooms = ["Front", "Room 204"].compactMap { devices[$0] }
            let pins = try await house.pins("BK-1 Ito", rooms)
            #expect(Set(pins.values.flatMap(\.self)).count == 1 && pins.values.allSatisfy { $0.count == 1 }, "\(pins)")
            #expect(!pins.values.contains(["948162"]), "\(pins)")
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
            let mended = try await house.run(["find", "--inside"])
            #expect(!mended.output.contains("code gone"), "\(mended.told)")
            let quiet = try await house.run(["status"])
            #expect(!quiet.output.contains("GONE"), "\(quiet.told)")
        }
    }

    @Test func `who has lost the room and changes it gets another one, and keeps the front door`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let moved = try await house.run([
                "change-room", "Ito", "--from", "Room 204", "--to", "Room 11", "--yes", "--allow", "overlap",
            ])
            #expect(moved.exitCode == 0 && !moved.output.contains("readmit"), "\(moved.told)")
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 11": "healthy"])
            let inside = try await house.run(["find", "--inside"])
            #expect(!inside.output.contains("code gone"), "\(inside.told)")
        }
    }

    @Test func `a lost door that another guest has by now is named with that guest, and not offered`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let new = ["create", "BK-9 New", "--door", "Room 204", "--ends", "+5h", "--yes"]
            let made = try await house.run(new + ["--allow", "overlap"])
            #expect(made.exitCode == 0, "\(made.told)")
            let plan = try await house.run(["new-pin", "Ito", "--plan"])
            #expect(plan.output.contains("has lost the code of Room 204"), "\(plan.told)")
            #expect(plan.output.contains("BK-9 New has Room 204"), "\(plan.told)")
            #expect(!plan.output.contains("readmit"), "\(plan.told)")
        }
    }
    /// What was done before somebody deleted the code.
    @Test(arguments: [[], ["find"], ["run", "storm", "1h", "--yes"]])
    func `a lost door stays known behind any number of new PINs, until it is given back`(before: [String]) async throws
    {
        try await NightHouse.openNow { house in
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let warning = "BK-1 Ito has lost the code of Room 204"
            for _ in 0..<3 {
                let renewed = try await house.run(["new-pin", "Ito", "--yes"])
                #expect(renewed.exitCode == 0 && renewed.output.contains(warning), "\(renewed.told)")
            }
            let plan = try await house.run(["new-pin", "Ito", "--plan"])
            #expect(plan.output.contains(warning), "\(plan.told)")
            let inside = try await house.run(["find", "--inside"])
            #expect(inside.output.contains("code gone: Room 204"), "\(inside.told)")
            #expect(try await house.reasons("Ito") == ["Room 204": "deleted", "Front": "healthy"])
            #expect(try await house.steps(["why", "Ito"]).first == ["readmit", "BK-1 Ito"])
            let status = try await house.run(["status"])
            if let advised = status.output.firstMatch(of: #/GONE  BK-1 Ito .* keyshift why (\S+)/#)?.1 {
                let steps = try await house.steps(["why", String(advised)])
                #expect(steps.contains(["readmit", "BK-1 Ito"]), "\(status.told)")
            }

            let back = try await house.run(["readmit", "Ito", "--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            #expect(try await house.reasons("Ito") == ["Room 204": "healthy", "Front": "healthy"])
            let again = try await house.run(["readmit", "Ito", "--yes"])
            #expect(again.exitCode == 1 && again.told.contains("has its codes still"), "\(again.told)")
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0 && !renewed.told.contains("has lost"), "\(renewed.told)")
            let found = try await house.run(["find", "Ito"])
            #expect(!found.output.contains("code gone: "), "\(found.told)")
            let quiet = try await house.run(["status"])
            #expect(!quiet.output.contains("GONE"), "\(quiet.told)")
        }
    }

    @Test func `a room that a run took from the guest is not lost behind new PINs`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            let moved = try await house.run(["change-room", "Ito", "--to", "Room 10", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            for _ in 0..<2 {
                let renewed = try await house.run(["new-pin", "Ito", "--yes"])
                #expect(renewed.exitCode == 0 && !renewed.told.contains("has lost"), "\(renewed.told)")
            }
            let found = try await house.run(["find", "Ito"])
            #expect(!found.output.contains("code gone: "), "\(found.told)")
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 10": "healthy"])
        }
    }

    @Test(arguments: ["Room 204", "Room 10"])
    func `who has lost the room before new PINs gets it, or another one, and keeps the front door`(
        room: String
    ) async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            for _ in 0..<2 { #expect(try await house.run(["new-pin", "Ito", "--yes"]).exitCode == 0) }
            let moved = try await house.run(["change-room", "Ito", "--to", room, "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await house.reasons("Ito") == ["Front": "healthy", room: "healthy"])
            #expect(try await house.run(["new-pin", "Ito", "--yes"]).exitCode == 0)
            let found = try await house.run(["find", "Ito"])
            #expect(!found.output.contains("code gone: "), "\(found.told)")
        }
    }

    @Test func `why of a lost door offers to undo nothing, as no run took it`() async throws {
        try await NightHouse.openNow { house in
            for line in [["extend", "Ito", "--by", "1h"], ["undo", "last"]] {
                let done = try await house.run(line + ["--yes", "--allow", "lockout"])
                #expect(done.exitCode == 0, "\(done.told)")
            }
            try await house.deleteUnseen("BK-1 Ito", on: "Room 204")
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["readmit", "BK-1 Ito"])
            #expect(!steps.contains { $0.first == "undo" }, "\(steps)")
        }
    }

    @Test func `who is let in again twice hears that the code is on its way, and of no line that gives time`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 204"])
            let device = try await house.device("Room 204")
            try await house.call("devices/simulate/disconnect", #"{"device_id":"\#(device)"}"#)
            let back = try await house.run(["readmit", "Ito", "--yes"])
            #expect(back.output.contains("DONE"), "\(back.told)")
            let again = try await house.run(["readmit", "Ito", "--yes"])
            #expect(again.exitCode == 1, "\(again.told)")
            #expect(again.told.contains("its code is on its way to the lock of Room 204"), "\(again.told)")
            #expect(again.told.contains("keyshift verify --door \"Room 204\" --wait 10m"), "\(again.told)")
            #expect(!again.told.contains("keyshift extend"), "\(again.told)")
        }
    }
}
