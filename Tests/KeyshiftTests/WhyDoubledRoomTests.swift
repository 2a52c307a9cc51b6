import Foundation
import Testing

/// Two guests who have one room at one time: `why` says so of either, and offers nothing that makes it worse.
struct WhyDoubledRoomTests {
    private static func time(_ hours: Double) -> String {
        let minute = (Date.now.timeIntervalSince1970 / 60).rounded(.up) * 60
        return Date(timeIntervalSince1970: minute + hours * 3600).ISO8601Format()
    }

    /// Gives another guest a room, hours from now, whoever has it.
    private func give(_ house: NightHouse, _ door: String, _ from: Double, _ to: Double) async throws {
        let device = try #require(try await house.devices()[door])
        try await house.call(
            "access_codes/create",
            #"{"device_id":"\#(device)","name":"BK-9 Mori","common_code_key":"booking-9","#
                + #""starts_at":"\#(Self.time(from))","ends_at":"\#(Self.time(to))"}"#
        )
        try await house.advance(5)
    }

    @Test func `a stay that meets the guest in its room already is not offered to begin now, but when that one is out`()
        async throws
    {
        try await NightHouse.openNow { house in
            try await give(house, "Room 10", -1, 105)
            let why = try await house.run(["why", "Early"])
            #expect(why.output.contains("BK-9 Mori has Room 10 until "), "\(why.output)")
            #expect(why.output.contains("two guests with one room at one time"), "\(why.output)")
            let steps = try await house.steps(["why", "Early"])
            #expect(!steps.contains { $0.contains("now") }, "\(steps)")
            try await house.followsSteps(of: ["why", "Early"])
            let later = try #require(steps.first { $0.first == "move" && $0.contains("--starts") }, "\(why.output)")
            let moved = try await house.run(later + ["--yes"])
            #expect(moved.exitCode == 0, "\(later): \(moved.told)")
            #expect(try await !house.run(["why", "Early"]).output.contains("two guests"))
        }
    }

    @Test(arguments: ["Ito", "Mori", "204"])
    func `why of a guest or a room says that two guests have it, since and until when, with what to do`(text: String)
        async throws
    {
        try await NightHouse.openNow { house in
            try await give(house, "Room 204", 5, 40)
            let why = try await house.run(["why", text])
            #expect(why.output.contains("two guests with one room at one time"), "\(why.output)")
            #expect(!why.output.contains("Nothing to mend at Room 204"), "\(why.output)")
            if text == "Ito" { #expect(why.output.contains("BK-9 Mori has Room 204, too, from "), "\(why.output)") }
            #expect(!why.output.contains("has Front, too"), "\(why.output)")
            try await house.followsSteps(of: ["why", text])
            guard text == "Mori" else { return }
            let steps = try await house.steps(["why", text])
            let room = try #require(steps.first { $0.first == "change-room" }, "\(why.output)")
            let moved = try await house.run(room + ["--yes"])
            #expect(moved.exitCode == 0, "\(room): \(moved.told)")
            #expect(try await !house.run(["why", "Ito"]).output.contains("two guests"))
        }
    }
}
