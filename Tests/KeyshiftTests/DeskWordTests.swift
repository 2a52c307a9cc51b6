import Foundation
import SeamSandbox
import Testing

/// Words that a newcomer stumbled over at the desk: doors by their numbers, days that can be two, what became of a run.
struct DeskWordTests {
    @Test func `who finds a door by its number, and names those that several words may mean`() async throws {
        try await NightHouse.openNow { house in
            let one = try await house.run(["who", "204"])
            #expect(one.exitCode == 0 && one.output.contains("Room 204"), "\(one.told)")
            let several = try await house.run(["who", "Room"])
            #expect(several.exitCode != 0, "\(several.told)")
            for door in ["Room 204", "Room 9", "Room 10", "Room 11"] {
                #expect(several.errors.contains("\"\(door)\""), "\(several.errors)")
            }
            let guest = try await house.run(["who", "Solo"])
            #expect(guest.errors.contains("BK-4 Solo has \"Room 11\""), "\(guest.errors)")
            #expect(try await house.run(["who", "205"]).errors.contains("No door is named \"205\""))
        }
    }

    @Test(arguments: [
        ["find", "--on", "01/12/2026"], ["who", "204", "--from", "01/12/2026"], ["report", "--since", "01/12/2025"],
        ["extend", "Ito", "--to", "01/12/2026 13:00", "--plan"], ["plan", "early-check-in", "01/12/2026", "12:00"],
        ["plan", "extend-all", "10m", "--on=01/12/2026"],
    ])
    func `a day that can be two is answered with a line for each of them`(line: [String]) async throws {
        try await NightHouse.openNow { house in
            let asked = try await house.run(line)
            #expect(asked.exitCode != 0, "\(asked.told)")
            #expect(asked.errors.contains("can be two days"), "\(asked.errors)")
            let lines = NightHouse.commands(in: asked.errors)
            let year = line.contains { $0.hasSuffix("2025") } ? "2025" : "2026"
            let place = try #require(line.firstIndex { $0.contains("01/12") })
            for (day, offered) in zip(["\(year)-01-12", "\(year)-12-01"], lines) {
                #expect(offered[place] == line[place].replacing("01/12/\(year)", with: day), "\(offered)")
            }
            #expect(lines.count == 2, "\(asked.errors)")
            let again = try await house.run(try #require(lines.last))
            #expect(!again.errors.contains("can be two days"), "\(again.errors)")
        }
    }

    @Test(arguments: [
        ("late-checkout-list", "Booking,Departure,Until\nBK-1,01/12/2026,15:00\n"),
        ("moves-from-list", "Booking,Ends\nBK-1,01/12/2026 15:00\n"),
    ])
    func `a list whose days can be two is answered with a line for each order`(name: String, list: String) async throws
    {
        try await NightHouse.openNow { house in
            let file = FileManager.default.temporaryDirectory.appending(path: "list-\(UUID().uuidString).csv").path()
            try Data(list.utf8).write(to: URL(filePath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            let asked = try await house.run(["plan", name, file])
            let lines = NightHouse.commands(in: asked.errors)
            #expect(lines == ["dmy", "mdy"].map { ["plan", name, file, "dates=\($0)"] }, "\(asked.told)")
            for line in lines {
                let read = try await house.run(line)
                #expect(!read.told.contains("dates=dmy or"), "\(read.told)")
            }
        }
    }

    @Test func `verify tells what later runs changed, and counts it among the rows`() async throws {
        try await NightHouse.openNow { house in
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--json"]).document()
            let run = try #require(storm["run_id"] as? String)
            let later = try await house.run(["extend", "Ito", "--by", "1h", "--yes", "--json"]).document()
            let other = try #require(later["run_id"] as? String)
            let verified = try await house.run(["verify", run])
            let head = "ON THE DOORS  2/3 · 1 changed since by run \(other) of "
            #expect(verified.output.hasPrefix(head), "\(verified.told)")
            let id = try await house.code("BK-4 Solo", on: try #require(try await house.devices()["Room 11"]))
            try await house.set(id, to: 50)
            let changed = try await house.run(["verify", run])
            #expect(changed.output.hasPrefix("ON THE DOORS  1/3 · 1 changed since by run \(other)"), "\(changed.told)")
            #expect(changed.output.contains(" · 1 changed by others   run \(run)"), "\(changed.told)")
        }
    }

    @Test func `the list of runs names the stay of a command for one, as long as it is not forgotten`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["open", "Room 9", "--reason", "a test", "--yes"]).exitCode == 0)
            let runs = try await house.run(["runs"]).output
            #expect(runs.contains("extend BK-1 Ito") && runs.contains("open Room 9"), "\(runs)")
            #expect(try await house.run(["forget", "Ito", "--yes"]).exitCode == 0)
            let after = try await house.run(["runs"]).output
            #expect(after.contains("extend") && !after.contains("Ito"), "\(after)")
        }
    }

