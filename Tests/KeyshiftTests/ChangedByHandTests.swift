import Foundation
import Testing

/// Hours that somebody changed by hand after a run: what `why`, `status` and an undo say of them, and the lines that go on.
struct ChangedByHandTests {
    /// The hours of a stay as `find` tells them.
    private static func hours(_ house: NightHouse, _ name: String) async throws -> (starts: String, ends: String) {
        let document = try await house.run(["find", name, "--json"]).document()
        let stay = try #require((document["stays"] as? [[String: Any]])?.first)
        let door = try #require((stay["doors"] as? [[String: Any]])?.first)
        return (try #require(door["starts_at"] as? String), try #require(door["ends_at"] as? String))
    }

    /// Gives all codes of a key another end, as somebody at Seam's console would; hours from the one that they have.
    private static func setEnd(_ house: NightHouse, _ key: String, _ name: String, by change: Double) async throws {
        let (starts, ends) = try await hours(house, name)
        let end = try Date(ends, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let text = end.addingTimeInterval(change * 3600).ISO8601Format()
        try await house.call(
            "access_codes/update_multiple",
            #"{"common_code_key":"\#(key)","starts_at":"\#(starts)","ends_at":"\#(text)"}"#
        )
        try await house.advance(5)
    }

    /// An end between the one that a run gave and a later one of others on one door.
    private static var later: String { Date(timeIntervalSinceNow: 33 * 3600).ISO8601Format() }

    /// The words of the command that stands behind some text on the screen.
    private static func line(after text: String, in screen: String) throws -> [String] {
        let line = screen.split(separator: "\n").first { $0.contains(text) }
        let command = try #require(line?.components(separatedBy: text).last, "\(screen)")
        return try #require(NightHouse.commands(in: "    \(command)").first, "\(screen)")
    }

    @Test func `why tells hours that others made longer than a run did, and the line that sets them back works`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let wanted = try await Self.hours(house, "Ito")
            try await Self.setEnd(house, "booking-1", "Ito", by: 3)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("and not by the hours that a run gave it; changed "), "\(why.output)")
            #expect(why.output.contains(", not by a run of this journal: ends "), "\(why.output)")
            #expect(why.output.contains(" of ana had set the hours before"), "\(why.output)")
            #expect(why.output.contains("Where somebody meant these hours, nothing is to be done."), "\(why.output)")
            #expect(!why.output.contains("Nothing to mend"), "\(why.output)")
            #expect(Set(try await house.reasons("Ito").values) == ["changed_outside"])
            let back = try Self.line(after: "by which the guest inside loses time: ", in: why.output)
            #expect(back.prefix(2) == ["move", "BK-1 Ito"] && back.suffix(2) == ["--allow", "lockout"], "\(back)")
            let moved = try await house.run(back + ["--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await Self.hours(house, "Ito").ends == wanted.ends)
            try await house.advance(5)
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
        }
    }

    @Test func `a stay that has not begun is set back without a word that lets anything through`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Early", "--by", "1h", "--yes"]).exitCode == 0)
            try await Self.setEnd(house, "booking-3", "Early", by: 2)
            let steps = try await house.steps(["why", "Early"])
            let back = try #require(steps.first)
            #expect(back.prefix(3) == ["move", "BK-3 Early", "--ends"] && back.count == 4, "\(steps)")
            // It could begin earlier, too, as any stay.
            #expect(steps.contains { $0.contains("--starts") }, "\(steps)")
            #expect(try await house.run(back + ["--yes"]).exitCode == 0)
            #expect(try await house.reasons("Early") == ["Room 10": "not_begun"])
        }
    }

    @Test func `status tells hours that others changed after a run, once verify or a look has seen them`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["status"]).output.contains("CHANGED BY OTHERS") == false)
            try await Self.setEnd(house, "booking-1", "Ito", by: 3)
            #expect(try await house.run(["verify", "last"]).exitCode == 3)
            let verified = try await house.run(["status"])
            #expect(verified.exitCode == 3, "\(verified.told)")
            let head =
                "CHANGED BY OTHERS  1 stay has other hours than this journal last gave, as the last look at Seam had it, "
            #expect(verified.output.contains(head), "\(verified.output)")
            #expect(verified.output.contains("  BK-1 Ito  other hours on Front, Room 204; run "), "\(verified.output)")
            #expect(verified.output.contains("   keyshift why booking-1\n"), "\(verified.output)")
            // What gives time needs nobody, once it is known to.
            #expect(try await house.run(["why", "Ito"]).exitCode == 0)
            let looked = try await house.run(["status"])
            #expect(looked.exitCode == 0 && looked.output.contains("  BK-1 Ito  ends "), "\(looked.told)")
            let document = try await house.run(["status", "--json"]).document()
            let changed = try #require((document["changed_by_others"] as? [[String: Any]])?.first)
            #expect(changed["takes_time"] as? Bool == false && changed["doors"] as? [String] == ["Front", "Room 204"])
            try await Self.setEnd(house, "booking-1", "Ito", by: -5)
            #expect(try await house.run(["find"]).exitCode == 0)
            let shorter = try await house.run(["status"])
            #expect(shorter.exitCode == 3, "\(shorter.told)")
            let seen = try Self.line(after: "when you have looked at it: ", in: shorter.output)
            #expect(try await house.run(seen).exitCode == 0)
            let after = try await house.run(["status"])
            #expect(after.exitCode == 0 && after.output.contains("CHANGED BY OTHERS"), "\(after.told)")
            let step = try #require(try await house.steps(["why", "Ito"]).first)
            #expect(try await house.run(step + ["--yes"]).exitCode == 0)
            #expect(try await house.run(["status"]).output.contains("CHANGED BY OTHERS") == false)
        }
    }

    @Test func `what verify has seen changed is told no more once it is as the run gave it`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            try await Self.setEnd(house, "booking-1", "Ito", by: 3)
            #expect(try await house.run(["verify", "last"]).exitCode == 3)
            try await Self.setEnd(house, "booking-1", "Ito", by: -3)
            #expect(try await house.run(["verify", "last"]).exitCode == 0)
            let status = try await house.run(["status"])
            #expect(status.exitCode == 0 && !status.output.contains("CHANGED BY OTHERS"), "\(status.told)")
        }
    }

    @Test func `an undo that others came before names why, and the line that gives the old hours all the same`()
        async throws
    {
        try await NightHouse.openNow { house in
            let before = try await Self.hours(house, "Ito")
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            try await Self.setEnd(house, "booking-1", "Ito", by: 3)
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 3 && undone.output.contains("CONFLICT  BK-1 Ito"), "\(undone.told)")
            let why = try Self.line(after: "how it is now, and what to do: ", in: undone.output)
            #expect(try await house.run(why).exitCode == 0)
            let risk = "to have BK-1 Ito as it was wanted, by which the guest inside may lose time: "
            let move = try Self.line(after: risk, in: undone.output)
            let moved = try await house.run(move + ["--yes"])
            #expect(moved.exitCode == 0, "\(move) \(moved.told)")
            #expect(try await Self.hours(house, "Ito").ends == before.ends)
        }
    }

    @Test func `the line that status names for a conflict of an undo is not refused`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["run", "extend-all", "1h", "--yes", "--allow", "overlap"]).exitCode == 0)
            try await Self.setEnd(house, "booking-1", "Ito", by: 3)
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 3, "\(undone.told)")
            let status = try await house.run(["status"])
            #expect(status.output.contains("CONFLICT  BK-1 Ito"), "\(status.output)")
            #expect(!status.output.contains("CHANGED BY OTHERS"), "\(status.output)")
            let move = try Self.line(after: "by which the guest inside may lose time: ", in: status.output)
            let moved = try await house.run(move + ["--yes"])
            #expect(moved.exitCode == 0, "\(move) \(moved.told)")
            #expect(!(try await house.run(["status"])).output.contains("CONFLICT"))
        }
    }

    @Test func `a stay that begins in ten days is let begin now by the line that why names`() async throws {
        try await NightHouse.openNow { house in
            let (start, end) = (Date(timeIntervalSinceNow: 240 * 3600), Date(timeIntervalSinceNow: 260 * 3600))
            let hours = ["--starts", start.ISO8601Format(), "--ends", end.ISO8601Format()]
            let later = try await house.run(["move", "Early"] + hours + ["--max-shift", "200h", "--yes"])
            #expect(later.exitCode == 0, "\(later.told)")
            let step = try #require(try await house.steps(["why", "Early"]).first)
            #expect(step.prefix(2) == ["move", "BK-3 Early"] && step.contains("--max-shift"), "\(step)")
            let moved = try await house.run(step + ["--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
        }
    }

    @Test func `an undo names for each door who changed it, a run of this journal or nobody of it`() async throws {
        try await NightHouse.openNow { house in
            let first = try await house.run(["extend", "Ito", "--by", "1h", "--yes", "--json"])
            let run = try #require(try first.document()["run_id"] as? String, "\(first.told)")
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 40)
            let other = try await house.run(["extend", "Ito", "--to", Self.later, "--yes", "--json"])
            let later = try #require(try other.document()["run_id"] as? String, "\(other.told)")
            let undone = try await house.run(["undo", run, "--plan"])
            let told = undone.output.firstMatch(
                of: #/; Front: changed [^;]+ by run (\w+), [^;]+; Room 204: changed after ([^;\n]+)/#
            )
            #expect(told.map { String($0.1) } == later, "\(undone.told)")
            #expect(told?.2.hasSuffix(", not by a run of this journal") == true, "\(undone.told)")
        }
    }

    @Test func `a door that others changed stays in status when a later run moves another door of the stay alone`()
        async throws
    {
        try await NightHouse.openNow { house in
            let first = try await house.run(["extend", "Ito", "--by", "1h", "--yes", "--json"])
            let run = try #require(try first.document()["run_id"] as? String, "\(first.told)")
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 40)
            #expect(try await house.run(["find", "Ito"]).exitCode == 0)
            let told = " on Room 204; run \(run) of "
            #expect(try await house.run(["status"]).output.contains(told))
            #expect(try await house.run(["extend", "Ito", "--to", Self.later, "--yes"]).exitCode == 0)
            for look in [["status"], ["find", "Ito"]] { #expect(try await house.run(look).exitCode == 0) }
            let status = try await house.run(["status"]).output
            #expect(status.contains(told), "\(status)")
        }
    }
}
