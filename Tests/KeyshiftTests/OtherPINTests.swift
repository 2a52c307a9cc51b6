import Foundation
import Testing

/// A stay of which somebody gave one door another PIN: Seam takes the key from that code, and the guest is one still.
struct OtherPINTests {
    /// Gives the code of BK-1 on Room 204 another PIN, as somebody at the console would; answers its id.
    private static func change(_ house: NightHouse) async throws -> String {
        let device = try #require(try await house.devices()["Room 204"])
        let code = try await house.code("BK-1 Ito", on: device)
        try await house.call("access_codes/update", #"{"access_code_id":"\#(code)","code":"271828"}"#)
        try await house.advance(5)
        return code
    }

    /// What runs before somebody changes it: nothing, or a run that changed all of its codes.
    static let before: [[String]] = [[], ["extend", "Ito", "--by", "1h", "--yes"]]

    @Test(arguments: before)
    func `why tells one stay with the door of another PIN, and each line gives all of its doors one PIN again`(
        before: [String]
    ) async throws {
        for line in [["readmit", "BK-1 Ito"], ["new-pin", "BK-1 Ito"]] {
            try await NightHouse.openNow { house in
                if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
                _ = try await Self.change(house)
                let found = try await house.run(["find", "Ito"])
                #expect(found.output.contains("Front, Room 204"), "\(found.output)")
                #expect(
                    found.output.contains("BK-1 Ito has another PIN on Room 204 than on its other doors"),
                    "\(found.output)"
                )
                let why = try await house.run(["why", "Ito"])
                #expect(why.output.components(separatedBy: "WHY  ").count == 2, "\(why.output)")
                #expect(why.output.contains("the stay's other doors have another one"), "\(why.output)")
                let steps = try await house.steps(["why", "Ito"])
                #expect(steps.contains(line), "\(steps)")
                #expect(steps.contains { $0.first == "pin" } && steps.contains { $0.first == "open" }, "\(steps)")
                try await house.followsSteps(of: ["why", "Ito"])
                let mended = try await house.run(line + ["--yes"])
                #expect(mended.exitCode == 0, "\(mended.told)")
                try await house.advance(30)
                let after = try await house.run(["why", "Ito"])
                #expect(after.output.components(separatedBy: "WHY  ").count == 2, "\(after.output)")
                #expect(!after.output.contains("somebody") && !after.output.contains("CLOSED"), "\(after.output)")
                #expect(!after.output.contains("another PIN on"), "\(after.output)")
                #expect(Set(try await house.reasons("Ito").values) == ["healthy"], "\(after.output)")
                #expect(try await house.codes("Ito").count == 2)
                let isKept = line[0] == "readmit"
                for door in ["Front", "Room 204"] {
                    let device = try #require(try await house.devices()[door])
                    #expect(try await house.opens(device, "948162") == isKept, "\(door)")
                    #expect(try await !house.opens(device, "271828"), "\(door)")
                }
            }
        }
    }

    @Test(arguments: [
        ["extend", "BK-1 Ito", "--by", "1h"], ["extend", "booking-1", "--by", "1h"],
        ["move", "Ito", "--ends", "+1h"], ["resend", "Ito"], ["cancel", "Ito", "--allow", "lockout"],
        ["change-room", "Ito", "--to", "Room 11", "--from", "Room 204", "--allow", "overlap"],
    ])
    func `a command for the stay is for all of its doors, whatever their PINs`(line: [String]) async throws {
        try await NightHouse.openNow { house in
            let code = try await Self.change(house)
            let planned = try await house.run(line + ["--plan"])
            #expect(planned.told.contains("another PIN on Room 204"), "\(planned.told)")
            let done = try await house.run(line + ["--yes"])
            #expect(done.exitCode == 0, "\(done.told)")
            try await house.advance(30)
            let document = try await house.run(["find", "booking-1", "--json"]).document()
            let stays = (document["stays"] as? [[String: Any]] ?? []).filter { $0["ended"] as? Bool == false }
            let doors = stays.flatMap { $0["doors"] as? [[String: Any]] ?? [] }
            #expect(Set(doors.compactMap { $0["ends_at"] as? String }).count < 2, "\(doors)")
            let left = Set(doors.compactMap { $0["access_code_id"] as? String })
            switch line[0] {
            case "cancel": #expect(doors.isEmpty, "\(doors)")
            case "change-room":
                #expect(doors.compactMap { $0["door"] as? String } == ["Front", "Room 11"], "\(doors)")
            default: #expect(left.contains(code) && left.count == 2, "\(doors)")
            }
        }
    }

