import Foundation
import Testing

/// A guest whose room code is gone lives there still: who looks for the room finds the guest, and no line helps with hours.
struct LostRoomTests {
    /// How far the server's clock is behind, so that hours run out by both clocks.
    private static let behind = 50.0

    /// Takes the code of the room: deletes it, or lets its hours run out in a few seconds.
    private static func take(_ house: NightHouse, isCut: Bool) async throws {
        guard isCut else { return try await house.deleteUnseen("BK-1 Ito", on: "Room 204") }
        let code = try await house.code("BK-1 Ito", on: try await house.device("Room 204"))
        let end = Date(timeIntervalSinceNow: 15 - behind).ISO8601Format()
        try await house.call("access_codes/update", #"{"access_code_id":"\#(code)","ends_at":"\#(end)"}"#)
        try await house.advance(20)
    }

    /// Gives another guest codes on some doors, hours from now.
    private static func give(_ house: NightHouse, _ doors: [String], _ from: Double, _ to: Double) async throws {
        let minute = (Date.now.timeIntervalSince1970 / 60).rounded(.up) * 60
        func text(_ hours: Double) -> String {
            Date(timeIntervalSince1970: minute + hours * 3600).ISO8601Format()
        }
        for door in doors {
            let device = try await house.device(door)
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(device)","name":"BK-9 Mori","common_code_key":"booking-9","#
                    + #""starts_at":"\#(text(from))","ends_at":"\#(text(to))"}"#
            )
        }
        try await house.advance(5)
    }

    @Test(arguments: [false, true], [[], ["find"]])
    func `find tells by the door who lives there without a code`(isCut: Bool, look: [String]) async throws {
        try await NightHouse.openNow(behind: Self.behind) { house in
            if !look.isEmpty { #expect(try await house.run(look).exitCode == 0) }
            try await Self.take(house, isCut: isCut)
            try await Self.give(house, ["Room 204"], 50, 60)
            for line in [["find", "--door", "Room 204", "--on", "today"], ["find", "Room 204"], ["find", "204"]] {
                let found = try await house.run(line)
                #expect(found.exitCode == 0, "\(line) \(found.told)")
                #expect(found.output.contains("code gone: Room 204"), "\(line) \(found.told)")
                #expect(found.output.contains("    keyshift why \"BK-1 Ito\"\n"), "\(line) \(found.told)")
                guard line.count == 2 else { continue }
                let names = found.output.matches(of: #/(?m)^  (BK-\d \w+)/#).map { String($0.1) }
                #expect(names == ["BK-1 Ito", "BK-9 Mori"], "\(line) \(found.told)")
            }
            let other = try await house.run(["find", "--door", "Room 9"])
            #expect(!other.output.contains("Ito"), "\(other.told)")
        }
    }

    @Test func `a room that a run took from the guest is the guest's no more`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            let moved = try await house.run(["change-room", "Ito", "--to", "Room 10", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            let found = try await house.run(["find", "--door", "Room 204"])
            #expect(found.exitCode == 1 && !found.output.contains("Ito"), "\(found.told)")
        }
    }

    @Test(arguments: [["Room 204"], ["Front", "Room 204"]])
    func `a conflict of a guest who is locked out is answered with why, and with no other hours`(doors: [String])
        async throws
    {
        try await NightHouse.openNow { house in
            let file = FileManager.default.temporaryDirectory.appending(path: "lost-\(UUID().uuidString).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            let line = ["plan", "extend-all", "2h", "--name", "Ito", "--name", "Early", "-o", file]
            #expect(try await house.run(line).exitCode == 2)
            try await house.deleteCodes(of: "BK-1 Ito", on: doors)
            let applied = try await house.run(["apply", file, "--yes", "--allow-partial"])
            #expect(applied.exitCode == 3 && applied.output.contains("CONFLICT  BK-1 Ito"), "\(applied.told)")
            let status = try await house.run(["status"])
            for told in [applied.output, status.output] {
                #expect(told.contains("keyshift why "), "\(told)")
                for word in ["keyshift extend", "keyshift move", "one-end"] {
                    #expect(!told.contains(word), "\(told)")
                }
            }
            #expect(
                status.output.contains("BK-1 Ito has lost a code; who took it, and how it comes back"),
                "\(status.told)"
            )
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first?.first == "readmit", "\(steps)")
            let back = try await house.run(try #require(steps.first) + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
        }
    }

    @Test func `after a plan that was refused for what others changed, status tells what a run gave them`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let file = FileManager.default.temporaryDirectory.appending(path: "lost-\(UUID().uuidString).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            let line = ["plan", "extend-all", "2h", "--name", "Ito", "--allow", "recent", "-o", file]
            #expect(try await house.run(line).exitCode == 2)
            for door in ["Front", "Room 204"] {
                try await house.set(try await house.code("BK-1 Ito", on: try await house.device(door)), to: 3)
            }
            let refused = try await house.run(["apply", file, "--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let status = try await house.run(["status"])
            #expect(status.output.contains("BK-1 Ito"), "\(status.told)")
        }
    }

    @Test(arguments: [false, true])
    func `why offers no line that is refused where another guest came to the room later, and asks before it opens`(
        isCut: Bool
    ) async throws {
        try await NightHouse.openNow(behind: Self.behind) { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            try await Self.take(house, isCut: isCut)
            // Each of them has a door that the other has not.
            try await Self.give(house, ["Room 204", "Room 11"], -1, 20)
            let why = try await house.run(["why", "Ito"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["find", "--door", "Room 204"], "\(why.told)")
            #expect(!steps.contains { $0.first == "readmit" }, "\(why.told)")
            #expect(why.output.contains("BK-9 Mori has Room 204, too: ask who stands there."), "\(why.told)")
            #expect(why.output.contains("keyshift open \"Room 204\" --reason "), "\(why.told)")
            let refused = try await house.run(["readmit", "BK-1 Ito", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let allowed = try await house.run(["readmit", "BK-1 Ito", "--yes", "--allow", "overlap"])
            #expect(allowed.exitCode == 0, "\(allowed.told)")
        }
    }
}
