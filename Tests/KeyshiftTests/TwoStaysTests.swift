import Foundation
import Testing

/// A guest with a code that nothing links to the others: two stays, each by its key, and neither of them silently.
struct TwoStaysTests {
    /// Gives BK-1 another code on a door, as somebody at the console would; answers its id.
    private static func add(_ house: NightHouse, pin: String) async throws -> String {
        let device = try #require(try await house.devices()["Room 9"])
        let (start, end) = (Date(timeIntervalSinceNow: -3600), Date(timeIntervalSinceNow: 20 * 3600))
        try await house.call(
            "access_codes/create",
            #"{"device_id":"\#(device)","name":"BK-1 Ito","code":"\#(pin)","starts_at":"\#(start.ISO8601Format())","#
                + #""ends_at":"\#(end.ISO8601Format())"}"#
        )
        try await house.advance(5)
        return try await house.code("BK-1 Ito", on: device)
    }

    @Test(arguments: [
        ("271828", "the code on Room 9 has a PIN of its own"),
        ("948162", "the code on Room 9 has the same PIN, and no key that links it to the others"),
    ])
    func `a second stay of a guest is told with what keeps the two apart`(pin: String, words: String) async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.add(house, pin: pin)
            let sentence =
                "BK-1 Ito is 2 stays, because \(words). Each is known by its door: --door Front, --door \"Room 9\""
            for line in [["find", "Ito"], ["find"], ["why", "Ito"]] {
                let told = try await house.run(line)
                #expect(told.output.components(separatedBy: sentence).count == 2, "\(line): \(told.told)")
            }
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(extended.exitCode == 1 && extended.told.contains(sentence), "\(extended.told)")
            for (door, other) in [("Front", "Room 9"), ("Room 9", "Room 204")] {
                let one = try await house.run([
                    "extend", "Ito", "--door", door, "--by", "1h", "--plan", "--allow", "overlap",
                ])
                #expect([0, 2].contains(one.exitCode) && one.output.contains("1 group changes"), "\(one.told)")
                #expect(one.output.contains(door) && !one.output.contains("  \(other)"), "\(one.told)")
            }
            let other = try await house.run(["find", "Nowak"])
            #expect(!other.output.contains("is 2 stays"), "\(other.output)")
        }
    }

    @Test(arguments: [true, false])
    func `explain chooses none of two stays of a guest, and takes the key of either`(isChangedBefore: Bool) async throws
    {
        try await NightHouse.openNow { house in
            if isChangedBefore { #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0) }
            let id = try await Self.add(house, pin: "271828")
            let story = try await house.run(["explain", "Ito"])
            #expect(story.exitCode == 1, "\(story.told)")
            for words in ["key booking-1", "key \(id)", "the code on Room 9 has a PIN of its own", "keyshift explain "]
            {
                #expect(story.told.contains(words), "\(words): \(story.told)")
            }
            let linked = try await house.run(["explain", "booking-1"])
            #expect(linked.exitCode == 0 && linked.output.contains("Front, Room 204"), "\(linked.told)")
            #expect(linked.output.contains("extend Ito") == isChangedBefore, "\(linked.output)")
            let own = try await house.run(["explain", id])
            #expect(own.exitCode == 0 && own.output.contains("BK-1 Ito   Room 9"), "\(own.told)")
            #expect(!own.output.contains("extend Ito"), "\(own.output)")
        }
    }

    @Test func `a stay of which one code has another name is found by both, and explain takes no other for it`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let front = try #require(try await house.devices()["Front"])
            let code = try await house.code("BK-1 Ito", on: front)
            try await house.call("access_codes/update", #"{"access_code_id":"\#(code)","name":"Tanaka"}"#)
            try await house.advance(5)
            for text in ["Ito", "Tanaka"] {
                let found = try await house.run(["find", text])
                #expect(found.output.contains("Front, Room 204"), "\(found.told)")
                #expect(found.output.contains("named BK-1 Ito on Room 204"), "\(found.told)")
            }
            let id = try await Self.add(house, pin: "271828")
            let story = try await house.run(["explain", "Ito"])
            #expect(story.exitCode == 1, "\(story.told)")
            for words in ["key booking-1", "key \(id)"] { #expect(story.told.contains(words), "\(story.told)") }
        }
    }

    @Test func `a stay that was cancelled is not told for the guest of the same name who is there`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"]).exitCode == 0)
            let id = try await Self.add(house, pin: "271828")
            let story = try await house.run(["explain", "Ito"])
            #expect(story.exitCode == 1, "\(story.told)")
            for words in ["key booking-1", "key \(id)"] { #expect(story.told.contains(words), "\(story.told)") }
            let cancelled = try await house.run(["explain", "booking-1"])
            #expect(cancelled.exitCode == 0 && cancelled.output.contains("cancelled"), "\(cancelled.told)")
        }
    }

    @Test func `codes of staff with one name, and stays after each other, are not told as two`() async throws {
        try await NightHouse.openNow { house in
            let devices = try await house.devices()
            for (door, from, to) in [("Room 9", -1.0, 20.0), ("Room 11", -1, 20)] {
                let (start, end) = (Date(timeIntervalSinceNow: from * 3600), Date(timeIntervalSinceNow: to * 3600))
                let device = try #require(devices[door])
                try await house.call(
                    "access_codes/create",
                    #"{"device_id":"\#(device)","name":"Cleaner","starts_at":"\#(start.ISO8601Format())","#
                        + #""ends_at":"\#(end.ISO8601Format())"}"#
                )
            }
            let (start, end) = (Date(timeIntervalSinceNow: 200 * 3600), Date(timeIntervalSinceNow: 220 * 3600))
            let device = try #require(devices["Room 11"])
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(device)","name":"BK-1 Ito","starts_at":"\#(start.ISO8601Format())","#
                    + #""ends_at":"\#(end.ISO8601Format())"}"#
            )
            let found = try await house.run(["find"])
            #expect(!found.output.contains(" is 2 stays"), "\(found.output)")
        }
    }
}
