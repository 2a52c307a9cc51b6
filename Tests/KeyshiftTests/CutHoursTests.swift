import Foundation
import Testing

/// Hours that somebody cut by hand and that have run out since: why the guest is shut out, who is told, and the lines that help.
struct CutHoursTests {
    /// How far the server's clock is behind, so that hours run out by both clocks; less would be told, and refused for it.
    private static let behind = 50.0

    /// Gives codes an end in a few seconds of the server's clock, calls `look`, and lets the end pass.
    private static func cut(
        _ house: NightHouse,
        _ doors: [String],
        unplugging offline: String? = nil,
        look: Bool = true,
    ) async throws {
        let devices = try await house.devices()
        for door in doors {
            let id = try await house.code("BK-1 Ito", on: try #require(devices[door]))
            let end = Date(timeIntervalSinceNow: 15 - behind).ISO8601Format()
            try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","ends_at":"\#(end)"}"#)
        }
        if let offline { try await house.unplug(offline) }
        if look { #expect(try await house.run(["find"]).exitCode == 0) }
        try await house.advance(20)
    }

    /// The words of the command that stands behind some text on the screen.
    private static func line(after text: String, in screen: String) throws -> [String] {
        let line = screen.split(separator: "\n").first { $0.contains(text) }
        let command = try #require(line?.components(separatedBy: text).last, "\(screen)")
        return try #require(NightHouse.commands(in: "    \(command)").first, "\(screen)")
    }

    @Test(arguments: [false, true])
    func `a guest whose hours were cut on all doors hears that, and is let in by the first line until the old end`(
        look: Bool
    ) async throws {
        try await NightHouse.openNow(behind: Self.behind) { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await Self.cut(house, ["Front", "Room 204"], look: look)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("and Seam has deleted the code; changed "), "\(why.output)")
            #expect(!why.output.contains("somebody deleted it"), "\(why.output)")
            #expect(Set(try await house.reasons("Ito").values) == ["gone"])
            let steps = try await house.steps(["why", "Ito"])
            let step = try #require(steps.first)
            #expect(step.prefix(3) == ["readmit", "BK-1 Ito", "--to"] && !step.contains("+2h"), "\(steps)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(step) \(back.told)")
            // By then the server's clock has come to the start, which is the machine's.
            try await house.advance(55)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test
    func `one lock offline, the line lets the guest in by the others, and tells what helps at that door meanwhile`()
        async throws
    {
        try await NightHouse.openNow(behind: Self.behind) { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await Self.cut(house, ["Front", "Room 204"], unplugging: "Room 204")
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("until then open it with a key or send somebody"), "\(why.output)")
            let steps = try await house.steps(["why", "Ito"])
            #expect(!steps.contains { $0.first == "move" } && steps.first?.first == "readmit", "\(steps)")
            // A distance counts from now, and not from the end that was cut.
            let plan = try await house.run(["readmit", "Ito", "--to", "+2h", "--plan"])
            #expect(plan.exitCode == 2 && plan.output.contains("1 stay is made"), "\(plan.told)")
            let moved = try await house.run(["move", "Ito", "--ends", "+2h", "--yes"])
            #expect(moved.exitCode != 0 && moved.told.contains("takes a new PIN"), "\(moved.told)")
            #expect(moved.told.contains("keyshift readmit \"BK-1 Ito\" --to"), "\(moved.told)")
            let back = try await house.run(try #require(steps.first) + ["--yes"])
            #expect(back.exitCode == 0 && back.output.contains("1 made"), "\(back.told)")
            try await house.advance(55)
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 204": "lock_offline"])
            let found = try await house.run(["find", "Ito"]).output
            #expect(found.split(separator: "\n").count { $0.contains("BK-1 Ito") } == 1, "\(found)")
            try await house.plug("Room 204")
            try await house.advance(5)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test(arguments: [false, true])
    func `a door whose hours alone were cut is known as lost, also where a look has seen the cut, and given back`(
        look: Bool
    ) async throws {
        try await NightHouse.openNow(behind: Self.behind) { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await Self.cut(house, ["Room 204"], look: look)
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 204": "gone"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["readmit", "BK-1 Ito"], "\(steps)")
            let back = try await house.run(["readmit", "BK-1 Ito", "--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            try await house.advance(5)
            #expect(try await house.reasons("Ito") == ["Front": "healthy", "Room 204": "healthy"])
        }
    }

    @Test func `a cut code that waits to be taken off an offline lock is not moved by any line`() async throws {
        try await NightHouse.openNow(behind: Self.behind) { house in
            try await Self.cut(house, ["Room 204"], unplugging: "Room 204")
            let steps = try await house.steps(["why", "Ito"])
            #expect(!steps.contains { ["move", "readmit", "run"].contains($0.first) }, "\(steps)")
            #expect(steps.first == ["verify", "--door", "Room 204", "--wait", "10m"], "\(steps)")
            try await house.followsSteps(of: ["why", "Ito"])
            try await house.plug("Room 204")
            try await house.advance(5)
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(try await house.run(step + ["--yes"]).exitCode == 0, "\(step)")
        }
    }

    @Test
    func `status names a guest whose hours from a run were cut, before and after they are over, until let in again`()
        async throws
    {
        try await NightHouse.openNow(behind: Self.behind) { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            try await Self.cut(house, ["Front", "Room 204"])
            let before = try await house.run(["status"])
            #expect(before.exitCode == 3 && before.output.contains("CHANGED BY OTHERS"), "\(before.told)")
            #expect(try await house.run(["find"]).exitCode == 0)
            let after = try await house.run(["status"])
            #expect(after.exitCode == 3, "\(after.told)")
            #expect(after.output.contains("which is over: the guest is shut out there"), "\(after.output)")
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(try await house.run(step + ["--yes"]).exitCode == 0, "\(step)")
            let status = try await house.run(["status"])
            #expect(!status.output.contains("CHANGED BY OTHERS") && !status.output.contains("GONE"), "\(status.told)")
        }
    }

    @Test func `no undo is offered of a run whose hours others have changed since`() async throws {
        try await NightHouse.openNow { house in
            let shorter = ["move", "Ito", "--ends=-2h", "--allow", "lockout", "--yes"]
            #expect(try await house.run(shorter).exitCode == 0)
            #expect(try await house.steps(["why", "Ito"]).contains { $0.first == "undo" })
            let devices = try await house.devices()
            for door in ["Front", "Room 204"] {
                try await house.set(try await house.code("BK-1 Ito", on: try #require(devices[door])), to: 20)
            }
            let steps = try await house.steps(["why", "Ito"])
            #expect(!steps.isEmpty && !steps.contains { $0.first == "undo" }, "\(steps)")
        }
    }

    @Test func `the way back of a stay that was made with the guest inside is told with its risk, and works as typed`()
        async throws
    {
        try await NightHouse.openNow { house in
            let made = try await house.run(["create", "BK-9 Lee", "--door", "Room 10", "--ends", "+2h", "--yes"])
            #expect(made.exitCode == 0, "\(made.told)")
            let undo = try Self.line(after: "To take it back, by which a guest inside is shut out: ", in: made.output)
            #expect(undo.suffix(2) == ["--allow", "lockout"], "\(undo)")
            let shown = try await house.run(["runs", "show", "last"])
            #expect(try Self.line(after: "by which a guest inside is shut out: ", in: shown.output).count == 4)
            let undone = try await house.run(undo + ["--yes"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            let gained = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(gained.output.contains("To take it back: keyshift undo "), "\(gained.output)")
        }
    }

    @Test func `a door of which somebody has cut the end comes before those with which nothing is wrong`() async throws
    {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 0.05)
            let lines = try await house.run(["why", "Ito"]).output.split(separator: "\n")
            let first = try #require(lines.firstIndex { $0.hasPrefix("LOOK") || $0.hasPrefix("OPENS") })
            #expect(lines[first].hasPrefix("LOOK  Room 204") && lines[first + 1].contains("time was taken"), "\(lines)")
        }
    }

    @Test func `an end that a run has cut is told first, with who did it and the line that takes it back`() async throws
    {
        try await NightHouse.openNow { house in
            let cut = try await house.run(["move", "Ito", "--ends=-27h", "--allow", "lockout", "--yes"])
            #expect(cut.exitCode == 0, "\(cut.told)")
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("  it was made to end earlier "), "\(why.output)")
            #expect(
                !why.output.contains("nothing is wrong") && !why.output.contains("Nothing to mend"),
                "\(why.output)"
            )
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(step.first == "undo", "\(step)")
            #expect(try await house.run(step + ["--yes"]).exitCode == 0)
            #expect(try await house.run(["why", "Ito"]).output.contains("nothing is wrong with it"))
        }
    }
}
