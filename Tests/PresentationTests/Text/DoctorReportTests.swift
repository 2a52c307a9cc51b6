import CivilTime
import Testing

@testable import Presentation

struct DoctorReportTests {
    private func line(_ milliseconds: Int64, isOfThisMachine: Bool) -> String {
        var report = DoctorReport()
        report.addClock(
            ahead: TimeSpan(milliseconds: milliseconds),
            most: TimeSpan(milliseconds: 60_000),
            isOfThisMachine: isOfThisMachine,
        )
        return report.lines.joined()
    }

    @Test func `a clock that is off is to be set, but for a server on this machine that has one of its own`() {
        #expect(
            line(-900_000, isOfThisMachine: false).contains(
                "plans are refused until it is set: timedatectl set-ntp true"
            )
        )
        #expect(!line(-900_000, isOfThisMachine: true).contains("timedatectl"))
        #expect(line(-900_000, isOfThisMachine: true).contains("begin it without --now"))
        #expect(
            line(5000, isOfThisMachine: false).contains("5 s ahead of the server's, and a plan is refused from 60 s on")
        )
        #expect(line(1000, isOfThisMachine: true).contains("agrees with the server's"))
    }
}
