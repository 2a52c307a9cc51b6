import Foundation
import Testing

/// A lock that is offline: Seam has the new hours, and the lock gets them when it is back.
struct OfflineLockTests {
    @Test func `the end of a run names what waits for an offline lock, and verify waits for it`() async throws {
        try await NightHouse.open { house in
            try await house.unplug("Room 204")
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            let done = "DONE  1 moved (1 of them waits for an offline lock)"
            #expect(extended.output.contains(done), "\(extended.output)")
            let list = try await house.run(["runs", "list", "--json"]).document()
            let id = try #require((list["runs"] as? [[String: Any]])?.first?["run_id"] as? String)
            #expect(
                extended.output.contains("WAITS  Room 204: Seam has the new hours")
                    && extended.output.contains("keyshift verify \(id) --wait 10m"),
                "\(extended.output)"
            )
            // An hour later Seam has tried in vain; the lock still only waits.
            for seconds in [5, 3600] {
                try await house.advance(seconds)
                for line in [["verify", "last"], ["verify", "--all"], ["verify", "--door", "Room 204"]] {
                    let verified = try await house.run(line)
                    #expect(verified.exitCode == 3, "\(verified.output)")
                    #expect(verified.output.contains("ON THE DOORS  0/1 · 1 waiting"), "\(verified.output)")
                    let waits = "WAITS  BK-1 Ito  Room 204: the lock is offline"
                    #expect(verified.output.contains(waits), "\(verified.output)")
                    #expect(!verified.output.contains("FAILED"), "\(verified.output)")
                }
            }
            let document = try await house.run(["verify", "last", "--json"])
            #expect((try document.rows().first?["error"] as? [String: Any])?["code"] as? String == "waiting")
            try await house.plug("Room 204")
            try await house.advance(60)
            let back = try await house.run(["verify", "last"])
            #expect(back.exitCode == 0 && back.output.contains("ON THE DOORS  1/1   run \(id)"), "\(back.output)")
        }
    }

    @Test func `a run whose locks can all be reached says nothing of it`() async throws {
        try await NightHouse.open { house in
            try await house.unplug("Room 9")
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(extended.output.contains("DONE  1 moved   run "), "\(extended.output)")
            #expect(!extended.output.contains("WAITS"), "\(extended.output)")
            // A code that its lock had before it went offline is on the lock.
            let verified = try await house.run(["verify", "--door", "Room 9"])
            #expect(!verified.output.contains("FAILED"), "\(verified.output)")
        }
    }

    @Test
    func `whoever looks at a door whose lock is offline hears it first, since when, and what to do for the guest`()
        async throws
    {
        try await NightHouse.open { house in
            try await house.unplug("Room 204")
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes", "--json"])
            let id = try #require(try extended.document()["run_id"] as? String, "\(extended.told)")
            let offline = #/OFFLINE  Room 204 since Sun 07:0\d America/New_York: what its lock has cannot be confirmed/#
            for line in [["verify", id], ["verify", "--all"], ["verify", "--door", "Room 204"]] {
                let verified = try await house.run(line)
                #expect(verified.output.contains(offline), "\(line): \(verified.told)")
                #expect(!verified.errors.contains("OFFLINE"), "\(verified.told)")
                let advised = try #require(NightHouse.commands(in: verified.output).last { $0.first == "why" })
                let why = try await house.run(advised)
                #expect(why.exitCode == 0 && why.output.contains("lock offline since Sun 07:0"), "\(why.told)")
            }
            // Who waits hears it before the wait.
            let waited = try await house.run(["verify", "--door", "Room 204", "--wait", "1s"])
            #expect(waited.errors.contains(offline) && waited.errors.contains("--wait"), "\(waited.told)")
            let document = try await house.run(["verify", id, "--json"])
            let doors = try document.document()["offline_doors"] as? [[String: Any]]
            #expect(doors?.count == 1 && doors?.first?["door"] as? String == "Room 204", "\(document.output)")
            #expect((doors?.first?["since"] as? String)?.hasPrefix("2027-02-28T12:0") == true, "\(document.output)")
            let problems = try JSONSchema("run.json").problems(of: JSONSample(parsing: document.output))
            #expect(problems.isEmpty, "\(problems)")
            let seen = try await house.run(["seen", id])
            #expect(
                seen.output.contains("It still waits for Room 204, offline when the hours were sent"),
                "\(seen.told)"
            )
            #expect(seen.output.contains("keyshift verify \(id) --wait 10m"), "\(seen.told)")
            try await house.plug("Room 204")
            try await house.advance(60)
            let back = try await house.run(["verify", "--door", "Room 204"])
            #expect(!back.told.contains("OFFLINE"), "\(back.told)")
            #expect(try await house.run(["verify", id, "--json"]).document()["offline_doors"] == nil)
        }
    }

    @Test func `a guest, a door or an option in the place of a run leads to the line that looks at it`() async throws {
        try await NightHouse.open { house in
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes", "--json"])
            let id = try #require(try extended.document()["run_id"] as? String, "\(extended.told)")
            for (line, advised) in [
                (["verify", "Ito"], [["verify", id], ["why", "booking-1"]]),
                (["verify", "Room 204"], [["verify", id], ["verify", "--door", "Room 204"], ["why", "booking-1"]]),
                (["verify", "--run", id], [["verify", id]]),
                (["runs", "show", "--run=\(id)"], [["runs", "show", id]]),
            ] {
                let refused = try await house.run(line)
                #expect([1, 64].contains(refused.exitCode), "\(line): \(refused.told)")
                for command in advised {
                    let typed = "keyshift " + command.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
                    #expect(refused.errors.contains(typed), "\(typed): \(refused.told)")
                    let outcome = try await house.run(command)
                    #expect(outcome.exitCode == 0 || outcome.exitCode == 3, "\(command): \(outcome.told)")
                }
            }
        }
    }

    @Test func `a door that cannot be opened from here is told with what to do instead`() async throws {
        try await NightHouse.openNow { house in
            try await house.unplug("Room 9")
            let offline = try await house.run(["open", "Room 9", "--reason", "x", "--yes"])
            #expect(offline.exitCode == 1 && offline.told.contains("with a key or send somebody"), "\(offline.told)")
            #expect(offline.told.contains("keyshift verify --door \"Room 9\" --wait 10m"), "\(offline.told)")
        }
    }

    @Test func `status tells a lock that was offline at the last look, and who is behind it`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "BK-1", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["find"]).exitCode == 0)
            let quiet = try await house.run(["status"])
            #expect(quiet.output.contains("All quiet") && !quiet.output.contains("OFFLINE"), "\(quiet.told)")
            try await house.unplug("Room 9")
            #expect(try await house.run(["find"]).exitCode == 0)
            let status = try await house.run(["status"])
            #expect(status.exitCode == quiet.exitCode, "\(status.told)")
            let told =
                /OFFLINE {2}the lock of Room 9 at the last look, .+; BK-2 Nowak has it now {3}keyshift verify --door "Room 9" --wait 10m/
            #expect(status.output.contains(told) && !status.output.contains("All quiet"), "\(status.told)")
            try await house.plug("Room 9")
            #expect(try await house.run(["find"]).exitCode == 0)
            #expect(try await !house.run(["status"]).output.contains("OFFLINE"))
        }
    }

    @Test(arguments: [["verify", "last"], ["verify", "--all"], ["verify", "--door", "Room 9"]])
    func `a lock that went offline with all on it is not confirmed, and is waited for`(line: [String]) async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "BK-2", "--by", "1h", "--yes"]).exitCode == 0)
            let there = try await house.run(line)
            #expect(there.exitCode == 0 && there.output.contains("ON THE DOORS  1/1   "), "\(there.told)")
            try await house.unplug("Room 9")
            let hidden = try await house.run(line + ["--wait", "1s"])
            #expect(hidden.exitCode == 3, "\(hidden.told)")
            let head = "ON THE DOORS  0/1 · 1 not confirmed, its lock is offline   "
            #expect(hidden.output.contains(head), "\(hidden.output)")
            let waits = "Waiting for Room 9, until its lock is back, for at most 1s as --wait says"
            #expect(hidden.errors.contains(waits), "\(hidden.errors)")
            async let waited = house.run(line + ["--wait", "10m"])
            try await house.plug("Room 9")
            let back = try await waited
            #expect(back.exitCode == 0 && back.output.contains("ON THE DOORS  1/1   "), "\(back.told)")
        }
    }
}
