import CivilTime
import Journal
import Model
import Testing

@testable import RunEngine

struct ServeMetricsTests {
    @Test func `the text follows OpenMetrics and has what was counted`() {
        var watch = SchedulerWatch()
        for milliseconds in [100, 900, 1100, 7_200_000] as [Int64] {
            watch.fired(after: TimeSpan(milliseconds: milliseconds))
        }
        watch.failed()
        watch.ticked(at: PlanFixture.instant("2026-11-20T07:00:00.250Z"))
        var counts = JournalCounts()
        counts.firings = [.done: 3, .missed: 1]
        counts.rows = [.conflict: 2, .applied: 9]
        counts.rateLimited = 4
        let age = ZoneDataAge(
            version: "2026f",
            dateOfFile: PlanFixture.instant("2026-11-19T07:00:00Z"),
            now: PlanFixture.instant("2026-11-20T07:00:00Z"),
        )
        let schedules = [ScheduleFixture.nightly(), ScheduleFixture.nightly { $0.pausedAt = $0.addedAt }]
        let problem = ScheduleProblem(.cron, "cron", "it is empty")
        let unreadable = [UnreadableSchedule(name: "early", problem: problem)]
        let text = ServeMetrics(counts, watch, schedules: schedules, unreadable: unreadable, zoneData: age).text
        let lines = text.split(separator: "\n").map(String.init)
        for line in [
            "keyshift_firing_delay_seconds_bucket{le=\"0.25\"} 1",
            "keyshift_firing_delay_seconds_bucket{le=\"1.0\"} 2",
            "keyshift_firing_delay_seconds_bucket{le=\"2.0\"} 3",
            "keyshift_firing_delay_seconds_bucket{le=\"+Inf\"} 4",
            "keyshift_firing_delay_seconds_count 4",
            "keyshift_firing_delay_seconds_sum 7202.1",
            "keyshift_firings{state=\"missed\"} 1",
            "keyshift_rows{status=\"applied\"} 9",
            "keyshift_conflicts 2",
            "keyshift_rate_limited 4",
            "keyshift_schedules{paused=\"true\"} 1",
            "keyshift_unreadable_schedules 1",
            "keyshift_journal_failures_total 1",
            "keyshift_last_look_timestamp_seconds 1795158000.25",
            "keyshift_zone_data_info{version=\"2026f\"} 1",
            "keyshift_zone_data_age_seconds 86400",
        ] {
            #expect(lines.contains(line), "\(line) is not in:\n\(text)")
        }
        #expect(lines.last == "# EOF")
        let families = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(Set(families).count == families.count)
        let samples = lines.filter { !$0.hasPrefix("#") }
        #expect(samples.allSatisfy { line in families.contains { line.hasPrefix($0) } })
    }

    @Test func `the delays of a watch say when the clock jumped`() {
        var watch = SchedulerWatch()
        let start = PlanFixture.instant("2026-11-20T07:00:00Z")
        #expect(watch.look(at: start) == nil)
        #expect(watch.look(at: start + TimeSpan(milliseconds: 29_000)) == nil)
        #expect(watch.look(at: start + TimeSpan(milliseconds: 3_629_000))?.contains("went on by 1h") == true)
        #expect(watch.look(at: start)?.contains("went back by 1h29s") == true)
    }
}
