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
}
