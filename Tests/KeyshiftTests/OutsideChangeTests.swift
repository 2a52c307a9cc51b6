import Foundation
import SeamSandbox
import Testing

/// What others did to a stay, such as somebody at Seam's console: one history in `explain`, `why` and the warning of a
/// change that adds to another one.
struct OutsideChangeTests {
    private static func update(_ key: String, _ starts: String, _ ends: String) -> String {
        #"{"common_code_key":"\#(key)","starts_at":"\#(starts)","ends_at":"\#(ends)"}"#
    }

    private static let start = "2027-02-26T20:00:00Z"

    /// Sets the hours of BK-1 as somebody else would.
    private static func set(_ house: NightHouse, _ ends: String, from starts: String = start) async throws {
        try await house.call("access_codes/update_multiple", update("booking-1", starts, ends))
    }

    @Test(arguments: [0, 1000])
    func `explain tells what was changed by hand between the runs`(settle: Int) async throws {
        try await NightHouse.open(["--settle", "\(settle)"]) { house in
            let extended = try await house.run(["extend", "BK-1", "--by", "1h", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            try await Self.set(house, "2027-03-01T16:00:00Z")
            try await house.advance(30)
            let story = try await house.run(["explain", "Ito"])
            #expect(story.exitCode == 0, "\(story.errors)")
            // What Seam tells of our own change is told once, as ours.
            #expect(story.output.components(separatedBy: "not by a run of this journal").count == 2, "\(story.output)")
            let line = "changed, not by a run of this journal: ends Mon 13:00 → Mon 11:00\n    on Front, Room 204\n"
            #expect(story.output.contains(line), "\(story.output)")
            #expect(story.output.contains("moved: ends Mon 1 Mar 12:00 → 13:00"), "\(story.output)")
            let document = try await house.run(["explain", "booking-1", "--json"]).document()
            let outside = try #require(document["outside"] as? [[String: Any]])
            #expect(outside.count == 2)
            #expect(Set(outside.compactMap { $0["door"] as? String }) == ["Front", "Room 204"])
            for change in outside {
                #expect((change["from"] as? [String: Any])?["ends_at"] as? String == "2027-03-01T18:00:00.000Z")
                #expect((change["to"] as? [String: Any])?["ends_at"] as? String == "2027-03-01T16:00:00.000Z")
            }
            #expect(document["not_asked"] is NSNull)
        }
    }

    @Test func `what others gave stays theirs in explain where a run gives the same hours minutes later`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            for door in ["Front", "Room 204"] {
                try await house.call(
                    "access_codes/update",
                    #"{"access_code_id":"\#(try await house.code("BK-1 Ito", on: try await house.device(door)))","ends_at":"\#(Self.later)"}"#
                )
            }
            let told = /changed, not by a run of this journal: ends .+ → .+\n +on Front, Room 204\n/
            #expect(try await house.run(["explain", "Ito"]).output.contains(told))
            let ended = try await house.run(["end", "Ito", "--at=-1h", "--allow", "lockout", "--yes"])
            #expect(ended.exitCode == 0, "\(ended.told)")
            #expect(try await house.run(["explain", "Ito"]).output.contains(told))
            let extended = try await house.run(["extend", "Ito", "--to", Self.later, "--yes"])
            #expect(extended.exitCode == 0, "\(extended.told)")
            let story = try await house.run(["explain", "Ito"]).output
            #expect(story.contains(told), "\(story)")
            #expect(story.components(separatedBy: "not by a run of this journal").count == 2, "\(story)")
        }
    }

    /// In 40 hours, to the second.
    private static let later = Date(timeIntervalSinceNow: 40 * 3600).ISO8601Format()

