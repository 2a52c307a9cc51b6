internal import CivilTime
import Journal
package import Model
import Testing

@testable import RunEngine

/// Every maker of a plan × every warning: whoever makes the plan, the operator is told the same.
struct WarningMatrixTests {
    /// Warnings about something else than a plan's rows and doors, and where they are tried.
    private static let elsewhere: [Warning.Code: String] = [
        .duplicate: "PipelineMatrixTests: only a stay that is made is a duplicate",
        .takesNoCode: "PipelineMatrixTests and DoorCapacityTests: only a code that is made can find no place",
        .mixed: "PipelineMatrixTests, one named booking that only gains time",
        .clock: "PipelineMatrixTests, one named booking that only gains time",
        .zoneData: "PipelineMatrixTests, one named booking that only gains time",
        .settingUnknown: "GroupScriptTests: only a script reads the whole workspace",
        .remembered: "BookingCommandTests: only a booking is remembered",
        .taking: "PipelineMatrixTests, what one named booking takes out of another run",
        .recent: "PipelineMatrixTests, one named booking that only gains time",
        .takenBack: "OvertakenStormTests: only a journal knows what was taken back",
        .lostDoor: "LostDoorTests: only a booking is asked what it has lost",
        .otherPIN: "OtherPINTests: only a booking is asked which PINs its doors have",
        .openConflict: "OpenConflictTests: each way of planning tells of a conflict that is open",
        .alreadyThen: "NamedBookingTests: only a booking is moved to now",
        .directEffects: "only an undo knows the calls of another run",
        .journal: "what a broken journal does is in JournalErrorTests",
        .stopped: "ApplierStopTests: it is about a run, and not about a plan",
    ]

    /// An undo takes away what its run had given, and says nothing of it.
    private static func isTold(_ code: Warning.Code, _ maker: Proposal.Maker) -> Bool {
        !(maker == .undo && (code == .shorten || code == .lockout))
    }

    /// A code, and a world that has it or just does not.
    struct Trial: Sendable, CustomTestStringConvertible {
        let code: Warning.Code
        let world: WarningWorld

        var testDescription: String { "\(code.word): \(world.says)" }

        static func each(of worlds: KeyValuePairs<Warning.Code, WarningWorld>) -> [Trial] {
            worlds.map { Trial(code: $0.key, world: $0.value) }
        }
    }

    private static let makers: [Proposal.Maker] = [.script, .booking, .file, .undo, .resume]

    @Test(arguments: makers, Trial.each(of: WarningWorld.all))
    func `a warning is told whoever made the plan`(maker: Proposal.Maker, trial: Trial) throws {
        let plan = try Self.plan(of: trial.world, maker)
        let told = plan.warnings.filter { $0.code == trial.code }
        #expect(told.isEmpty != Self.isTold(trial.code, maker), "\(plan.warnings)")
        #expect(told.isEmpty || told.contains { $0.message.contains(trial.world.says) }, "\(told)")
    }

    @Test(arguments: makers, Trial.each(of: WarningWorld.silent))
    func `a warning is not told on the other side of its limit`(maker: Proposal.Maker, trial: Trial) throws {
        let told = try Self.plan(of: trial.world, maker).warnings.filter { $0.code == trial.code }
        #expect(told == [])
    }

    private static func plan(of world: WarningWorld, _ maker: Proposal.Maker) throws -> Plan {
        switch PlanFixture.outcome(of: try world.proposal(maker), settings: world.settings) {
        case .checked(let checked): return checked.plan
        case .refused(let errors, let refused):
            Issue.record("refused: \(errors.map(\.message))")
            return refused
        }
    }

    @Test func `every code of a warning is tried`() {
        let worlds = Set(WarningWorld.all.map(\.key))
        let tried = worlds.union(Self.elsewhere.keys)
        #expect(Set(Warning.Code.all).subtracting(tried) == [])
        #expect(worlds.intersection(Self.elsewhere.keys) == [])
    }
}

extension Warning.Code: Comparable {
    package static func < (left: Warning.Code, right: Warning.Code) -> Bool { left.word < right.word }
}
