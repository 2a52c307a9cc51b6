import CivilTime
import PaceSimulation
import Testing

@testable import RunEngine

/// The board and its pacer against a server that counts strictly.
struct MakespanTests {
    @Test(arguments: Workload.allCases, [false, true])
    func `the time is little more than the busiest device must take, and nothing is refused`(
        workload: Workload,
        hasDeadlines: Bool
    ) {
        let count = workload == .hotDevice ? 300 : 1000
        let devices = workload == .random ? 60 : 211
        let rows = workload.rows(count, devices: devices, frontDoors: 10, hasDeadlines: hasDeadlines)
        let course = PaceSimulation.apply(rows)
        #expect(course.refusals == 0)
        let (percent, bound) = (course.elapsed.milliseconds * 100, rows.busiestDeviceBound)
        #expect(percent <= bound.milliseconds * (hasDeadlines ? 110 : 102), "\(course.elapsed) for a bound of \(bound)")
    }

    @Test(arguments: Workload.allCases)
    func `two nodes that share the doors take little more than the busiest device must, and nothing is refused`(
        workload: Workload
    ) {
        let rows = workload.rows(600, devices: workload == .random ? 60 : 211, frontDoors: 10, hasDeadlines: false)
        let course = NodesSimulation.apply(rows)
        #expect(course.sentAt.count == rows.count)
        #expect(course.refusals == 0)
        let (percent, bound) = (course.elapsed.milliseconds * 100, rows.busiestDeviceBound)
        #expect(percent <= bound.milliseconds * 105, "\(course.elapsed) for a bound of \(bound)")
    }
}
