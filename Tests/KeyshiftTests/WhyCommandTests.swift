import Foundation
import SeamSandbox
import Testing

/// "I can't get in": the reason, and the next command, which works and mends what can be mended.
struct WhyCommandTests {
    @Test func `a healthy door is told with the end of its PIN, and never more of it`() async throws {
        try await NightHouse.open { house in
            let why = try await house.run(["why", "Ito"])
            #expect(why.exitCode == 0, "\(why.errors)")
            #expect(why.output.contains("OPENS  Room 204"), "\(why.output)")
            #expect(why.output.contains("PIN ••62") && !why.output.contains("948162"), "\(why.output)")
            #expect(why.output.contains("opens until Mon 12:00"), "\(why.output)")
            try await house.followsSteps(of: ["why", "Ito"])
        }
    }

    @Test func `a lock that is offline is told since when, and the next command waits for it`() async throws {
        try await NightHouse.open { house in
            try await house.unplug("Room 204")
            let why = try await house.run(["why", "204"])
            let told = #/the lock is offline since Sun 07:0\d(?::\d\d)?: it has the code/#
            #expect(why.output.contains(told), "\(why.output)")
            #expect(why.output.contains("keyshift verify --door \"Room 204\" --wait 10m"), "\(why.output)")
            #expect(try await house.reasons("204") == ["Room 204": "lock_offline", "Front": "healthy"])
            try await house.followsSteps(of: ["why", "204"])
        }
    }

