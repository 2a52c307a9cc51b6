import Foundation
import Testing

/// A lost door that takes PINs of one length only.
struct LostLengthTests {
    /// BK-1 Ito has Room 203, by its type a lock of six digits or one whose lengths are told later, and a front door that takes
    /// four to eight.
    private static func open(_ type: String, pin: String, _ body: @escaping @Sendable (NightHouse) async throws -> Void)
        async throws
    {
        let now = Date()
        let start = now.addingTimeInterval(-86_400).ISO8601Format()
        let end = now.addingTimeInterval(90_000).ISO8601Format()
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [
                { "name": "Front", "time_zone": "America/New_York" },
                { "name": "Room 203", "type": "\(type)", "time_zone": "America/New_York" } ],
              "groups": [ { "name": "BK-1 Ito", "devices": ["Front", "Room 203"], "code": "\(pin)",
                "common_code_key": "booking-1", "starts_at": "\(start)", "ends_at": "\(end)" } ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    private static func pin(_ house: NightHouse, on door: String) async throws -> String {
        let device = try #require(try await house.devices()[door])
        return try #require(try await house.pins("BK-1 Ito", [device])[device]?.first)
    }

    @Test func `a new PIN is of a length that the lost door takes, too, so that it comes back`() async throws {
        try await Self.open("igloohome_lock", pin: "948162") { house in
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 203"])
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.told)")
            #expect(try await Self.pin(house, on: "Front").count == 6)
            let back = try await house.run(["readmit", "Ito", "--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let (front, room) = try await (Self.pin(house, on: "Front"), Self.pin(house, on: "Room 203"))
            #expect(front == room)
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 203": "healthy"])
        }
    }

    @Test func `a PIN that the lost door does not take is renewed first, and a try that fails is told as no change`()
        async throws
    {
        try await Self.open("smartthings_lock", pin: "4826") { house in
            let room = try #require(try await house.devices()["Room 203"])
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 203"])
            let lengths = #"{"device_id":"\#(room)","supported_code_lengths":[6]}"#
            try await house.call("access_codes/report_device_constraints", lengths)

            let refused = try await house.run(["readmit", "Ito", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.told.contains("its PIN has 4 digits, and Room 203 takes 6"), "\(refused.told)")
            #expect(refused.told.contains("keyshift new-pin \"BK-1 Ito\""), "\(refused.told)")
            #expect(!refused.told.contains("--allow"), "\(refused.told)")
            let forced = try await house.run(["readmit", "Ito", "--yes", "--allow", "takes_no_code"])
            #expect(forced.exitCode != 0 && forced.exitCode != 4, "\(forced.told)")
            // What the lock says, and what the API says of its parameter, is one sentence.
            #expect(forced.told.split(separator: "takes codes of 6 digits only").count == 2, "\(forced.told)")
            let why = try await house.run(["why", "Ito"])
            let lastChange = try #require(why.output.split(separator: "\n").first { $0.hasPrefix("LAST CHANGE") })
            #expect(!lastChange.contains("readmit") && !lastChange.contains("other doors"), "\(why.told)")
            let steps = try await house.steps(["why", "Ito"])
            #expect(Array(steps.prefix(2)) == [["new-pin", "BK-1 Ito"], ["readmit", "BK-1 Ito"]], "\(why.told)")
            for step in steps.prefix(2) {
                let done = try await house.run(step + ["--yes"])
                #expect(done.exitCode == 0, "\(done.told)")
            }
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 203": "healthy"])
        }
    }

    @Test(arguments: [["extend", "Ito", "--by", "1h"], ["resend", "Ito"]])
    func `a plan beside a lost door names the line that works where the PIN does not fit its lock`(line: [String])
        async throws
    {
        try await Self.open("smartthings_lock", pin: "4826") { house in
            let room = try #require(try await house.devices()["Room 203"])
            // The look that remembers the door.
            _ = try await house.run(["why", "Ito"])
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 203"])
            let lengths = #"{"device_id":"\#(room)","supported_code_lengths":[6]}"#
            try await house.call("access_codes/report_device_constraints", lengths)
            let plan = try await house.run(line + ["--plan"])
            #expect(plan.output.contains("has lost the code of Room 203"), "\(plan.told)")
            #expect(plan.output.contains("has 4 digits, and Room 203 takes 6"), "\(plan.told)")
            #expect(!plan.output.contains("keyshift readmit"), "\(plan.told)")
            #expect(plan.output.contains("first: keyshift new-pin \"BK-1 Ito\""), "\(plan.told)")
            let renewed = try await house.run(["new-pin", "BK-1 Ito", "--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.told)")
            // With the new PIN the plain line works.
            #expect(renewed.told.contains("keyshift readmit \"BK-1 Ito\""), "\(renewed.told)")
            let next = ["readmit", "BK-1 Ito"]
            let back = try await house.run(next + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 203": "healthy"])
        }
    }
}
