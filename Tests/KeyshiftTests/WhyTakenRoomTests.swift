import Foundation
import Testing

/// What `why` advises where another guest has the room, or a lock is the trouble: nothing that a check would refuse, and
/// nothing that helps nobody.
struct WhyTakenRoomTests {
    /// Gives another guest a room, hours from now.
    private func give(_ house: NightHouse, _ device: String, _ from: Double, _ to: Double) async throws {
        func text(_ hours: Double) -> String {
            // Whole minutes, as they are typed.
            let minute = (Date.now.timeIntervalSince1970 / 60).rounded(.up) * 60
            return Date(timeIntervalSince1970: minute + hours * 3600).ISO8601Format()
        }
        try await house.call(
            "access_codes/create",
            #"{"device_id":"\#(device)","name":"BK-9 Mori","common_code_key":"booking-9","#
                + #""starts_at":"\#(text(from))","ends_at":"\#(text(to))"}"#
        )
        try await house.advance(5)
    }

    @Test(arguments: [["Front", "Room 204"], ["Room 204"]])
    func `a room that is another guest's by now is not given back, and the guest is named`(doors: [String]) async throws
    {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.deleteCodes(of: "BK-1 Ito", on: doors)
            try await give(house, room, -1, 20)
            let why = try await house.run(["why", "Ito"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["find", "--door", "Room 204"], "\(why.told)")
            #expect(!steps.contains { $0.first == "readmit" || $0.first == "open" }, "\(why.told)")
            #expect(why.output.contains("BK-9 Mori has Room 204 until "), "\(why.told)")
            try await house.followsSteps(of: ["why", "Ito"])
            let refused = try await house.run(["readmit", "BK-1 Ito", "--to", "+2h", "--yes"])
            #expect(refused.exitCode == 4 && !refused.told.contains("would get in at"), "\(refused.told)")
        }
    }

    @Test func `a room that is another guest's later is given back until then`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Front", "Room 204"])
            try await give(house, room, 5, 40)
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(step.first == "readmit", "\(step)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(step): \(back.told)")
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test func `an undo is not advised where another guest has the room in the time that it gives back`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            let ended = try await house.run(["move", "Ito", "--ends=-20h", "--yes", "--allow", "lockout"])
            #expect(ended.exitCode == 0, "\(ended.told)")
            try await house.advance(60)
            let undo = try #require(try await house.steps(["why", "Ito"]).first { $0.first == "undo" })
            try await give(house, room, 10, 20)
            let steps = try await house.steps(["why", "Ito"])
            #expect(!steps.contains { $0.first == "undo" }, "\(steps)")
            let refused = try await house.run(undo + ["--yes"])
            #expect(refused.exitCode == 4 && refused.told.contains("BK-9 Mori"), "\(refused.told)")
        }
    }

    @Test func `no undo is advised for a lock that is offline`() async throws {
        try await NightHouse.openNow { house in
            let ended = try await house.run(["move", "Ito", "--ends=-2h", "--yes", "--allow", "lockout"])
            #expect(ended.exitCode == 0, "\(ended.told)")
            try await house.advance(60)
            #expect(try await house.steps(["why", "Ito"]).contains { $0.first == "undo" })
            try await house.unplug("Room 204")
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["verify", "--door", "Room 204", "--wait", "10m"], "\(steps)")
            #expect(!steps.contains { $0.first == "undo" }, "\(steps)")
        }
    }

    @Test func `a guest who should get in, and whose code is not there, can be let in from here`() async throws {
        try await NightHouse.openNow { house in
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 204"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["readmit", "BK-1 Ito"], "\(steps)")
            let open = try #require(steps.first { $0.first == "open" }, "\(steps)")
            let opened = try await house.run(open + ["--yes"])
            #expect(opened.exitCode == 0 && opened.output.contains("OPEN  Room 204"), "\(opened.told)")
            // Nobody is let in before the stay begins.
            #expect(try await !house.steps(["why", "Early"]).contains { $0.first == "open" })
        }
    }
}
