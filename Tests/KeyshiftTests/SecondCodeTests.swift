import Foundation
import Testing

/// A guest with two codes on one door, each with a PIN: one guest in whatever is told of it and done for it.
struct SecondCodeTests {
    /// Makes BK-1 a second code on Room 204, with its hours and another PIN, as somebody at the console would.
    private static func add(_ house: NightHouse) async throws -> String {
        let device = try #require(try await house.devices()["Room 204"])
        let document = try await house.run(["find", "Ito", "--json"]).document()
        let stay = try #require((document["stays"] as? [[String: Any]])?.first)
        let door = try #require((stay["doors"] as? [[String: Any]])?.first)
        let (start, end) = (door["starts_at"] as? String ?? "", door["ends_at"] as? String ?? "")
        try await house.call(
            "access_codes/create",
            #"{"device_id":"\#(device)","name":"BK-1 Ito","code":"271828","starts_at":"\#(start)","ends_at":"\#(end)"}"#
        )
        try await house.advance(5)
        return device
    }

    private static let sentence = "BK-1 Ito has a second code, with another PIN, on Room 204"

    @Test func `find and why tell one guest, and each line that why offers works`() async throws {
        for line in [["readmit", "BK-1 Ito"], ["new-pin", "BK-1 Ito"]] {
            try await NightHouse.openNow { house in
                let room = try await Self.add(house)
                let found = try await house.run(["find", "Ito"])
                #expect(found.output.contains("BK-1 Ito  Front, Room 204  "), "\(found.output)")
                #expect(found.output.contains(Self.sentence) && !found.output.contains("2 stays"), "\(found.output)")
                let why = try await house.run(["why", "Ito"])
                #expect(why.output.components(separatedBy: "WHY  ").count == 2, "\(why.output)")
                #expect(why.output.contains("a second code of the guest on this door"), "\(why.output)")
                let steps = try await house.steps(["why", "Ito"])
                #expect(steps.contains(line), "\(steps)")
                try await house.followsSteps(of: ["why", "Ito"])
                let mended = try await house.run(line + ["--yes"])
                #expect(mended.exitCode == 0, "\(mended.told)")
                try await house.advance(30)
                let front = try #require(try await house.devices()["Front"])
                let pins = try await house.pins("BK-1 Ito", [front, room])
                #expect(pins[room]?.count == 1 && pins[room] == pins[front], "\(pins)")
                #expect(pins[room] != ["271828"] && (pins[room] == ["948162"]) == (line[0] == "readmit"), "\(pins)")
                #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
                let undone = try await house.run(["undo", "last", "--yes"])
                #expect(undone.exitCode != 0 && undone.told.contains("gone"), "\(undone.told)")
                #expect(try await house.pins("BK-1 Ito", [front, room]) == pins)
            }
        }
    }

    @Test(arguments: [
        ["extend", "Ito", "--by", "1h"], ["end", "Ito", "--allow", "lockout"], ["cancel", "Ito", "--allow", "lockout"],
        ["change-room", "Ito", "--to", "Room 11", "--allow", "overlap"],
        ["run", "late-checkout", "today", "1h", "--name", "Ito"],
    ])
    func `what is asked for a guest with two codes on a door is for both, and counts one guest`(line: [String])
        async throws
    {
        try await NightHouse.openNow { house in
            let room = try await Self.add(house)
            let done = try await house.run(line + ["--yes"])
            #expect([0, 3].contains(done.exitCode), "\(done.told)")
            for wrong in ["2 groups", "2 guests", "2 stays"] {
                #expect(!done.told.contains(wrong), "\(line): \(done.told)")
            }
            try await house.advance(300)
            let pins = try await house.pins("BK-1 Ito", [room])[room] ?? []
            let isLeft = ["extend", "run"].contains(line[0])
            #expect(pins.count == (isLeft ? 2 : 0), "\(line): \(pins)")
            let document = try await house.run(["find", "Ito", "--json"]).document()
            let stays = (document["stays"] as? [[String: Any]] ?? []).filter { $0["ended"] as? Bool == false }
            let doors = stays.flatMap { $0["doors"] as? [[String: Any]] ?? [] }
            #expect(Set(doors.compactMap { $0["ends_at"] as? String }).count < 2, "\(doors)")
        }
    }

