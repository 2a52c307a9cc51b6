import Foundation
import Testing

/// The words that choose stays, the same for commands that look and for those that send.
struct SelectionWordTests {
    private static func device(_ name: String) -> String {
        "{ \"name\": \"\(name)\", \"time_zone\": \"America/New_York\" }"
    }

    private static func stay(_ name: String, _ door: String, _ hours: ClosedRange<Double>) -> String {
        func time(_ hours: Double) -> String { Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601) }
        return """
            { "name": "\(name)", "devices": ["\(door)"], "common_code_key": "\(name)",
              "starts_at": "\(time(hours.lowerBound))", "ends_at": "\(time(hours.upperBound))" }
            """
    }

    private static let doors = [
        "Lakeside Cottages Room 203", "Lakeside Cottages Room 204", "Lake House Room 203", "Hill Inn Room 203",
        "Lake House Room 5", "Hill Inn Room 7",
    ]

    /// Ito is in room 204 of Lakeside, and Mori comes after; Haas is in room 203 of the Hill Inn.
    private static let seed = """
        { "format": 1, "workspaces": [ { "name": "Group", "devices": [\(doors.map(device).joined(separator: ","))],
          "groups": [
            \(stay("BK-88005 Ito", "Lakeside Cottages Room 204", -20...30)),
            \(stay("BK-88015 Mori", "Lakeside Cottages Room 204", 35...60)),
            \(stay("BK-88025 Haas", "Hill Inn Room 203", -20...30)),
            \(stay("BK-88035 Kim", "Hill Inn Room 7", -20...30)), \(stay("BK-88045 Lee", "Hill Inn Room 7", 40...50)),
            \(stay("BK-88155 Abe", "Lake House Room 5", -20...30)), \(stay("BK-88065 Roy", "Lake House Room 5", 40...50))
          ] } ] }
        """

    @Test func `a command that changes one stay takes who is inside, as find does`() async throws {
        try await NightHouse.open(seed: Self.seed) { house in
            let both = try await house.run(["extend", "204", "--by", "1h", "--plan"])
            #expect(both.exitCode != 2, "\(both.output)")
            let inside = try await house.run(["extend", "204", "--inside", "--by", "1h", "--plan"])
            #expect(inside.exitCode == 2, "\(inside.output) \(inside.errors)")
            #expect(inside.output.contains("BK-88005 Ito") && !inside.output.contains("Mori"), "\(inside.output)")
            #expect(inside.output.contains("ONLY  guests inside now"), "\(inside.output)")
            let all = try await house.run(["plan", "extend-all", "10m", "--inside", "--json"])
            #expect(try all.summary()["groups"] == 4, "\(all.errors)")
            let day = try await house.run(["plan", "extend-all", "10m", "--on", "+300", "--json"])
            #expect(try day.summary()["groups"] == 0, "\(day.errors)")
            #expect(try await house.run(["extend", "204", "--on", "someday", "--by", "1h"]).exitCode == 64)
        }
    }

    @Test func `create takes the door of the house that is named`() async throws {
        try await NightHouse.open(seed: Self.seed) { house in
            let line = [
                "create", "BK-9 Walker", "--door", "203", "--ends", "tomorrow 11:00", "--allow", "overlap", "--plan",
            ]
            let open = try await house.run(line)
            #expect(open.errors.contains("3 doors are named \"203\""), "\(open.errors)")
            let ways = NightHouse.commands(in: open.errors)
            #expect(ways.count == 3, "\(open.errors)")
            for way in ways {
                let typed = try await house.run(way)
                #expect(typed.exitCode == 2 && typed.output.contains("BK-9 Walker"), "\(way): \(typed.told)")
            }
            let who = try await house.run(["who", "203"])
            #expect(NightHouse.commands(in: who.errors).count == 3, "\(who.told)")
            let narrowed = try await house.run(line + ["--house", "Lake House"])
            #expect(narrowed.exitCode == 2, "\(narrowed.output) \(narrowed.errors)")
            #expect(narrowed.output.contains("Lake House Room 203"), "\(narrowed.output)")
            let begun = try await house.run(line + ["--house", "Lakeside"])
            #expect(begun.output.contains("Lakeside Cottages Room 203"), "\(begun.output) \(begun.errors)")
            let other = try await house.run(line + ["--house", "Hill Inn", "--door", "204"])
            #expect(other.exitCode == 4 && other.errors.contains("No door is named \"204\""), "\(other.errors)")
            #expect(try await house.run(line + ["--inside"]).exitCode == 64)
        }
    }

    @Test func `a house is named by the beginning of its name, where one alone begins so`() async throws {
        try await NightHouse.open(seed: Self.seed) { house in
            let plan = try await house.run(["plan", "extend-all", "10m", "--house", "Lakeside", "--allow", "overlap"])
            #expect(plan.exitCode == 2, "\(plan.output) \(plan.errors)")
            #expect(plan.output.contains("ONLY  house \"Lakeside Cottages\""), "\(plan.output)")
            #expect(plan.output.contains("BK-88005") && !plan.output.contains("BK-88025"), "\(plan.output)")
            let found = try await house.run(["find", "--house", "hill"])
            #expect(found.exitCode == 0 && found.output.contains("Haas"), "\(found.output) \(found.errors)")
            for line in [["plan", "extend-all", "10m"], ["find"], ["verify"]] {
                let refused = try await house.run(line + ["--house", "Lake"])
                let text = "begin with \"Lake\": \"Lake House\", \"Lakeside Cottages\"; name one of them"
                #expect(refused.exitCode != 0 && refused.errors.contains(text), "\(line): \(refused.errors)")
            }
        }
    }

    @Test(arguments: ["BK-8805", "BK-888005", "8805", "BK-8005"])
    func `a number with a sign that is missing or doubled is answered with the one that is meant`(typed: String)
        async throws
    {
        try await NightHouse.open(seed: Self.seed) { house in
            let refused = try await house.run(["extend", typed, "--by", "1h", "--plan"])
            #expect(
                refused.errors.contains("did you mean \"BK-88005\"?")
                    || refused.errors.contains("did you mean \"88005\"?"),
                "\(refused.errors)"
            )
            let line = try #require(RefusedDesk.commands(in: refused.errors).last)
            let words = line.split(separator: " ").dropFirst().map { String($0).replacing("\"", with: "") }
            let plan = try await house.run(words)
            #expect(plan.exitCode == 2 && plan.output.contains("Ito"), "\(line): \(plan.output) \(plan.errors)")
        }
    }

    @Test func `a number that others begin with is answered with the nearest one, too`() async throws {
        let seed = Self.seed.replacing("88155", with: "88055")
        try await NightHouse.open(seed: seed) { house in
            let refused = try await house.run(["extend", "BK-8805", "--by", "1h", "--plan"])
            #expect(refused.errors.contains("BK-88055 Abe"), "\(refused.errors)")
            #expect(refused.errors.contains("did you mean \"BK-88005\""), "\(refused.errors)")
            let found = try await house.run(["find", "BK-8805"])
            #expect(found.output.contains("BK-88055 Abe"), "\(found.output)")
            #expect(found.output.contains("id you mean \"BK-88005\""), "\(found.output)")
        }
    }
}
