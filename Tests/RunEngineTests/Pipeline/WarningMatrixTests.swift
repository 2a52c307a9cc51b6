internal import CivilTime
import Journal
package import Model
import Testing

@testable import RunEngine

/// Every maker of a plan × every warning: whoever makes the plan, the operator is told the same.
struct WarningMatrixTests {
    /// Warnings about something else than a plan's rows and doors, and where they are tried.
    private static let elsewhere: [Warning.Code: String] = [
        .mixed: "PipelineMatrixTests, one named booking that only gains time",
        .clock: "PipelineMatrixTests, one named booking that only gains time",
        .zoneData: "PipelineMatrixTests, one named booking that only gains time",
        .settingUnknown: "GroupScriptTests: only a script reads the whole workspace",
        .remembered: "BookingCommandTests: only a booking is remembered",
        .taking: "PipelineMatrixTests, what one named booking takes out of another run",
        .directEffects: "only an undo knows the calls of another run",
        .journal: "what a broken journal does is in JournalErrorTests",
        .stopped: "ApplierStopTests: it is about a run, and not about a plan",
    ]

    /// An undo takes away what its run had given, and says nothing of it.
    private static func isTold(_ code: Warning.Code, _ maker: Proposal.Maker) -> Bool {
        !(maker == .undo && (code == .shorten || code == .lockout))
    }

    @Test(arguments: [Proposal.Maker.script, .booking, .file, .undo, .resume], WarningWorld.all.keys.sorted())
    func `a warning is told whoever made the plan`(maker: Proposal.Maker, code: Warning.Code) throws {
        let world = try #require(WarningWorld.all[code])
        let plan = try Self.plan(of: world, maker)
        let told = plan.warnings.filter { $0.code == code }
        #expect(told.isEmpty != Self.isTold(code, maker), "\(plan.warnings)")
        #expect(told.isEmpty || told.contains { $0.message.contains(world.says) }, "\(told)")
    }

    @Test func `a warning is not told on the other side of its limit`() throws {
        for (code, world) in WarningWorld.silent {
            let told = try Self.plan(of: world, .script).warnings.filter { $0.code == code }
            #expect(told == [], "\(world.says)")
        }
    }

    private static func plan(of world: WarningWorld, _ maker: Proposal.Maker) throws -> Plan {
        switch PlanFixture.outcome(of: try world.proposal(maker), settings: world.settings) {
        case .checked(let checked): return checked.plan
        case .refused(let error, let refused):
            Issue.record("refused: \(error.message)")
            return refused
        }
    }

    @Test func `every code of a warning is tried`() {
        let tried = Set(WarningWorld.all.keys).union(Self.elsewhere.keys)
        #expect(Set(Warning.Code.all).subtracting(tried) == [])
        #expect(Set(WarningWorld.all.keys).intersection(Self.elsewhere.keys) == [])
    }
}

extension Warning.Code: Comparable {
    package static func < (left: Warning.Code, right: Warning.Code) -> Bool { left.word < right.word }
}
