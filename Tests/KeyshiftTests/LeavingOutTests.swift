import Foundation
import Testing

/// Rows that are left out for one reason, and would be refused for another.
struct LeavingOutTests {
    @Test func `who is left out as recent is not refused for an overlap`() async throws {
        try await NightHouse.openNow { house in
            func hours(_ count: Double) -> String { Date(timeIntervalSinceNow: count * 3600).ISO8601Format() }
            for (name, door, start) in [("BK-9 Next", "Room 204", 31.0), ("BK-8 After", "Room 9", 93.0)] {
                let (device, bounds) = (try await house.device(door), (hours(start), hours(start + 20)))
                try await house.call(
                    "access_codes/create",
                    #"{"device_id":"\#(device)","name":"\#(name)","starts_at":"\#(bounds.0)","ends_at":"\#(bounds.1)"}"#
                )
            }
            #expect(try await house.run(["extend", "Ito", "--by", "2h", "--yes"]).exitCode == 0)
            let all = try await house.run(["plan", "storm", "2h"])
            #expect(all.exitCode == 4 && all.told.contains("BK-9 Next"), "\(all.told)")
            let others = try await house.run(["plan", "storm", "2h", "--leave-out", "recent"])
            #expect(others.exitCode == 2, "\(others.told)")
            #expect(others.told.contains("BK-2 Nowak") && !others.told.contains("(overlap)"), "\(others.told)")
            let left = try #require(others.output.split(separator: "\n").first { $0.contains("recent: ") })
            #expect(left.contains("BK-1 Ito"), "\(others.told)")
            // Of those that are left, a check refuses as before.
            let next = try await house.run(["plan", "storm", "4h", "--leave-out", "recent"])
            #expect(next.exitCode == 4 && next.told.contains("BK-8 After"), "\(next.told)")
            #expect(!next.told.contains("BK-9 Next"), "\(next.told)")
            let both = try await house.run(["plan", "storm", "2h", "--leave-out", "overlap"])
            #expect(both.exitCode == 2 && both.told.contains("overlap: "), "\(both.told)")
            let sent = try await house.run(["run", "storm", "2h", "--leave-out", "recent", "--yes"])
            #expect(sent.told.contains("2 moved") && sent.told.contains("1 left out"), "\(sent.told)")
        }
    }
}