    @Test(arguments: [
        "for stay in groups.all():stays():linked():each() do stay:extend('1h') end",
        "for stay in groups.all():known_by('Ito'):each() do stay:extend('1h') end",
        "local stay = assert(groups.of_row({ booking = 'Ito' }))\nstay:extend('1h')",
        "for stay in groups.all():in_house():each() do stay:extend('1h') end",
    ])
    func `a script that moves a guest moves the door with another PIN along, and says so`(source: String) async throws {
        try await NightHouse.openNow { house in
            let code = try await Self.change(house)
            let folder = FileManager.default.temporaryDirectory
            let script = try Program.write(source, in: folder, name: "parts-\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: script) }
            let plan = try await house.run(["plan", script])
            #expect(!plan.told.contains("BK-1 Ito has a code on"), "\(plan.told)")
            #expect(plan.told.contains("changed along with them"), "\(plan.told)")
            #expect(plan.output.contains("  Front, Room 204  "), "\(plan.told)")
            let moved = try await house.run(["run", script, "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            let document = try await house.run(["find", "Ito", "--json"]).document()
            let doors = (document["stays"] as? [[String: Any]] ?? []).flatMap { $0["doors"] as? [[String: Any]] ?? [] }
            #expect(doors.count == 2 && doors.contains { $0["access_code_id"] as? String == code }, "\(doors)")
            #expect(Set(doors.compactMap { $0["ends_at"] as? String }).count == 1, "\(doors)")
            #expect(try await house.run(["undo", "last", "--yes"]).exitCode == 0)
        }
    }

    @Test func `a script that cancels a guest ends the code with another PIN, too`() async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.change(house)
            let folder = FileManager.default.temporaryDirectory
            let source = "for stay in groups.all():known_by('Ito'):each() do stay:cancel{ allow = 'lockout' } end"
            let script = try Program.write(source, in: folder, name: "cancel-\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: script) }
            let cancelled = try await house.run(["run", script, "--yes"])
            #expect(cancelled.exitCode == 0, "\(cancelled.told)")
            try await house.advance(30)
            #expect(!cancelled.told.contains("is one missing?"), "\(cancelled.told)")
            for (door, pin) in [("Front", "948162"), ("Room 204", "271828")] {
                let device = try #require(try await house.devices()[door])
                #expect(try await !house.opens(device, pin), "\(door): \(cancelled.told)")
            }
        }
    }

    @Test func `readmit says that a PIN gives way, and no undo is offered that could not give it back`() async throws {
        try await NightHouse.openNow { house in
            let code = try await Self.change(house)
            let planned = try await house.run(["readmit", "Ito", "--plan"])
            #expect(planned.output.contains("Room 204: another PIN → that of the stay"), "\(planned.told)")
            #expect(planned.output.contains("cannot be"), "\(planned.told)")
            let mended = try await house.run(["readmit", "Ito", "--yes"])
            #expect(mended.exitCode == 0 && !mended.told.contains("keyshift undo"), "\(mended.told)")
            try await house.advance(30)
            let story = try await house.run(["explain", "Ito"])
            #expect(story.output.contains("Room 204: another PIN → that of the stay"), "\(story.output)")
            #expect(!story.output.contains("keyshift undo"), "\(story.output)")
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 1, "\(undone.told)")
            let words = "gave Room 204 of BK-1 Ito the PIN of the other doors, and no undo takes that back"
            #expect(undone.errors.contains(words), "\(undone.told)")
            #expect(undone.errors.contains("keyshift new-pin booking-1"), "\(undone.told)")
            #expect(!undone.told.contains("takes it back"), "\(undone.told)")
            #expect(try await !house.codes("Ito").contains(code))
            #expect(try await house.run(["new-pin", "booking-1", "--yes"]).exitCode == 0)
        }
    }

    @Test func `an undo of another room takes none of the doors with another PIN for another code`() async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.change(house)
            let line = ["change-room", "Ito", "--to", "Room 11", "--allow", "overlap", "--yes"]
            let moved = try await house.run(line)
            #expect(moved.exitCode == 0, "\(moved.told)")
            try await house.advance(30)
            let undone = try await house.run(["undo", "last", "--yes", "--allow", "overlap"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            try await house.advance(30)
            let devices = try await house.devices()
            let (front, room) = (try #require(devices["Front"]), try #require(devices["Room 204"]))
            #expect(try await house.pins("BK-1 Ito", [front, room]) == [front: ["948162"], room: ["948162"]])
        }
    }

    @Test func `a guest with two PINs is one guest in each count, and in each line that is offered`() async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.change(house)
            for line in [
                ["end", "Ito"], ["move", "Ito", "--ends=-1h"], ["extend", "Ito", "--by", "1h"], ["resend", "Ito"],
            ] {
                let plan = try await house.run(line + ["--plan"])
                for wrong in ["2 groups", "2 guests", "2 stays"] {
                    #expect(!plan.told.contains(wrong), "\(line): \(plan.told)")
                }
                #expect(plan.output.contains("  Front, Room 204  "), "\(line): \(plan.told)")
            }
            let storm = try await house.run(["plan", "storm", "1h", "--name", "Ito"])
            #expect(storm.output.contains("1 group changes (1 with a guest inside)"), "\(storm.told)")
            let room = try await house.run(["change-room", "Ito", "--plan"])
            #expect(room.errors.contains("keyshift change-room \"BK-1 Ito\" --to "), "\(room.told)")
            let folder = FileManager.default.temporaryDirectory
            let source = """
                run.expect{ groups = 1 }
                for stay in groups.all():known_by("Ito"):each() do stay:extend("1h") end
                print(#groups.all():in_house():known_by("Ito"):list() .. " guest")
                """
            let script = try Program.write(source, in: folder, name: "one-\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: script) }
            let expected = try await house.run(["plan", script])
            #expect([0, 2].contains(expected.exitCode) && expected.output.contains("1 guest"), "\(expected.told)")
        }
    }

    @Test func `the id of one code means that code alone, and what is left is told with the line for all doors`()
        async throws
    {
        try await NightHouse.openNow { house in
            let code = try await Self.change(house)
            let planned = try await house.run(["extend", code, "--by", "1h", "--plan"])
            #expect(planned.told.contains("1 door "), "\(planned.told)")
            #expect(planned.told.contains("its code on Front is left as it is"), "\(planned.told)")
            #expect(planned.told.contains("keyshift extend \"BK-1 Ito\" --by 1h"), "\(planned.told)")
            let renewed = try await house.run(["new-pin", code, "--plan"])
            #expect(renewed.told.contains("keyshift new-pin \"BK-1 Ito\""), "\(renewed.told)")
            #expect(try await !house.run(["new-pin", "Ito", "--plan"]).told.contains("WARNING"))
        }
    }

    @Test func `a new PIN of one door by our own run is never told as somebody else's deletion`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let code = try await Self.change(house)
            #expect(try await house.run(["new-pin", code, "--yes"]).exitCode == 0)
            try await house.advance(30)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.components(separatedBy: "WHY  ").count == 2, "\(why.output)")
            #expect(!why.output.contains("deleted") && !why.output.contains("made anew"), "\(why.output)")
            #expect(why.output.contains("the PIN is another one than that of the stay's other doors, by run "))
            let steps = try await house.steps(["why", "Ito"])
            #expect(!steps.contains { $0.contains("overlap") }, "\(steps)")
            let mended = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(mended.exitCode == 0, "\(mended.told)")
            try await house.advance(30)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
            #expect(try await house.codes("Ito").count == 2)
        }
    }

    @Test func `a stay that was let in again is told once, and not as a guest beside itself`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            #expect(try await house.run(["end", "Solo", "--yes", "--allow", "lockout"]).exitCode == 0)
            try await house.advance(240)
            let back = try await house.run(["readmit", "Solo", "--to", "+20h", "--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let why = try await house.run(["why", "Solo"])
            #expect(why.output.components(separatedBy: "WHY  ").count == 2, "\(why.output)")
            #expect(!why.output.contains("meant to share"), "\(why.output)")
        }
    }
}