    @Test func `a stay that has not begun begins with the next command`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.reasons("Nowak") == ["Room 9": "not_begun"])
            let step = try #require(try await house.steps(["why", "Nowak"]).first)
            #expect(step == ["move", "BK-2 Nowak", "--starts", "now"])
            let moved = try await house.run(step + ["--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            try await house.advance(180)
            #expect(try await house.reasons("Nowak") == ["Room 9": "healthy"])
        }
    }

    @Test func `a stay whose room is another guest's until then is not offered to begin now`() async throws {
        try await NightHouse.open { house in
            // Room 204 is Ito's until Monday noon, and the front door is shared by all.
            let id = try #require(try await house.devices()["Room 204"])
            let front = try #require(try await house.devices()["Front"])
            for device in [front, id] {
                try await house.call(
                    "access_codes/create",
                    #"{"device_id":"\#(device)","name":"BK-9 Mori","common_code_key":"booking-9","#
                        + #""starts_at":"2027-03-01T20:00:00Z","ends_at":"2027-03-04T16:00:00Z"}"#
                )
            }
            let steps = try await house.steps(["why", "Mori"])
            #expect(steps.first == ["find", "--door", "Room 204"], "\(steps)")
            #expect(!steps.contains { $0.first == "move" }, "\(steps)")
            let why = try await house.run(["why", "Mori"])
            #expect(
                why.output.contains("BK-1 Ito has Room 204 until Mon 12:00, so it cannot begin now"),
                "\(why.output)"
            )
            try await house.followsSteps(of: ["why", "Mori"])
        }
    }

    @Test func `a code that has not reached its lock is told as such`() async throws {
        try await NightHouse.open(["--settle", "600000"]) { house in
            let moved = try await house.run(["move", "BK-2", "--starts", "now", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            try await house.advance(130)
            #expect(try await house.reasons("Nowak") == ["Room 9": "not_set"])
            let why = try await house.run(["why", "Nowak"])
            #expect(why.output.contains("by ana, run "), "\(why.output)")
            try await house.followsSteps(of: ["why", "Nowak"])
        }
    }

    @Test func `a stay whose hours are over is explained for 48 hours, and not longer`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.advance(30 * 3600)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("the hours were over Mon 12:00"), "\(why.output)")
            #expect(try await house.reasons("Ito").values.allSatisfy { $0 == "gone" })
            try await house.followsSteps(of: ["why", "Ito"])
            let found = try await house.run(["find", "Ito"])
            #expect(found.output.contains("ended, code gone"), "\(found.output)")
            try await house.advance(48 * 3600)
            let later = try await house.run(["why", "Ito"])
            #expect(later.exitCode == 1)
            #expect(
                later.errors.contains("no stay, now or in the last 48 hours, is known by \"Ito\""),
                "\(later.errors)"
            )
        }
    }

    @Test func `an ended stay that only a run has touched is explained, too`() async throws {
        try await NightHouse.open { house in
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            try await house.advance(31 * 3600)
            let why = try await house.run(["why", "Ito"])
            #expect(why.exitCode == 0, "\(why.errors)")
            #expect(why.output.contains("the hours were over Mon 13:00"), "\(why.output)")
        }
    }

    @Test func `what was changed by hand is told, and the next command gives it back`() async throws {
        try await NightHouse.open { house in
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            try await house.call(
                "access_codes/update_multiple",
                #"{"common_code_key":"booking-1","starts_at":"2027-03-01T01:00:00Z","ends_at":"2027-03-01T16:00:00Z"}"#
            )
            try await house.advance(5)
            #expect(Set(try await house.reasons("Ito").values) == ["changed_outside"])
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("not by a run of this journal"), "\(why.output)")
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            let moved = try await house.run(step + ["--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            try await house.advance(5)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test func `a PIN that was changed by hand is told with its new end`() async throws {
        try await NightHouse.open { house in
            let id = try #require(try await house.codes("BK-3 Haas").first)
            try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","code":"776655"}"#)
            try await house.advance(5)
            let why = try await house.run(["why", "Haas"])
            #expect(why.output.contains("the PIN was changed"), "\(why.output)")
            #expect(why.output.contains("••55") && !why.output.contains("776655"), "\(why.output)")
        }
    }

    @Test func `without Seam the last reading answers, with its age`() async throws {
        try await NightHouse.open { house in
            let before = try await house.run(["why", "Ito"])
            #expect(before.exitCode == 0, "\(before.errors)")
            var dead = house
            dead.program.environment["SEAM_ENDPOINT"] = house.sandbox.endpoint
            try await house.sandbox.fault(#"{"kind":"status","status":503}"#)
            let why = try await dead.run(["why", "Ito"])
            #expect(why.exitCode == 0, "\(why.errors)")
            #expect(why.output.contains("NOT FRESH: Seam cannot be reached"), "\(why.output)")
            #expect(why.output.contains("was read ") && why.output.contains(" ago"), "\(why.output)")
            #expect(try await dead.steps(["why", "Ito"]).first == ["doctor"])
            let found = try await dead.run(["find", "204"])
            #expect(found.exitCode == 0 && found.output.contains("BK-1 Ito"), "\(found.output)")
            try await house.sandbox.clearFaults()
        }
    }

    @Test func `a warning on the code is told in words, and the next command has it written anew`() async throws {
        try await NightHouse.open { house in
            try await house.unplug("Room 204")
            let moved = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect([0, 3].contains(moved.exitCode), "\(moved.errors)")
            let old = try await house.run(["why", "Ito"])
            #expect(old.output.contains("may still open until Mon 12:00"), "\(old.output)")
            #expect(old.output.contains("LOOK  Room 204") && !old.output.contains("CLOSED"), "\(old.output)")
            try await house.advance(40 * 60)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("lock offline"), "\(why.output)")
            try await house.plug("Room 204")
            try await house.advance(60)
            #expect(try await house.reasons("Ito")["Room 204"] == "healthy")
        }
    }

    @Test func `a text that nobody has is answered with the nearest name and the way on`() async throws {
        try await NightHouse.open { house in
            let why = try await house.run(["why", "BK-1 Itoo"])
            #expect(why.exitCode == 1)
            #expect(why.errors.contains("did you mean \"BK-1 Ito\"?"), "\(why.errors)")
            #expect(why.errors.contains("keyshift why \"BK-1 Ito\""), "\(why.errors)")
        }
    }
}

struct FindCommandTests {
    @Test(arguments: [
        (["Ito"], ["BK-1 Ito"]), (["ITO"], ["BK-1 Ito"]), (["BK-1"], ["BK-1 Ito"]), (["1"], ["BK-1 Ito"]),
        (["204"], ["BK-1 Ito"]), (["Room 9"], ["BK-2 Nowak"]), (["booking-1"], ["BK-1 Ito"]),
        (["--door", "Front"], ["BK-1 Ito", "BK-3 Haas"]), (["--door", "Room *"], ["BK-1 Ito", "BK-2 Nowak"]),
        (["--inside"], ["BK-1 Ito", "BK-3 Haas"]), (["--on", "tomorrow"], ["BK-1 Ito", "BK-3 Haas"]),
        (["--on", "2027-03-03"], ["BK-2 Nowak", "BK-3 Haas"]),
        ([], ["BK-1 Ito", "BK-2 Nowak", "BK-3 Haas", "Plumber"]),
    ])
    func `a stay is found by surname, number, room, key, door and day`(words: [String], names: [String]) async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["find"] + words + ["--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let stays = try #require(try outcome.document()["stays"] as? [[String: Any]])
            let found = stays.compactMap { $0["name"] as? String }
            #expect(Set(found.filter { $0 != "Plumber" || names.contains("Plumber") }) == Set(names))
        }
    }

    @Test func `nothing found is told, and ends with 1`() async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["find", "Zzyzx"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.contains("No stay known by \"Zzyzx\""), "\(outcome.output)")
        }
    }

    @Test func `a day that is none is refused with the forms that are`() async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["find", "--on", "friday"])
            #expect(outcome.exitCode == 64)
            #expect(outcome.errors.contains("write 2026-11-27, today, tomorrow or +3"), "\(outcome.errors)")
        }
    }
}
