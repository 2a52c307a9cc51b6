import Foundation
import Testing

/// A booking's whole life through the real binary: what was delivered opens the door, and what has ended does not.
struct StayCommandTests {
    @Test func `a new stay has one PIN that opens each of its doors, and an undo takes it off`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (front, room) = (try #require(doors["Front"]), try #require(doors["Room 204"]))
            let line = ["create", "BK-7 Okafor", "--door", "Front", "--door", "Room 204", "--ends", "+20h"]
            let overlap = try await house.run(line + ["--yes"])
            #expect(overlap.exitCode == 4 && overlap.told.contains("BK-1 Ito"), "\(overlap.told)")
            let made = try await house.run(line + ["--yes", "--allow", "overlap"])
            #expect(made.exitCode == 0, "\(made.output) \(made.errors)")
            let pins = try await house.pins("BK-7 Okafor", [front, room])
            let pin = try #require(pins[front]?.first)
            #expect(pins == [front: [pin], room: [pin]])
            for device in [front, room] { #expect(try await house.opens(device, pin)) }
            let twice = try await house.run(line + ["--yes", "--allow", "overlap"])
            #expect(twice.exitCode == 4 && twice.told.contains("is there already"), "\(twice.told)")
            let undone = try await house.run(["undo", "last", "--yes", "--allow", "lockout"])
            #expect(undone.exitCode == 0, "\(undone.output) \(undone.errors)")
            for device in [front, room] { #expect(try await !house.opens(device, pin)) }
        }
    }

    @Test
    func `the help of a new stay tells of its doors, and an option that chooses stays is refused with the reason`()
        async throws
    {
        let help = try await Program().run(["help", "create"]).output
        #expect(help.contains("A door that gets a code"), "\(help)")
        #expect(!help.contains("Only groups") && !help.contains("--inside") && !help.contains("--max-shift"), "\(help)")
        for option in ["--name=Ito", "--inside", "--on=today", "--max-shift=2h"] {
            let line = ["create", "BK-7 Okafor", "--door", "Room 204", "--ends", "+20h", option]
            let refused = try await Program().run(line)
            #expect(refused.exitCode == 64 && refused.errors.contains("the stay is a new one"), "\(refused.errors)")
        }
        let two = try await Program().run(["create", "BK-7", "Okafor", "--door", "Room 204", "--ends", "+20h"])
        #expect(two.exitCode == 64 && two.errors.contains("Okafor"), "\(two.errors)")
    }

    @Test func `a stay that got a new PIN and was cancelled is listed once`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            let renewed = try await house.run(["new-pin", "Ito", "--yes", "--allow", "lockout"])
            #expect(renewed.exitCode == 0, "\(renewed.told)")
            #expect(try await house.run(["find"]).exitCode == 0)
            let cancelled = try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"])
            #expect(cancelled.exitCode == 0, "\(cancelled.told)")
            let found = try await house.run(["find", "Ito"])
            #expect(found.output.split(separator: "\n").count { $0.contains("ended, code gone") } == 1, "\(found.told)")
        }
    }

    @Test func `a new stay whose answers are lost has one code on each door, and its PIN opens them`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (front, room) = (try #require(doors["Front"]), try #require(doors["Room 10"]))
            let fault = #"{"path":"/access_codes/create","kind":"reset","after_effect":true,"count":2}"#
            try await house.sandbox.fault(fault)
            let made = try await house.run(
                ["create", "BK-7 Okafor", "--door", "Front", "--door", "Room 10", "--ends", "+20h", "--yes"]
            )
            #expect(made.exitCode == 0, "\(made.told)")
            let pins = try await house.pins("BK-7 Okafor", [front, room])
            let pin = try #require(pins[front]?.first)
            #expect(pins == [front: [pin], room: [pin]])
            for device in [front, room] { #expect(try await house.opens(device, pin)) }
            #expect(try await house.sandbox.stats().requests["/access_codes/create"] == 2)
        }
    }

    @Test
    func `an end is taken back while it is ahead, and a cancel says before it is sent that nothing is given back`()
        async throws
    {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            let now = try await house.run(["end", "Ito", "--yes", "--allow", "lockout"])
            #expect(now.exitCode == 0, "\(now.told)")
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            let plan = try await house.run(["cancel", "Ito", "--plan", "--allow", "lockout"])
            let words = "A cancelled PIN is gone, and nothing gives it back."
            #expect(plan.exitCode == 2 && plan.output.contains(words), "\(plan.told)")
            try await house.advance(600)
            #expect(try await house.opens(room, "948162"))
        }
    }

    @Test func `another room opens for the same PIN, the old one no more, and an undo gives it back`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (old, new) = (try #require(doors["Room 204"]), try #require(doors["Room 10"]))
            let front = try #require(doors["Front"])
            let moved = try await house.run(["change-room", "Ito", "--to", "Room 10", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            #expect(moved.output.contains("Room 204 → Room 10"), "\(moved.output)")
            #expect(try await house.opens(new, "948162"))
            #expect(try await house.opens(front, "948162"))
            #expect(try await !house.opens(old, "948162"))
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 0, "\(undone.output) \(undone.errors)")
            #expect(try await house.opens(old, "948162"))
            #expect(try await !house.opens(new, "948162"))
        }
    }

    @Test func `a room move that leaves a guest who can open now without a door is refused until it is meant`()
        async throws
    {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (room, front) = (try #require(doors["Room 204"]), try #require(doors["Front"]))
            // The front door opens for the guest in an hour only, and the new room would as well.
            try await house.set(try await house.code("BK-1 Ito", on: front), from: 1, to: 28)
            let line = ["change-room", "Ito", "--to", "Room 10", "--from", "Front", "--from", "Room 204", "--yes"]
            let refused = try await house.run(line)
            #expect(refused.exitCode == 4 && refused.told.contains("--allow lockout"), "\(refused.told)")
            #expect(refused.told.contains("inside, and loses Front, Room 204"), "\(refused.told)")
            #expect(try await house.opens(room, "948162"))
            let moved = try await house.run(line + ["--allow", "lockout"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await !house.opens(room, "948162"))
        }
    }

    @Test func `a new PIN opens each door, the old one none, and nobody can take that back`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (front, room) = (try #require(doors["Front"]), try #require(doors["Room 204"]))
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.output) \(renewed.errors)")
            #expect(
                renewed.output.contains("cannot be") && !renewed.output.contains("To take it back"),
                "\(renewed.output)"
            )
            let pins = try await house.pins("BK-1 Ito", [front, room])
            let pin = try #require(pins[front]?.first)
            #expect(pins == [front: [pin], room: [pin]] && pin != "948162")
            for device in [front, room] {
                #expect(try await house.opens(device, pin))
                #expect(try await !house.opens(device, "948162"))
            }
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.told.contains("the old PIN is gone"), "\(undone.told)")
        }
    }

    @Test func `a guest who can open now is cancelled only where that is meant, and let in again by one command`()
        async throws
    {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let room = try #require(doors["Room 204"])
            let refused = try await house.run(["cancel", "Ito", "--yes"])
            #expect(refused.exitCode == 4 && refused.told.contains("--allow lockout"), "\(refused.told)")
            #expect(try await house.opens(room, "948162"))
            let cancelled = try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"])
            #expect(cancelled.exitCode == 0, "\(cancelled.output) \(cancelled.errors)")
            #expect(try await !house.opens(room, "948162"))
            let back = try await house.run(["readmit", "Ito", "--to", "+20h", "--yes"])
            #expect(back.exitCode == 0, "\(back.output) \(back.errors)")
            let pin = try #require(try await house.pins("BK-1 Ito", [room])[room]?.first)
            #expect(try await house.opens(room, pin))
        }
    }

    @Test func `what why says of a guest whose code is gone lets the guest in`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            #expect(try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"]).exitCode == 0)
            let step = try #require(try await house.steps(["why", "Ito"]).first { $0.first == "readmit" })
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(step): \(back.output) \(back.errors)")
            let pin = try #require(try await house.pins("BK-1 Ito", [room])[room]?.first)
            #expect(try await house.opens(room, pin))
        }
    }

    @Test func `an offline lock that has a cancelled PIN still is told, and clean when it is back`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 9"])
            try await house.unplug("Room 9")
            let cancelled = try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout"])
            #expect(cancelled.exitCode == 3, "\(cancelled.output) \(cancelled.errors)")
            #expect(cancelled.output.contains("the old PIN still opens Room 9"), "\(cancelled.output)")
            try await house.plugBack(room)
            try await house.advance(5)
            let resumed = try await house.run(["resume", "last", "--yes"])
            #expect(resumed.exitCode == 0, "\(resumed.output) \(resumed.errors)")
            #expect(try await !house.opens(room, "535353"))
        }
    }

    @Test func `a stay that ends earlier ends when it says, and asks for a guest inside`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let room = try #require(doors["Room 204"])
            let refused = try await house.run(["end", "Ito", "--at", "now", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.output)")
            let later = try await house.run(["end", "Ito", "--at", "+1h", "--yes"])
            #expect(later.exitCode == 1 && (later.output + later.errors).contains("keyshift extend"), "\(later.output)")
            let ended = try await house.run(["end", "Ito", "--yes", "--allow", "lockout"])
            #expect(ended.exitCode == 0, "\(ended.output) \(ended.errors)")
            #expect(try await house.opens(room, "948162"))
            try await house.advance(180)
            #expect(try await !house.opens(room, "948162"))
        }
    }

    @Test func `a code without a key takes its PIN along, and no file and no answer has it`() async throws {
        try await NightHouse.openNow { house in
            let doors = try await house.devices()
            let (old, new) = (try #require(doors["Room 11"]), try #require(doors["Room 10"]))
            let line = ["change-room", "Solo", "--to", "Room 10", "--from", "Room 11", "--yes", "--json"]
            let moved = try await house.run(line)
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await house.opens(new, NightHouse.longPIN))
            #expect(try await !house.opens(old, NightHouse.longPIN))
            let story = try await house.run(["explain", "Solo", "--json"])
            for text in [moved.told, story.told] { #expect(!text.contains(NightHouse.longPIN), "\(text)") }
            let home = URL(filePath: try #require(house.program.environment["KEYSHIFT_HOME"]))
            let files = try FileManager.default.subpathsOfDirectory(atPath: home.path())
            let written = files.compactMap { file in
                (try? Data(contentsOf: home.appending(path: file))).map { (file: file, data: $0) }
            }
            #expect(written.contains { $0.data.range(of: Data("BK-4 Solo".utf8)) != nil })
            for (file, data) in written {
                #expect(data.range(of: Data(NightHouse.longPIN.utf8)) == nil, "the PIN is in \(file)")
            }
        }
    }

    @Test
    func `a stay whose guest has one elsewhere is made only where that is meant, and two are told apart by doors`()
        async throws
    {
        try await NightHouse.openNow { house in
            let line = ["create", "BK-1 Ito", "--door", "Room 10", "--ends", "+20h", "--yes"]
            let refused = try await house.run(line)
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.told.contains("the same name and time, on other doors"), "\(refused.told)")
            #expect(refused.told.contains("there on Front, Room 204 until "), "\(refused.told)")
            #expect(refused.told.contains("keyshift find \"BK-1 Ito\""), "\(refused.told)")
            let made = try await house.run(line + ["--allow", "duplicate"])
            #expect(made.exitCode == 0, "\(made.told)")
            let both = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(both.exitCode != 0, "\(both.told)")
            let words = both.told.components(separatedBy: "such as: ").dropFirst().first?.split(separator: "\n").first
            let offered = try #require(words.flatMap { NightHouse.commands(in: "    \($0)").first }, "\(both.told)")
            #expect(offered.contains("BK-1 Ito") && offered.contains("--door"), "\(both.told)")
            let sent = try await house.run(offered + ["--yes"])
            #expect(sent.exitCode == 0, "\(offered) \(sent.told)")
        }
    }

    @Test func `a guest who comes again later is made without a question`() async throws {
        try await NightHouse.openNow { house in
            let (start, end) = (Date(timeIntervalSinceNow: 40 * 3600), Date(timeIntervalSinceNow: 60 * 3600))
            let made = try await house.run([
                "create", "BK-1 Ito", "--door", "Room 11", "--starts", start.ISO8601Format(), "--ends",
                end.ISO8601Format(), "--yes", "--allow", "overlap",
            ])
            #expect(made.exitCode == 0, "\(made.told)")
        }
    }
}
