import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

struct RowComparisonPropertyTests {
    /// What the three-way decision must be, told from the values alone.
    private enum Decision { case already, send, conflict }

    @Test(arguments: 0..<400)
    func `a read of random members is decided as the plain rule says`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let changes = Set(ChangedField.allCases.filter { _ in Bool.random(using: &random) })
        let row = Row.group(
            "k",
            devices: (0..<Int.random(in: 1...4, using: &random)).map { "d\($0)" },
            changes: changes.isEmpty ? [.endsAt] : changes,
        )
        var states: [String: CodeState] = [:]
        for member in row.members { states[member.accessCodeID] = Self.state(member, &random) }
        var machine = HoursMachine(row, at: Simulation.start)
        let action = machine.found(states, at: Simulation.start)
        switch Self.decision(row, states) {
        case .already:
            #expect(action == .settled && machine.row.status == .already, "seed \(seed)")
        case .send:
            #expect(action == .send, "seed \(seed)")
            Self.checkUpdate(machine, states, seed)
        case .conflict:
            #expect(action == .settled && machine.row.status == .conflict, "seed \(seed)")
            #expect(machine.update == nil)
        }
    }

    private static func state(_ member: Row.Member, _ random: inout SplitMix) -> CodeState? {
        var state = Bool.random(using: &random) ? member.before : member.after
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return nil
        case 1: state.endsAt = Row.oldEnd + TimeSpan(milliseconds: 1)
        case 2: state.startsAt = Row.start - TimeSpan(milliseconds: 1)
        case 3: state.name = "somebody's"
        case 4: return CodeState(startsAt: nil, endsAt: nil, name: state.name, kind: .ongoing)
        default: break
        }
        return state
    }

    private static func decision(_ row: Row, _ states: [String: CodeState]) -> Decision {
        func value(_ state: CodeState, _ field: ChangedField) -> String {
            switch field {
            case .startsAt: "\(state.startsAt?.milliseconds ?? -1)"
            case .endsAt: "\(state.endsAt?.milliseconds ?? -1)"
            case .name: state.name ?? ""
            }
        }
        func picture(_ state: CodeState) -> [String] {
            row.changes.sorted { $0.rawValue < $1.rawValue }.map { value(state, $0) } + [state.kind.rawValue]
        }
        var isDone = true
        for member in row.members {
            guard let state = states[member.accessCodeID] else { return .conflict }
            if picture(state) == picture(member.after) { continue }
            isDone = false
            if picture(state) != picture(member.before) { return .conflict }
        }
        if isDone { return .already }
        // Both bounds go out with every change, and one that is not changed must be the same on every door.
        for field in [ChangedField.startsAt, .endsAt] where !row.changes.contains(field) {
            if Set(states.values.map { value($0, field) }).count > 1 { return .conflict }
        }
        return .send
    }

    private static func checkUpdate(_ machine: HoursMachine, _ states: [String: CodeState], _ seed: Int) {
        let row = machine.row
        guard let update = machine.update, let member = row.members.first else {
            Issue.record("seed \(seed): nothing to send")
            return
        }
        #expect(update.target == row.target)
        #expect(update.startsAt != nil && update.endsAt != nil, "seed \(seed): a bound is missing")
        if row.changes.contains(.startsAt) { #expect(update.startsAt == member.after.startsAt) }
        if row.changes.contains(.endsAt) { #expect(update.endsAt == member.after.endsAt) }
        #expect(update.name == (row.changes.contains(.name) ? member.after.name : nil))
        if !row.changes.contains(.startsAt) { #expect(states.values.allSatisfy { $0.startsAt == update.startsAt }) }
        if !row.changes.contains(.endsAt) { #expect(states.values.allSatisfy { $0.endsAt == update.endsAt }) }
    }
}