    @Test func `the report names no checks of a run that had nothing to check`() async throws {
        try await NightHouse.openNow { house in
            let none = ["run", "late-checkout", "2030-01-01", "1h", "--allow", "overlap", "--yes"]
            let nothing = try await house.run(none)
            #expect(nothing.exitCode == 0, "\(nothing.told)")
            #expect(try await !house.run(["report"]).output.contains("passed over"))
            let some = ["run", "storm", "1h", "--allow", "overlap", "--yes"]
            #expect(try await house.run(some).exitCode == 0)
            #expect(try await house.run(["report"]).output.contains("checks passed over: overlap"))
        }
    }

    @Test func `an overlap says whether the guest before or the next one is met`() async throws {
        func stay(_ name: String, _ hours: ClosedRange<Double>) -> String {
            let times = [hours.lowerBound, hours.upperBound].map {
                Date(timeIntervalSinceNow: $0 * 3600).ISO8601Format()
            }
            return """
                { "name": "\(name)", "devices": ["Room 1"], "common_code_key": "\(name)",
                  "starts_at": "\(times[0])", "ends_at": "\(times[1])" }
                """
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ { "name": "Room 1", "time_zone": "UTC" } ],
              "groups": [ \(stay("BK-1 Ito", -20...30)), \(stay("BK-2 Mori", 31...50)) ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let earlier = Date(timeIntervalSinceNow: 27 * 3600).ISO8601Format()
            let lines = [
                (["extend", "Ito", "--by", "3h"], "1 stay would meet the next guest on a door of their own."),
                (["move", "Mori", "--starts", earlier], "1 stay would meet the guest before on a door of their own."),
            ]
            for (line, words) in lines {
                let refused = try await house.run(line + ["--plan"])
                #expect(refused.exitCode == 4 && refused.told.contains(words), "\(refused.told)")
            }
        }
    }

