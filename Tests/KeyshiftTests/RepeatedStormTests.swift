import Foundation
import Testing

/// A script that gives time, run twice: who has it already is told, and no line that is offered gives it twice in silence.
struct RepeatedStormTests {
    private static let storm = ["run", "storm", "2h", "--yes"]

    @Test func `a storm of which some are left out is finished by the line that sends only those`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "30m", "--yes"]).exitCode == 0)
            let first = try await house.run(Self.storm)
            #expect(first.exitCode == 4 && first.errors.contains("BK-1 Ito: hours changed "), "\(first.told)")
            #expect(RefusedDesk.commands(in: first.errors).contains { $0.hasSuffix("--leave-out recent") })

            let others = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(others.exitCode == 0, "\(others.told)")
            #expect(others.output.contains("1 left out (1 moved by extend Ito --by 30m"), "\(others.output)")
            #expect(others.output.contains("LEFT OUT  1 moved by extend Ito --by 30m"), "\(others.output)")
            let rest = "run storm 2h --yes --name booking-1 --allow recent"
            #expect(
                RefusedDesk.commands(in: others.errors).map { String($0.dropFirst(9)) } == [rest],
                "\(others.errors)"
            )

            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("BK-2 Nowak, BK-4 Solo: hours changed "), "\(again.errors)")
            #expect(
                again.errors.contains("unless they are to move twice, nothing has to be done for them"),
                "\(again.errors)"
            )
            #expect(RefusedDesk.commands(in: again.errors).map { String($0.dropFirst(9)) } == [rest], "\(again.errors)")

            let sent = try await house.run(rest.split(separator: " ").map(String.init) + ["--json"])
            #expect(try sent.rows().compactMap { $0["name"] as? String } == ["BK-1 Ito"], "\(sent.told)")
            #expect(try sent.summary()["applied"] == 1)

            let whole = try await house.run(Self.storm)
            #expect(whole.exitCode == 4 && whole.errors.contains("nothing has to be done"), "\(whole.told)")
            #expect(RefusedDesk.commands(in: whole.errors).isEmpty, "\(whole.errors)")
            #expect(whole.errors.contains("To move all of them once more: "), "\(whole.errors)")
        }
    }

    /// The same storm as `storm 2h`.
    private static let spellings: [[String]] = [
        ["by=2h"], ["120m"], [], ["2h", "--leave-out", "overlap"],
    ]

    @Test(arguments: spellings)
    func `a storm that is spelled in another way is the same storm, and no line moves anybody twice`(
        spelling: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            let line = ["run", "storm"] + spelling + ["--yes"]
            #expect(try await house.run(Self.storm).exitCode == 0)
            let again = try await house.run(line)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("this command has moved all 3 stays of this plan already"), "\(again.errors)")
            #expect(RefusedDesk.commands(in: again.errors).isEmpty, "\(again.errors)")
            let left = try await house.run(line + ["--leave-out", "recent"])
            #expect(left.output.contains("Nothing has to be done for them."), "\(left.told)")
            #expect(RefusedDesk.commands(in: left.errors).isEmpty, "\(left.errors)")
        }
    }

    @Test(arguments: [
        (["house=Adler"], ["--house", "Adler"]), (["--house", "Adler"], ["house=Adler"]), (["house=Adler"], []),
        ([], ["house=Adler"]), (["house=Adler"], ["house=adler", "--name", "Ito"]),
    ])
    func `a house as an argument is the same storm as a house as an option, to the stays in it`(
        first: [String],
        second: [String]
    ) async throws {
        try await NightHouse.open(seed: Self.twoHouses) { house in
            let sent = try await house.run(Self.storm + first)
            #expect(sent.exitCode == 0, "\(sent.told)")
            let again = try await house.run(Self.storm + second)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("That was the same command"), "\(again.errors)")
            for line in RefusedDesk.commands(in: again.errors) {
                #expect(line.hasSuffix("--leave-out recent"), "\(line)")
            }
        }
    }

    private static var twoHouses: String {
        let hours = { (hours: Double) in Date(timeIntervalSinceNow: hours * 3600).ISO8601Format() }
        let doors = ["Adler Room 1", "Adler Room 2", "Linde Room 1", "Linde Room 2"]
        let devices = doors.map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }" }
        let groups = zip(doors, ["BK-1 Ito", "BK-2 Haas", "BK-3 Silva", "BK-4 Sosa"]).map { door, name in
            """
            { "name": "\(name)", "devices": ["\(door)"], "common_code_key": "\(name)",
              "starts_at": "\(hours(-20))", "ends_at": "\(hours(50))" }
            """
        }
        return """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ \(devices.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ", ")) ] } ] }
            """
    }

    @Test func `a storm of another length or another house is another storm`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.storm).exitCode == 0)
            let other = try await house.run(["run", "storm", "by=90m", "--yes"])
            #expect(other.exitCode == 4 && !other.errors.contains("this command has moved"), "\(other.told)")
        }
    }

    @Test func `where all was left out the command ends with 3, as a plan and as a run, and says why`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.storm).exitCode == 0)
            let left = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(left.exitCode == 3, "\(left.told)")
            #expect(left.output.contains("NOTHING MOVED  3 left out (3 moved by storm.lua 2h "), "\(left.output)")
            #expect(left.output.contains("): all that was asked for was left out\n"), "\(left.output)")
            #expect(left.output.contains("Nothing has to be done for them."), "\(left.output)")
            let planned = try await house.run(["plan", "storm", "2h", "--leave-out", "recent"])
            #expect(planned.exitCode == 3, "\(planned.told)")
        }
    }

    @Test func `the time that a stay got is known behind its new PINs`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "30m", "--yes"]).exitCode == 0)
            for _ in 1...2 {
                let renewed = try await house.run(["new-pin", "Ito", "--yes"])
                #expect(renewed.exitCode == 0, "\(renewed.told)")
            }
            let storm = try await house.run(Self.storm)
            #expect(storm.exitCode == 4 && storm.errors.contains("BK-1 Ito: hours changed "), "\(storm.told)")
            let others = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(others.output.contains("LEFT OUT  1 moved by extend Ito --by 30m"), "\(others.told)")
        }
    }

    @Test
    func `a storm typed again that also meets the next guest says first that nothing is left, and offers no line`()
        async throws
    {
        try await NightHouse.open(seed: Self.tightHouse(next: 33)) { house in
            let first = try await house.run(Self.storm)
            #expect(first.exitCode == 0, "\(first.told)")
            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4, "\(again.told)")
            let head =
                "REFUSED, nothing was sent (exit 4): Nothing is left to do: this command has moved all 2 stays of this plan already."
            #expect(again.errors.contains(head), "\(again.errors)")
            #expect(again.errors.contains("Also refused (overlap): "), "\(again.errors)")
            #expect(NightHouse.commands(in: again.errors).isEmpty, "\(again.errors)")
            #expect(!again.errors.contains("--leave-out"), "\(again.errors)")
            #expect(again.errors.contains("To move all of them once more: --allow recent,overlap"), "\(again.errors)")
        }
    }

    @Test func `where some would meet the next guest the line without them is first, and works`() async throws {
        try await NightHouse.open(seed: Self.tightHouse(next: 31)) { house in
            let refused = try await house.run(Self.storm)
            #expect(refused.exitCode == 4 && refused.errors.contains("meet the next guest"), "\(refused.told)")
            let words = "To send the others without: --leave-out overlap. If you mean it: --allow overlap."
            #expect(refused.errors.contains(words), "\(refused.errors)")
            let line = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.errors)")
            #expect(line == Self.storm + ["--leave-out", "overlap"], "\(refused.errors)")
            let sent = try await house.run(line + ["--json"])
            #expect(try sent.rows().compactMap { $0["name"] as? String } == ["BK-3 Haas"], "\(sent.told)")
        }
    }

    @Test func `the lines after several refusals leave out who was moved lately, whatever else refuses`() async throws {
        try await NightHouse.open(seed: Self.tightHouse(next: 31)) { house in
            #expect(try await house.run(["run", "storm", "2h", "--yes", "--name", "Haas"]).exitCode == 0)
            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4 && again.errors.contains("Also refused (recent): "), "\(again.told)")
            let offered = NightHouse.commands(in: again.errors)
            // Without both nothing would be left.
            #expect(offered.count == 1, "\(again.errors)")
            for line in offered {
                let place = try #require(line.firstIndex(of: "--leave-out"))
                #expect(line[place + 1].split(separator: ",").contains("recent"), "\(line)")
            }
            let sent = try await house.run((offered.first ?? []) + ["--json"])
            #expect(sent.exitCode == 0, "\(sent.told)")
            #expect(try sent.rows().compactMap { $0["name"] as? String } == ["BK-1 Ito"], "\(sent.told)")
        }
    }

    /// Ito, who ends in 30 hours, is followed by Mori on one door in so many hours; Haas has the other door.
    private static func tightHouse(next: Double) -> String {
        let doors = ["Room 1", "Room 2"].map { "{ \"name\": \"\($0)\", \"time_zone\": \"UTC\" }" }
        let groups = [("BK-1 Ito", 1, -20.0, 30.0), ("BK-2 Mori", 1, next, 50), ("BK-3 Haas", 2, -20, 30)].map {
            let (from, to) = (Date(timeIntervalSinceNow: $0.2 * 3600), Date(timeIntervalSinceNow: $0.3 * 3600))
            return """
                { "name": "\($0.0)", "devices": ["Room \($0.1)"], "common_code_key": "\($0.0)",
                  "starts_at": "\(from.ISO8601Format())", "ends_at": "\(to.ISO8601Format())" }
                """
        }
        return """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [\(doors.joined(separator: ","))],
              "groups": [\(groups.joined(separator: ","))] } ] }
            """
    }

    @Test(arguments: [false, true])
    func `the time of an earlier storm counts after a later one was taken back, also behind a new PIN`(
        isRenewed: Bool
    ) async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.storm).exitCode == 0)
            if isRenewed { #expect(try await house.run(["new-pin", "Nowak", "--yes"]).exitCode == 0) }
            let later = try await house.run(["run", "storm", "1h", "--yes", "--allow", "recent"])
            #expect(later.exitCode == 0, "\(later.told)")
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            let script = try Program.write(
                "for g in groups.all():in_house():each() do g:extend('1h') end",
                in: FileManager.default.temporaryDirectory,
                name: "late-\(UUID().uuidString).lua"
            )
            defer { try? FileManager.default.removeItem(atPath: script) }
            let add = ["schedule", "add", "late", script, "--at", "02:00", "--zone", "America/New_York"]
            #expect(try await house.run(add + ["--leave-out", "recent"]).exitCode == 0)
            let fired = try await house.run(["schedule", "trigger", "late", "--plan"])
            #expect(!fired.told.contains("group changes") && !fired.told.contains("groups change"), "\(fired.told)")
            for guest in ["BK-1 Ito", "BK-2 Nowak", "BK-4 Solo"] {
                #expect(
                    fired.told.contains("LEFT OUT  3 moved by storm.lua 2h") || fired.told.contains(guest),
                    "\(fired.told)"
                )
            }
        }
    }

    @Test func `a plan of a schedule that is refused offers lines that its commands take, and none of its own`()
        async throws
    {
        try await NightHouse.openNow { house in
            let add = ["schedule", "add", "late", "storm", "2h", "--at", "02:00", "--zone", "America/New_York"]
            #expect(try await house.run(add).exitCode == 0)
            #expect(try await house.run(["extend", "Ito", "--by", "30m", "--yes"]).exitCode == 0)
            let refused = try await house.run(["schedule", "trigger", "late", "--plan"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let anew =
                "    keyshift schedule add late storm 2h --at 02:00 --zone America/New_York --replace --leave-out recent"
            #expect(refused.errors.contains("To have it leave such stays out:\n\(anew)\n"), "\(refused.errors)")
            let lines = refused.errors.split(separator: "\n").filter {
                $0.hasPrefix("    keyshift ") && $0 != anew
            }
            #expect(
                !lines.isEmpty
                    && lines.allSatisfy { $0.hasPrefix("    keyshift plan ") && $0.contains("storm.lua 2h --") },
                "\(refused.errors)"
            )
            for line in lines {
                var shell = house.program
                shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(line)"]
                let planned = try await shell.run([])
                #expect(planned.exitCode == 2, "\(line): \(planned.told)")
            }
        }
    }

    @Test func `what a run left out is kept with it, by its plan's words`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "30m", "--yes"]).exitCode == 0)
            #expect(try await house.run(Self.storm + ["--leave-out", "recent"]).exitCode == 0)
            let shown = try await house.run(["runs", "show", "last"])
            #expect(shown.output.contains("\nLEFT OUT  BK-1 Ito  recent: hours changed "), "\(shown.output)")
            let document = try await house.run(["runs", "show", "last", "--json"]).document()
            let left = try #require(document["left_out"] as? [[String: Any]])
            #expect(left.map { $0["what"] as? String } == ["BK-1 Ito"])
            #expect((left.first?["why"] as? String)?.hasPrefix("recent: ") == true, "\(left)")
        }
    }

    @Test func `the lines of a list that were left out are told by runs show, with the reason of each`() async throws {
        try await NightHouse.openNow { house in
            let list = "booking;Std\r\nBK-2;1\r\nBK-1;viele\r\nBK-9;1\r\n"
            let file = try Program.write(
                list,
                in: FileManager.default.temporaryDirectory,
                name: "left-\(UUID().uuidString).csv"
            )
            defer { try? FileManager.default.removeItem(atPath: file) }
            let day = try #require(try await house.run(["find", "Nowak", "--json"]).endDay(in: "America/New_York"))
            let run = try await house.run(["run", "late-checkout-list", file, day, "--yes"])
            #expect(run.exitCode == 3, "\(run.told)")
            #expect(run.output.contains("the list has 3 lines: 1 could not be read, and 1 stay of the others is here"))
            let shown = try await house.run(["runs", "show", "last"])
            for line in [
                "LEFT OUT  line 3 BK-1  column Std has \"viele\"", "LEFT OUT  line 4 BK-9  no group is known by",
            ] {
                #expect(shown.output.contains(line), "\(shown.output)")
            }
        }
    }
}

extension Program.Outcome {
    /// The day on which the first door of the first stay ends, in a zone.
    fileprivate func endDay(in zone: String) throws -> String? {
        let stays = try document()["stays"] as? [[String: Any]] ?? []
        let doors = stays.first?["doors"] as? [[String: Any]] ?? []
        let end = try (doors.first?["ends_at"] as? String).map { try Date($0, strategy: .iso8601) }
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: zone) ?? .gmt).year().month().day()
        return end?.formatted(style)
    }
}
