import CivilTime
import Model
import PaceSimulation
import Presentation
import Testing

@testable import RunEngine

struct ProgressTextTests {
    /// Monday 23 November 2026, 22:08 in a zone seven hours west.
    private static let now = PlanFixture.instant("2026-11-24T05:08:30Z")

    private func progress(remaining: Int64?, zone: String? = "-07:00") -> ApplyProgress {
        var progress = ApplyProgress(
            total: 38,
            settled: 21,
            counts: [.applied: 21, .planned: 17],
            now: Self.now,
            elapsed: TimeSpan(milliseconds: 60_000),
            remaining: remaining.map { TimeSpan(milliseconds: $0 * 1000) },
            pacingDoor: "Harbour House front door",
        )
        progress.zone = zone
        return progress
    }

    private func line(_ progress: ApplyProgress) -> String {
        String(ProgressText(progress).line().drop { "█░ ".contains($0) })
    }

    @Test func `it tells what sets the pace, when it is done, and whether the next guest is in time`() {
        var progress = progress(remaining: 420)
        let end = PlanFixture.instant("2026-11-24T17:00:00Z")
        progress.nextEnd = ApplyProgress.NextEnd(at: end, zone: "-07:00", isInTime: true)
        #expect(
            line(progress)
                == "moved 21/38 · Harbour House front door sets the pace (10/min) · 7m left, done 22:15 · "
                + "next old end Tue 10:00, in time (-07:00)"
        )
        progress.nextEnd?.isInTime = false
        #expect(line(progress).hasSuffix("next old end Tue 10:00, late (-07:00)"))
    }

    @Test func `a time on another day has its weekday, and one for doors in several zones is in UTC`() {
        #expect(line(progress(remaining: 7200)).hasSuffix("2h left, done Tue 00:08 -07:00"))
        #expect(line(progress(remaining: 420, zone: nil)).hasSuffix("7m left, done Tue 05:15 UTC"))
        #expect(line(progress(remaining: nil)).hasSuffix("(10/min)"))
    }

    @Test func `an apply tells the next old end until the guest's row is settled`() throws {
        let world = ApplyWorld()
        var rows = Row.groups(30) { _ in ["front"] }
        for place in rows.indices {
            rows[place].deadline = Row.evening + TimeSpan(milliseconds: Int64(place) * 3000 + 20_000)
        }
        rows[0].isInHouse = false
        world.seam.install(rows)
        _ = try world.apply(rows, options: ApplyOptions()).get()
        let reports = world.progress
        #expect(reports.allSatisfy { $0.zone == "-07:00" })
        let ends = reports.compactMap(\.nextEnd)
        #expect(zip(ends, ends.dropFirst()).allSatisfy { $0.at <= $1.at })
        // Ten go at once; the next one waits for a minute, and is due before it is over.
        let late = ends.filter { !$0.isInTime }.map(\.at)
        #expect(late.contains(try #require(rows[11].deadline)))
        #expect(Set(late).isDisjoint(with: rows[1...10].compactMap(\.deadline)))
        #expect(ends.first?.isInTime == true)
        #expect(reports.last?.nextEnd == nil)
    }
}
