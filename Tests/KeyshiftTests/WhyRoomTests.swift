import Foundation
import Testing

/// What `why` offers a guest whose room is somebody else's by now: a room that is free, and how both are given the one; each is run.
struct WhyRoomTests {
    private static func time(_ hours: Double) -> String {
        let minute = (Date.now.timeIntervalSince1970 / 60).rounded(.up) * 60
        return Date(timeIntervalSince1970: minute + hours * 3600).ISO8601Format()
    }

    /// Gives another guest a room, hours from now.
    private func give(_ house: NightHouse, _ device: String?, _ from: Double, _ to: Double) async throws {
        let device = try #require(device)
        try await house.call(
            "access_codes/create",
            #"{"device_id":"\#(device)","name":"BK-9 Mori","common_code_key":"booking-9","#
                + #""starts_at":"\#(Self.time(from))","ends_at":"\#(Self.time(to))"}"#
        )
        try await house.advance(5)
    }

    /// The line for guests who are meant to share a room, typed as a shell reads it.
    private func share(_ house: NightHouse) async throws -> Program.Outcome {
        let screen = try await house.run(["why", "Ito"]).output
        let line = try #require(
            screen.split(separator: "\n").first { $0.contains("meant to share Room 204:") },
            "\(screen)"
        )
        let command = try #require(line.firstRange(of: "keyshift ").map { line[$0.lowerBound...] })
        #expect(command.hasSuffix("--allow overlap"))
        var shell = house.program
        shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(command) --yes"]
        return try await shell.run([])
    }

    @Test(arguments: [["Front", "Room 204"], ["Room 204"]])
    func `a guest whose room is another's by now is given a free one`(doors: [String]) async throws {
        try await NightHouse.openNow { house in
            let room = try await house.devices()["Room 204"]
            try await house.deleteCodes(of: "BK-1 Ito", on: doors)
            try await give(house, room, -1, 20)
            let told = try await house.run(["why", "Ito"]).told
            let steps = try await house.steps(["why", "Ito"])
            let isGone = doors.count == 2
            let step = try #require(steps.first { $0.first == (isGone ? "create" : "change-room") }, "\(told)")
            let whole =
                isGone ? ["create", "BK-1 Ito", "--door", "Room 10"] : ["change-room", "BK-1 Ito", "--to", "Room 10"]
            #expect(step.prefix(4) == whole[...], "\(step)")
            #expect(step.contains("Front") == isGone, "\(step)")
            let made = try await house.run(step + ["--yes"])
            #expect(made.exitCode == 0, "\(step): \(made.told)")
            #expect(try await house.run(["find", "--door", "Room 10"]).output.contains("BK-1 Ito"))
        }
    }

    @Test(arguments: [["Front", "Room 204"], ["Room 204"]])
    func `guests who are meant to share a room both get it`(doors: [String]) async throws {
        try await NightHouse.openNow { house in
            let room = try await house.devices()["Room 204"]
            try await house.deleteCodes(of: "BK-1 Ito", on: doors)
            try await give(house, room, -1, 20)
            let shared = try await share(house)
            #expect(shared.exitCode == 0, "\(shared.told)")
            let there = try await house.run(["find", "--door", "Room 204"]).output
            #expect(there.contains("BK-1 Ito") && there.contains("BK-9 Mori"), "\(there)")
        }
    }

    @Test func `a guest who comes early, and whose room is not free yet, is given a free one with the same PIN`()
        async throws
    {
        try await NightHouse.openNow { house in
            // Of a code that went before anybody looked nobody knows: the room counts as free.
            try await house.deleteUnseen("BK-4 Solo", on: "Room 11")
            try await give(house, try await house.device("Room 10"), -1, 90)
            let steps = try await house.steps(["why", "Early"])
            #expect(steps.first == ["find", "--door", "Room 10"], "\(steps)")
            let step = try #require(steps.first { $0.first == "change-room" }, "\(steps)")
            #expect(step.suffix(2) == ["--from", "Room 10"] && step[1] == "BK-3 Early", "\(step)")
            let moved = try await house.run(step + ["--yes"])
            #expect(moved.exitCode == 0, "\(step): \(moved.told)")
            let now = try #require(try await house.steps(["why", "Early"]).first)
            #expect(now == ["move", "BK-3 Early", "--starts", "now"], "\(now)")
            let begun = try await house.run(now + ["--yes"])
            #expect(begun.exitCode == 0, "\(begun.told)")
        }
    }

    @Test func `nobody is let into a room that is somebody else's from here`() async throws {
        try await NightHouse.openNow { house in
            let room = try await house.devices()["Room 204"]
            try await house.deleteCodes(of: "BK-1 Ito", on: ["Room 204"])
            try await give(house, room, -1, 20)
            #expect(try await !house.steps(["why", "Ito"]).contains { $0.first == "open" })
            try await house.followsSteps(of: ["why", "Ito"])
        }
    }
}