    @Test func `an undo of another room gives one code back for two`() async throws {
        try await NightHouse.openNow { house in
            let room = try await Self.add(house)
            let line = ["change-room", "Ito", "--to", "Room 11", "--allow", "overlap", "--yes"]
            #expect(try await house.run(line).exitCode == 0)
            try await house.advance(30)
            let undone = try await house.run(["undo", "last", "--yes", "--allow", "overlap"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            try await house.advance(30)
            #expect(try await house.pins("BK-1 Ito", [room]) == [room: ["948162"]])
        }
    }

    @Test func `reports and lists name such a guest once`() async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.add(house)
            let report = try await house.run(["run", "turnover"])
            #expect(!report.output.contains("BK-1 Ito"), "\(report.output)")
            let folder = FileManager.default.temporaryDirectory
            let list = try Program.write(
                "booking;room\nBK-1;204\n",
                in: folder,
                name: "list-\(UUID().uuidString).csv"
            )
            defer { try? FileManager.default.removeItem(atPath: list) }
            let planned = try await house.run([
                "plan", "late-checkout-list", list, "by=1h", "date=2026-11-24", "ignore=days",
            ])
            #expect(!planned.told.contains("2 stays") && !planned.told.contains("2 groups"), "\(planned.told)")
            #expect(planned.output.contains("1 stay of it is here"), "\(planned.told)")
        }
    }

    @Test func `a second code with other hours is told apart by a day, and each line that is offered works`()
        async throws
    {
        try await NightHouse.openNow { house in
            let device = try #require(try await house.devices()["Room 204"])
            let (start, end) = (Date(timeIntervalSinceNow: -3600), Date(timeIntervalSinceNow: 200 * 3600))
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(device)","name":"BK-1 Ito","code":"271828","starts_at":"\#(start.ISO8601Format())","#
                    + #""ends_at":"\#(end.ISO8601Format())"}"#
            )
            try await house.advance(5)
            let found = try await house.run(["find", "Ito"])
            #expect(
                found.output.contains("Each is known by its door or its day: --door Front, --on 20"),
                "\(found.output)"
            )
            let why = try await house.run(["why", "Ito"])
            #expect(!why.output.contains("two guests with one room"), "\(why.output)")
            let refused = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            let line = try #require(refused.told.split(separator: "\n").first { $0.contains("keyshift extend ") })
            let offered = try #require(line.range(of: "keyshift extend"))
            #expect(line.contains("--on ") || line.contains("--door "), "\(refused.told)")
            var shell = house.program
            shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(line[offered.lowerBound...]) --yes"]
            let done = try await shell.run([])
            #expect(done.exitCode == 0 && done.told.contains("1 moved"), "\(line): \(done.told)")
            let readmitted = try await house.run(["readmit", "Ito", "--yes"])
            #expect(readmitted.exitCode == 1 && readmitted.errors.contains("keyshift why Ito"), "\(readmitted.told)")
        }
    }

    @Test func `two codes without a key on one door are one guest, whose PIN nobody chooses by chance`() async throws {
        try await NightHouse.openNow { house in
            let device = try #require(try await house.devices()["Room 11"])
            let document = try await house.run(["find", "Solo", "--json"]).document()
            let stay = try #require((document["stays"] as? [[String: Any]])?.first)
            let door = try #require((stay["doors"] as? [[String: Any]])?.first)
            let (start, end) = (door["starts_at"] as? String ?? "", door["ends_at"] as? String ?? "")
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(device)","name":"BK-4 Solo","code":"271828","starts_at":"\#(start)","#
                    + #""ends_at":"\#(end)"}"#
            )
            try await house.advance(5)
            let found = try await house.run(["find", "Solo"])
            #expect(
                found.output.contains("BK-4 Solo has a second code, with another PIN, on Room 11"),
                "\(found.output)"
            )
            let refused = try await house.run(["readmit", "Solo", "--yes"])
            #expect(
                refused.exitCode == 1 && refused.errors.contains("keyshift new-pin \"BK-4 Solo\""),
                "\(refused.told)"
            )
            #expect(try await !house.steps(["why", "Solo"]).contains { $0.first == "readmit" })
            #expect(try await house.run(["new-pin", "BK-4 Solo", "--yes"]).exitCode == 0)
            try await house.advance(30)
            #expect(try await house.pins("BK-4 Solo", [device])[device]?.count == 1)
        }
    }
}
