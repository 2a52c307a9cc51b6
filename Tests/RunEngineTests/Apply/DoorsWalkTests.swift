import Model
import Testing

@testable import RunEngine

/// Every crash point of rows that make and end codes, on paper: a wrong one fails with the state printed.
struct DoorsWalkTests {
    @Test(arguments: DoorsCase.allCases)
    func `no crash, lost, late or hidden code and no slow lock makes a double, loses a code, or shuts a guest out`(
        kind: DoorsCase
    ) {
        // A new PIN takes more steps than the others, each of which can be the last.
        let crashes: UInt8 = kind == .newPIN ? 1 : 2
        var walk = DoorsWalk(
            kind,
            stays: 1,
            budget: .init(crashes: crashes, badFates: 1, time: kind == .newPIN ? 2 : 3)
        )
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        #expect(walk.sendCount > 100 && walk.endCount > 10)
        print(
            "one stay, \(kind): \(walk.stateCount) states, \(walk.sendCount) sends, \(walk.endCount) ends, none wrong"
        )
    }

    @Test(arguments: [DoorsCase.create, .cancel, .changeRoom])
    func `two stays that share a door do not disturb each other`(kind: DoorsCase) {
        var walk = DoorsWalk(kind, stays: 2, budget: .init(crashes: 0, badFates: 1, time: 0))
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        print("two stays, \(kind): \(walk.stateCount) states, \(walk.sendCount) sends, none wrong")
    }

    @Test(arguments: DoorsCase.allCases)
    func `somebody else's change ends a row where it is`(kind: DoorsCase) {
        var walk = DoorsWalk(kind, stays: 1, budget: .init(crashes: 0, badFates: 1, foreign: true, time: 1))
        walk.run()
        #expect(walk.violations.isEmpty, "\(walk.violations.first ?? "")")
        print("one stay and a foreign writer, \(kind): \(walk.stateCount) states, none wrong")
    }
}