    @Test func `the report names no check that a gain of one named stay was only told of`() async throws {
        try await NightHouse.openNow { house in
            let line = ["extend", "Ito", "--by", "30m", "--yes"]
            for _ in 0..<2 { #expect(try await house.run(line).exitCode == 0) }
            #expect(try await !house.run(["report"]).output.contains("passed over"))
            #expect(try await house.run(line + ["--allow", "recent"]).exitCode == 0)
            let report = try await house.run(["report"]).output
            #expect(report.split(separator: "\n").count { $0.contains("checks passed over: recent") } == 1, "\(report)")
        }
    }

    @Test func `a line that is offered has an option that was typed once, with the new value`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3)
        try await Program.withServer(options) { program, _, _ in
            for typed in [["--max-groups", "1"], ["--max-groups=1"]] {
                let refused = try await program.run(["plan", "extend-all", "2h"] + typed)
                let lines = NightHouse.commands(in: refused.errors)
                #expect(lines == [["plan", "extend-all", "2h", "--max-groups", "8"]], "\(refused.errors)")
            }
        }
    }

    @Test func `checks that were allowed stay so in the line that allows one more`() async throws {
        try await NightHouse.openNow { house in
            let line = ["move", "Ito", "--ends=-1h", "--yes"]
            let refused = try await house.run(line + ["--allow", "overlap"])
            let offered = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.told)")
            #expect(offered == line + ["--allow", "overlap,lockout"], "\(refused.errors)")
            #expect(try await house.run(offered).exitCode == 0)
        }
    }

    @Test func `hours that were sent again are called so, and nothing of them moves`() async throws {
        try await NightHouse.openNow { house in
            let plan = try await house.run(["resend", "Ito", "--plan"]).output
            #expect(plan.contains("1 stay gets its hours again"), "\(plan)")
            #expect(plan.contains("Nothing moves: the locks get the hours that Seam has for them"), "\(plan)")
            for word in ["then", "undone", "Start by", "locked out"] {
                #expect(!plan.contains(word), "\(word): \(plan)")
            }
            let sent = try await house.run(["resend", "Ito", "--yes"])
            #expect(sent.output.contains("DONE  1 sent again"), "\(sent.told)")
            #expect(try await !house.run(["explain", "Ito"]).output.contains("moved"))
            #expect(try await house.run(["report"]).output.contains("1 sent again"))
        }
    }

    @Test func `a stay that ends now is outside within minutes, and that is said`() async throws {
        try await NightHouse.openNow { house in
            let refused = try await house.run(["end", "Ito", "--at", "now", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.errors.contains("1 guest who can open their door now could not from "), "\(refused.errors)")
            #expect(!refused.told.contains("They still could open it"), "\(refused.told)")
            #expect(refused.output.contains("1 guest who can open now is outside from "), "\(refused.output)")
            let ended = try await house.run(["end", "Ito", "--at", "now", "--yes", "--allow", "lockout"])
            #expect(ended.exitCode == 0, "\(ended.told)")
            #expect(ended.output.contains("BK-1 Ito can open until "), "\(ended.output)")
            #expect(ended.output.contains("and then no more."), "\(ended.output)")
        }
    }

    @Test func `a text of several words is answered with the nearest of those that nobody has`() async throws {
        try await NightHouse.openNow { house in
            for command in ["why", "find", "extend"] {
                let line = [command, "Nowack 9"] + (command == "extend" ? ["--by", "1h", "--plan"] : [])
                let asked = try await house.run(line)
                #expect(asked.told.lowercased().contains("did you mean \"nowak 9\"?"), "\(command): \(asked.told)")
            }
        }
    }

    @Test(arguments: [("zimmer 204", ["\"204\""]), ("Ito Nowak", ["\"Ito\"", "\"Nowak\""])])
    func `a text whose words are of no stay together is answered with those that are of one alone`(
        text: String,
        meant: [String],
    ) async throws {
        try await NightHouse.openNow { house in
            for command in ["why", "extend"] {
                let line = [command, text] + (command == "extend" ? ["--by", "1h", "--plan"] : [])
                let asked = try await house.run(line)
                let question = asked.told.firstRange(of: "did you mean ").map { asked.told[$0.upperBound...] } ?? ""
                for word in meant { #expect(question.contains(word), "\(command): \(asked.told)") }
            }
        }
    }

    @Test func `a length in nights leads to the day, with all that was typed, and a later end to extend`() async throws
    {
        try await NightHouse.openNow { house in
            for typed in [["--by", "1 night"], ["--by=1d"], ["--by", "2 nights"]] {
                let asked = try await house.run(
                    ["extend", "Ito", "--door", "Room 204"] + typed + ["--reason", "asked"]
                )
                #expect(asked.exitCode == 1, "\(asked.told)")
                let line = try #require(NightHouse.commands(in: asked.told.replacing("for it: ", with: "\n    ")).last)
                #expect(
                    line.starts(with: ["extend", "Ito", "--door", "Room 204", "--reason", "asked", "--to"]),
                    "\(asked.told)"
                )
                #expect(try await house.run(line + ["--plan"]).exitCode == 2, "\(asked.told)")
            }
            let later = try await house.run(["end", "Ito", "--at", "+2h"])
            #expect(later.exitCode == 1 && later.told.contains("keyshift extend Ito --by 2h"), "\(later.told)")
        }
    }

    private static func hours(_ from: Double, _ to: Double) -> String {
        let (start, end) = (Date(timeIntervalSinceNow: from * 3600), Date(timeIntervalSinceNow: to * 3600))
        return "\"starts_at\": \"\(start.ISO8601Format())\", \"ends_at\": \"\(end.ISO8601Format())\""
    }

    private static let key = "auto_set_by_create_multiple_4a4d9834-f2b2-458a-8ee7-21ff982901b1"

    /// A house whose stays have keys that machines make; two are of one name, and two are in one room.
    private static let seed = """
        { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(
            ["Room 1", "Room 2", "Room 3", "Room 4"].map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }" }
                .joined(separator: ", ")
        ) ], "groups": [
          { "name": "BK-1 Ito", "devices": ["Room 1"], "common_code_key": "\(key)", \(hours(-20, 30)) },
          { "name": "BK-2 Haas", "devices": ["Room 2"], "common_code_key": "\(key)2", \(hours(-20, 30)) },
          { "name": "BK-2 Haas", "devices": ["Room 3"], "common_code_key": "\(key)3", \(hours(200, 230)) },
          { "name": "BK-4 Abe", "devices": ["Room 4"], "common_code_key": "\(key)4", \(hours(-20, 30)) },
          { "name": "BK-5 Lee", "devices": ["Room 4"], "common_code_key": "\(key)5", \(hours(-19, 40)) },
          { "name": "BK-6 Roy", "devices": ["Room 4"], "common_code_key": "\(key)6", \(hours(60, 90)) } ] } ] }
        """

    @Test func `a line that is offered names a stay by its name where that means one alone, else by its key`()
        async throws
    {
        try await NightHouse.open(seed: Self.seed) { house in
            for name in ["BK-1", "Room 2"] {
                let extended = try await house.run(["extend", name, "--by", "30m", "--inside", "--yes"])
                #expect(extended.exitCode == 0, "\(extended.told)")
            }
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--leave-out", "recent"])
            let offered = try #require(NightHouse.commands(in: storm.errors).last, "\(storm.told)")
            #expect(
                offered.suffix(6) == ["--name", "BK-1 Ito", "--name", "\(Self.key)2", "--allow", "recent"],
                "\(offered)"
            )
            let sent = try await house.run(offered + ["--json"])
            #expect(try sent.summary()["applied"] == 2, "\(sent.told)")
            let steps = try await house.steps(["why", "Room 1"])
            #expect(steps.contains(["explain", "BK-1 Ito"]), "\(steps)")
            #expect(try await house.run(["explain", "BK-1 Ito"]).exitCode == 0)
            let other = try await house.steps(["why", "Room 2"])
            #expect(other.contains(["explain", "\(Self.key)2"]), "\(other)")
        }
    }

    @Test func `the guest who is longest in a room is named to whoever would get in`() async throws {
        try await NightHouse.open(seed: Self.seed) { house in
            let refused = try await house.run(["move", "Roy", "--starts", "now", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let first = refused.errors.split(separator: "\n").first { $0.contains("BK-6 Roy  ") }
            #expect(first?.contains("and BK-5 Lee stays until") == true, "\(refused.errors)")
        }
    }

    @Test func `an automation that ships is refused in the words of the command line, and a firing on lines`()
        async throws
    {
        try await NightHouse.openNow { house in
            for name in ["Ito", "Nowak"] {
                let extended = try await house.run(["extend", name, "--by", "30m", "--yes"])
                #expect(extended.exitCode == 0, "\(extended.told)")
            }
            let refused = try await house.run(["run", "storm", "2h", "--yes"])
            #expect(refused.exitCode == 4 && refused.errors.contains("--allow recent"), "\(refused.told)")
            for word in ["allow = ", "in the script", ".lua:", "once ="] {
                #expect(!refused.told.contains(word), "\(word): \(refused.told)")
            }
            let rules = ["--at", "02:00", "--zone", "America/New_York"]
            let added = try await house.run(["schedule", "add", "nightly", "storm", "2h"] + rules)
            #expect(added.exitCode == 0, "\(added.told)")
            #expect(try await house.run(["schedule", "trigger", "nightly"]).exitCode == 4)
            let history = try await house.run(["schedule", "history", "nightly"]).output
            #expect(!history.contains("\\n") && !history.contains(" · "), "\(history)")
            let lines = history.split(separator: "\n")
            #expect(lines.count > 1 && lines.dropFirst().allSatisfy { $0.hasPrefix("  ") }, "\(history)")
        }
    }

    @Test(arguments: ["early-check-in", "checkout-at", "late-checkout", "road-closed"])
    func `an automation that could do nothing of what it was asked for ends as a list does`(name: String) async throws {
        try await NightHouse.openNow { house in
            let none = try await house.run(["run", name, "2031-01-01", "--yes"])
            #expect(none.exitCode == 0, "\(none.told)")
        }
    }
}