    @Test func `explain tells of a stay that only others have changed`() async throws {
        try await NightHouse.open { house in
            try await house.call(
                "access_codes/update_multiple",
                Self.update("booking-2", "2027-03-02T20:00:00Z", "2027-03-05T15:00:00Z")
            )
            let story = try await house.run(["explain", "Nowak"])
            #expect(story.exitCode == 0, "\(story.errors)")
            #expect(
                story.output.contains("not by a run of this journal: ends Fri 11:00 → Fri 10:00"),
                "\(story.output)"
            )
            #expect(story.output.contains("No run of this journal has changed it."), "\(story.output)")
            let quiet = try await house.run(["explain", "Haas"])
            #expect(quiet.exitCode == 0 && quiet.output.contains("no change in the last 48 hours"), "\(quiet.output)")
        }
    }

    @Test func `without a way to Seam the journal tells, and says what it cannot`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"]).exitCode == 0)
            var keyless = house
            keyless.program.environment["SEAM_API_KEY"] = nil
            try await house.sandbox.fault(#"{"kind":"status","status":503}"#)
            for house in [house, keyless] {
                let story = try await house.run(["explain", "Ito"])
                #expect(story.exitCode == 0, "\(story.errors)")
                #expect(story.output.contains("moved: ends"), "\(story.output)")
                #expect(story.output.contains("Changes by others are not told"), "\(story.output)")
                let unknown = try await house.run(["explain", "Itoo"])
                #expect(unknown.exitCode == 1 && unknown.errors.contains("did you mean \"Ito\"?"), "\(unknown.errors)")
            }
            try await house.sandbox.clearFaults()
        }
    }

    @Test func `a change that adds to another one names who has changed it since`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["extend", "BK-1", "--by", "1h", "--yes"]).exitCode == 0)
            try await Self.set(house, "2027-03-01T16:00:00Z")
            let again = try await house.run(["extend", "BK-1", "--by", "1h", "--yes"])
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(again.output.contains("by ana, run "), "\(again.output)")
            #expect(
                again.output.contains(
                    ", not by a run of this journal (ends Mon 13:00 → Mon 11:00), and this adds to it"
                ),
                "\(again.output)"
            )
        }
    }

    @Test func `the refusal of a script names who has changed a stay since, too`() async throws {
        var options = SandboxOptions(groups: 3, devices: 2, rngSeed: 3, rateLimits: .off)
        options.settleMilliseconds = 0
        try await Program.withServer(options) { program, folder, _ in
            _ = try await program.extendAll()
            var elsewhere = program
            elsewhere.environment["KEYSHIFT_HOME"] = folder.appending(path: "elsewhere").path()
            let other = try Program.write("groups.all():list()[1]:extend('30m')", in: folder)
            #expect(try await elsewhere.run(["run", other, "--yes"]).exitCode == 0)
            let again = try await program.run(["run", other, "--yes"])
            #expect(again.exitCode == 4)
            #expect(again.errors.contains("less than 12 hours ago, then changed "), "\(again.errors)")
            #expect(again.errors.contains("not by a run of this journal (ends "), "\(again.errors)")
        }
    }

    /// What somebody else makes of a stay that should end Mon 13:00, and how the guest gets the door back.
    private struct Cut: Sendable {
        let settle: Int
        /// The bounds that are set one after the other.
        let bounds: [(String, String)]
        let step: [String]
    }

    private static let cuts = [
        Cut(settle: 0, bounds: [(start, "2027-03-01T16:00:00Z")], step: ["--ends", "2027-03-01 13:00"]),
        // Before the locks have what the run gave: Seam's events begin with the hours from before the run.
        Cut(settle: 60_000, bounds: [(start, "2027-03-01T16:00:00Z")], step: ["--ends", "2027-03-01 13:00"]),
        Cut(
            settle: 0,
            bounds: [(start, "2027-03-01T16:00:00Z"), (start, "2027-02-28T13:00:00Z")],
            step: ["--ends", "2027-03-01 13:00"]
        ),
        Cut(
            settle: 0,
            bounds: [("2027-03-01T01:00:00Z", "2027-03-01T18:00:00Z")],
            step: ["--starts", "2027-02-26 15:00"]
        ),
        Cut(
            settle: 0,
            bounds: [("2027-03-01T01:00:00Z", "2027-03-01T16:00:00Z")],
            step: ["--starts", "2027-02-26 15:00", "--ends", "2027-03-01 13:00"]
        ),
        // The hours from before the run are a cut as well.
        Cut(settle: 0, bounds: [(start, "2027-03-01T17:00:00Z")], step: ["--ends", "2027-03-01 13:00"]),
    ]

    @Test(arguments: cuts.indices)
    func `why gives back what the guest should have, and the door opens`(place: Int) async throws {
        let cut = Self.cuts[place]
        try await NightHouse.open(["--settle", "\(cut.settle)"]) { house in
            #expect(try await house.run(["extend", "BK-1", "--by", "1h", "--yes"]).exitCode == 0)
            for (starts, ends) in cut.bounds {
                try await Self.set(house, ends, from: starts)
            }
            #expect(Set(try await house.reasons("Ito").values) == ["changed_outside"])
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(step == ["move", "BK-1 Ito"] + cut.step)
            let moved = try await house.run(step + ["--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            try await house.advance(70)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("OPENS  Room 204"), "\(why.output)")
            #expect(why.output.contains("opens until Mon 13:00"), "\(why.output)")
        }
    }

    @Test func `a lock that is offline does not hide that time was taken`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["extend", "BK-1", "--by", "1h", "--yes"]).exitCode == 0)
            try await house.unplug("Room 204")
            try await Self.set(house, "2027-03-01T16:00:00Z")
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["move", "BK-1 Ito", "--ends", "2027-03-01 13:00"])
            #expect(steps.contains(["verify", "--door", "Room 204", "--wait", "10m"]))
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("ends Mon 13:00 → Mon 11:00"), "\(why.output)")
        }
    }
}
