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
