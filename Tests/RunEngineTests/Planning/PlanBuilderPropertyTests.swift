import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

/// Random changes of two groups and a single code, against a model that knows nothing of rows: one state for each code.
struct PlanBuilderPropertyTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private struct Model {
        var states: [String: CodeState]
        var moved: Set<String> = []
        /// The fields that some change has set, by their codes.
        var fixed: [String: Set<ChangedField>] = [:]

        /// What a change should do, nil when it should be refused.
        mutating func apply(_ change: Change, to ids: [String], unit: String) -> Bool {
            if change.isRelative, moved.contains(unit) { return false }
            var next = states
            for id in ids {
                guard var state = next[id], let start = state.startsAt, let end = state.endsAt else { return false }
                state.startsAt = Self.moved(start, change.starts)
                state.endsAt = Self.moved(end, change.ends)
                state.name = change.name ?? state.name
                guard let newStart = state.startsAt, let newEnd = state.endsAt else { return false }
                if change.starts != nil || change.ends != nil {
                    guard newStart < newEnd, newEnd > PlanFixture.now || newEnd == end else { return false }
                }
                next[id] = state
                let set = change.fields.intersection(fixed[id] ?? [])
                if !change.replaces, set.contains(where: { !state.agrees(with: states[id] ?? state, on: [$0]) }) {
                    return false
                }
            }
            states = next
            for id in ids { fixed[id, default: []].formUnion(change.fields) }
            if change.isRelative { moved.insert(unit) }
            return true
        }

        private static func moved(_ bound: Instant, _ move: Change.Move?) -> Instant {
            switch move {
            case .to(let instant): instant
            case .by(let span): bound + span
            case .noEarlierThan(let instant): max(bound, instant)
            default: bound
            }
        }
    }

    private static let units: [(target: Row.Target, unit: String, ids: [String])] = [
        (.group(commonCodeKey: "ito"), "ito", ["i1", "i2"]), (.group(commonCodeKey: "mixed"), "mixed", ["m1", "m2"]),
        (.code(accessCodeID: "i1"), "ito", ["i1"]), (.code(accessCodeID: "m2"), "mixed", ["m2"]),
        (.code(accessCodeID: "s1"), "s1", ["s1"]),
    ]

    private static func change(_ random: inout Random) -> Change {
        let hours = Int64.random(in: -30...60, using: &random)
        let instant = PlanFixture.now + PlanFixture.span(hours: hours)
        let span = PlanFixture.span(hours: Int64.random(in: 1...5, using: &random))
        return switch Int.random(in: 0..<6, using: &random) {
        case 0: Change(ends: .to(instant))
        case 1: Change(starts: .to(instant))
        case 2: Change(ends: .noEarlierThan(instant))
        case 3: Change(starts: .by(span), ends: .by(span))
        case 4: Change(name: "name \(hours)")
        default: Change(starts: .to(instant), ends: .to(instant + span))
        }
    }

    @Test(arguments: 0..<300)
    func `whatever is recorded, the rows bring each code to where the changes put it, and touch it once`(seed: Int)
        throws
    {
        var random = Random(state: UInt64(seed) &* 7919 &+ 17)
        let codes = PlanFixture.codes + MixedFixture.codes
        let builder = PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: codes))
        let before = Dictionary(uniqueKeysWithValues: codes.map { ($0.accessCodeID, $0.state) })
        var model = Model(states: before)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let choice = Self.units[Int.random(in: 0..<Self.units.count, using: &random)]
            var change = Self.change(&random)
            change.replaces = Bool.random(using: &random)
            let isTaken = model.apply(change, to: choice.ids, unit: choice.unit)
            var error: PlanError?
            do throws(PlanError) {
                try builder.record(change, of: choice.target, at: PlanFixture.now)
            } catch let refusal {
                error = refusal
            }
            #expect((error == nil) == isTaken, "\(change) of \(choice.target): \(error?.message ?? "taken")")
        }
        let members = builder.rows.flatMap(\.members)
        #expect(Set(members.map(\.accessCodeID)).count == members.count)
        var reached = before
        for row in builder.rows {
            for member in row.members {
                #expect(member.before == before[member.accessCodeID])
                reached[member.accessCodeID] = member.after
            }
            // One call gives all doors of a group the same values.
            if row.changesHours { #expect(Set(row.members.map { [$0.after.startsAt, $0.after.endsAt] }).count <= 1) }
            if row.changes.contains(.name) { #expect(Set(row.members.map(\.after.name)).count <= 1) }
            #expect(
                (row.status == .already) == row.members.allSatisfy { $0.before.agrees(with: $0.after, on: row.changes) }
            )
        }
        #expect(reached == model.states)
        #expect(
            Dictionary(uniqueKeysWithValues: builder.index.codes.values.map { ($0.accessCodeID, $0.state) })
                == model.states
        )
    }
}
