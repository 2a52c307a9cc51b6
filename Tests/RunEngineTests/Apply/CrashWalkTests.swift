import Model
import Testing

@testable import RunEngine

/// Every crash point on paper: the walk visits each state once, and a wrong one fails with the state printed.
struct CrashWalkTests {
    @Test(arguments: SecondRun.allCases)
    func `no crash, lost answer, late send, stale read or foreign writer makes a double, a lost or a wrong group`(
        second: SecondRun
    ) {
        let budget = CrashWalk.Budget(crashes: 1, badFates: 1, badFatesOfGroup: 1, foreign: true, time: 1)
        var walk = CrashWalk(second, groups: 3, budget: budget)
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        #expect(walk.sendCount > 1000)
        print("three groups, then \(second): \(walk.stateCount) states, \(walk.sendCount) sends, none wrong")
    }

    @Test(arguments: SecondRun.allCases)
    func `one group survives whatever goes wrong twice over two crashes`(second: SecondRun) {
        let budget = CrashWalk.Budget(crashes: 2, badFates: 2, badFatesOfGroup: 2, foreign: true, time: 2)
        var walk = CrashWalk(second, groups: 1, budget: budget)
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        print("one group, then \(second): \(walk.stateCount) states, \(walk.sendCount) sends, none wrong")
    }

    @Test(arguments: SecondRun.allCases)
    func `access grants survive what groups do`(second: SecondRun) {
        let budget = CrashWalk.Budget(crashes: 2, badFates: 2, badFatesOfGroup: 2, foreign: true, time: 2)
        var walk = CrashWalk(second, groups: 1, budget: budget, of: .grant(accessGrantID: "g"))
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        #expect(walk.sendCount > 100)
        print("one grant, then \(second): \(walk.stateCount) states, \(walk.sendCount) sends, none wrong")
    }
}
