import Foundation
import Testing

/// Scripts for one house of several that stand in zones with other days: the house is an argument, and its day is meant.
struct OneHouseTests {
    private static func seed(_ first: String, _ second: String) -> String {
        """
        { "format": 1, "workspaces": [ { "name": "Group", "devices": [
          { "name": "Quay Room 1", "time_zone": "\(first)" }, { "name": "Quay Room 2", "time_zone": "\(first)" },
          { "name": "Mill Room 1", "time_zone": "\(second)" }, { "name": "Mill Room 2", "time_zone": "\(second)" }
        ] } ] }
        """
    }

    /// Two zones that have the same day for two hours of each day only.
    private static let apart = seed("Pacific/Kiritimati", "America/Los_Angeles")

    @Test func `today is the day of the house that is given, and without one each house is a line that works`()
        async throws
    {
        try await NightHouse.open(seed: Self.apart, options: ["--now", "2027-02-28T12:00:00Z"]) { house in
            for place in [["house=Quay"], ["house=Mill"], ["--house", "Quay"]] {
                let plan = try await house.run(["plan", "checkout-at", "today", "13:00"] + place)
                #expect(plan.exitCode == 0, "\(place): \(plan.told)")
            }
            let asked = try await house.run(["plan", "checkout-at", "today", "13:00"])
            #expect(asked.exitCode == 1, "\(asked.told)")
            // The day is that of the server's clock, which is another one here.
            let days = "today is 2027-02-28 in America/Los_Angeles and 2027-03-01 in Pacific/Kiritimati"
            #expect(asked.errors.contains(days), "\(asked.errors)")
            let offered = NightHouse.commands(in: asked.errors).filter { $0.first == "plan" }
            #expect(Set(offered.compactMap(\.last)) == ["house=Quay", "house=Mill"], "\(asked.errors)")
            for line in offered {
                let typed = try await house.run(line)
                #expect(typed.exitCode == 0, "\(line): \(typed.told)")
            }
        }
    }

    @Test func `a schedule whose day is two at every firing is not added, and a line for each house is`() async throws {
        try await NightHouse.open(seed: Self.seed("Pacific/Auckland", "America/Los_Angeles")) { house in
            let line = ["schedule", "add", "late", "checkout-at", "today", "13:00", "--zone", "Pacific/Auckland"]
            let refused = try await house.run(line + ["--at", "02:00"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(
                refused.errors.contains("each firing would stop: at 02:00 Pacific/Auckland it is 20"),
                "\(refused.errors)"
            )
            #expect(try await house.run(["schedule", "list"]).output.contains("No schedule yet"))
            let offered = NightHouse.commands(in: refused.errors).filter { $0.first == "schedule" }
            #expect(offered.map { $0[2] } == ["late Mill", "late Quay"], "\(refused.errors)")
            for line in offered {
                let added = try await house.run(line)
                #expect(added.exitCode == 0 && !added.told.contains("would fail"), "\(line): \(added.told)")
            }
            // At that hour both have one day, whatever it is now.
            let added = try await house.run(line + ["--at", "23:00"])
            #expect(added.exitCode == 0 && !added.told.contains("would fail"), "\(added.told)")
            #expect(added.output.contains("IF IT FIRED NOW"), "\(added.output)")
            let forced = try await house.run(line + ["--at", "02:00", "--replace", "--skip-check"])
            #expect(forced.exitCode == 0 && forced.told.contains("each firing would stop"), "\(forced.told)")
        }
    }

    @Test func `a schedule is never sent to an option that it has not`() async throws {
        try await NightHouse.open(seed: Self.apart) { house in
            let line = ["schedule", "add", "late", "close-room", "Quay Room 1", "to=Quay Room 2", "house=Quay"]
            let refused = try await house.run(line + ["--at", "02:00", "--zone", "Pacific/Kiritimati"])
            #expect(refused.exitCode == 1 && !refused.errors.contains("--house"), "\(refused.errors)")
            #expect(refused.errors.contains("those it has: keyshift run close-room --help"), "\(refused.errors)")
            let run = try await house.run(["plan"] + line[3...])
            #expect(run.errors.contains("--house Quay"), "\(run.errors)")
        }
    }

    @Test(arguments: [
        "late-checkout", "late-checkout-list", "extend-all", "road-closed", "sunday-checkout", "one-end",
        "clock-change",
        "moves-from-list", "cancel-list", "change-rooms", "rename-bookings", "reconcile", "arrivals", "not-on-doors",
        "offline-doors",
    ])
    func `every script for many stays has the argument for one house, and no prose of its help is broken as a command`(
        script: String
    ) async throws {
        try await Program.withHome { program, _ in
            let help = try await program.run(["run", script, "--help"])
            #expect(help.output.contains(#/\n  house +only the \w+ of this house/#), "\(help.output)")
        }
    }

    @Test func `a firing that was to come once and is refused is done by hand with the line that is said`() async throws
    {
        try await NightHouse.openNow { house in
            let add = ["schedule", "add", "once", "storm", "2h", "--cron", "0 2 1 1 *", "--zone", "America/New_York"]
            #expect(try await house.run(add).exitCode == 0)
            #expect(try await house.run(["extend", "Nowak", "--by", "30m", "--yes"]).exitCode == 0)
            let fired = try await house.run(["schedule", "trigger", "once"])
            #expect(fired.exitCode == 4, "\(fired.told)")
            let words = "To do it now all the same: keyshift run storm 2h --leave-out recent"
            #expect(fired.told.contains(words), "\(fired.told)")
            #expect(
                fired.told.contains("at its next firing: keyshift schedule add once"),
                "\(fired.told)"
            )
            let run = try await house.run(["run", "storm", "2h", "--leave-out", "recent", "--yes"])
            #expect([0, 3].contains(run.exitCode), "\(run.told)")
        }
    }

    @Test func `a report that sends nothing is not refused for a clock, and goes by that of the server`() async throws {
        try await NightHouse.open { house in
            let report = try await house.run(["run", "wrong-hours"])
            #expect([0, 3].contains(report.exitCode) && !report.told.contains("REFUSED"), "\(report.told)")
            #expect(report.output.contains("the clocks of America/New_York change on 2027-03-14"), "\(report.told)")
            // Who is inside is told by the same clock, and what would be sent waits for a clock that is right.
            let storm = try await house.run(["run", "storm", "2h", "--yes"])
            #expect(storm.exitCode == 4 && storm.told.contains("machine's clock is"), "\(storm.told)")
            #expect(storm.output.contains("2 guests can open a door now"), "\(storm.told)")
        }
    }
}
