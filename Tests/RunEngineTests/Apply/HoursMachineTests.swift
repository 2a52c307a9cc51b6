import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct HoursMachineTests {
    private let now = Simulation.start

    private func states(_ row: Row, _ pick: (Int, Row.Member) -> CodeState?) -> [String: CodeState] {
        let pairs = row.members.enumerated().compactMap { index, member in
            pick(index, member).map { (member.accessCodeID, $0) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func changed(_ state: CodeState) -> CodeState {
        var state = state
        state.endsAt = Row.oldEnd + TimeSpan(milliseconds: 86_400_000)
        return state
    }

    private func sent(_ row: Row) -> HoursMachine {
        var machine = HoursMachine(row, at: now)
        _ = machine.found(states(row) { $1.before }, at: now)
        machine.intend()
        return machine
    }

    @Test(arguments: [true, false])
    func `any mix of before and after is sent, and only all after is already`(firstIsDone: Bool) {
        let row = Row.group("k")
        var machine = HoursMachine(row, at: now)
        let mix = states(row) { ($0 == 0) == firstIsDone ? $1.after : $1.before }
        #expect(machine.found(mix, at: now) == .send)
        #expect(machine.found(states(row) { $1.after }, at: now) == .settled)
        #expect(machine.row.status == .already)
        #expect(machine.row.members.map(\.status) == [.already, .already])
    }

    @Test func `another value is a conflict in the time of the doors, and the members say which`() {
        let row = Row.group("k")
        var machine = HoursMachine(row, at: now)
        #expect(machine.found(states(row) { $0 == 1 ? changed($1.before) : $1.before }, at: now) == .settled)
        #expect(machine.row.status == .conflict)
        #expect(machine.row.members.map(\.status) == [.planned, .conflict])
        let sentence = "Door room: planned from ends Tue 24 Nov 11:00, found ends Wed 25 Nov 11:00; nothing was sent"
        #expect(machine.row.error?.code == .conflict && machine.row.error?.message == sentence)
    }

    @Test func `a missing member is a conflict`() {
        let row = Row.group("k")
        var machine = HoursMachine(row, at: now)
        #expect(machine.found(states(row) { $0 == 0 ? nil : $1.after }, at: now) == .settled)
        #expect(machine.row.status == .conflict)
        #expect(machine.row.members.map(\.status) == [.conflict, .already])
        #expect(machine.row.error?.message.contains("Door front: planned from ends Tue 24 Nov 11:00, found no") == true)
    }

    @Test func `a field that the row does not change may differ`() {
        let row = Row.group("k")
        var machine = HoursMachine(row, at: now)
        let renamed = states(row) { _, member in
            var state = member.before
            state.name = "other"
            return state
        }
        #expect(machine.found(renamed, at: now) == .send)
        #expect(machine.update?.name == nil)
    }

    @Test func `when one bound changes the other goes out as it was just read`() {
        let row = Row.group("k")
        var machine = HoursMachine(row, at: now)
        let moved = Row.start - TimeSpan(milliseconds: 60_000)
        func read(_ startsAt: (Int) -> Instant) -> [String: CodeState] {
            states(row) { index, member in
                var state = member.before
                state.startsAt = startsAt(index)
                return state
            }
        }
        #expect(machine.found(read { _ in moved }, at: now) == .send)
        #expect(machine.update == CodeUpdate(target: row.target, startsAt: moved, endsAt: Row.newEnd))
        #expect(machine.found(read { $0 == 0 ? moved : Row.start }, at: now) == .settled)
        #expect(machine.row.status == .conflict)
        #expect(machine.row.error?.message.contains("different hours now") == true)
    }

    @Test func `an ongoing code is never given one bound`() {
        var row = Row.code("c")
        row.members[0].before = CodeState(startsAt: nil, endsAt: Row.oldEnd, name: nil)
        row.members[0].after = CodeState(startsAt: nil, endsAt: Row.newEnd, name: nil)
        var machine = HoursMachine(row, at: now)
        #expect(machine.found(["c": row.members[0].before], at: now) == .settled)
        #expect(machine.row.status == .conflict)
    }

    @Test func `a code that gets an end is told its type`() {
        var row = Row.code("c", changes: [.startsAt, .endsAt])
        row.members[0].before = CodeState(startsAt: nil, endsAt: nil, name: "Ito", kind: .ongoing)
        var machine = HoursMachine(row, at: now)
        #expect(machine.found(["c": row.members[0].before], at: now) == .send)
        #expect(machine.update?.kind == .timeBound)
        #expect(machine.update?.endsAt == Row.newEnd)
    }

    @Test func `the first lost answer is repeated at once, the second is read`() {
        var machine = sent(.group("k"))
        #expect(machine.refused(RowError(.lostAnswer), SendVerdict(.lostAnswer), at: now) == .sendAgain)
        machine.intend()
        #expect(machine.attempt == 2)
        #expect(machine.refused(RowError(.lostAnswer), SendVerdict(.lostAnswer), at: now) == .readBack)
        #expect(machine.showed(states(machine.row) { $1.before }, isLast: false) == .readBack)
        #expect(machine.showed(states(machine.row) { $1.before }, isLast: true) == .settled)
        #expect(machine.row.status == .pending)
        #expect(machine.row.error?.message.contains("no answer in 30 s") == true)
    }

    @Test func `a refusal after a lost answer is only believed when the reads show the old hours`() {
        for showsNew in [true, false] {
            var machine = sent(.group("k"))
            _ = machine.refused(RowError(.lostAnswer), SendVerdict(.lostAnswer), at: now)
            let refusal = SeamError.status(400, "ends_at must be in the future")
            #expect(machine.refused(RowError(refusal), SendVerdict(refusal), at: now) == .readBack)
            #expect(machine.showed(states(machine.row) { showsNew ? $1.after : $1.before }, isLast: true) == .settled)
            #expect(machine.row.status == (showsNew ? .applied : .failed))
            #expect(machine.row.error?.message == (showsNew ? nil : "ends_at must be in the future"))
        }
    }

    @Test func `what never left is tried three times more, then failed`() {
        var machine = sent(.group("k"))
        for wait in HoursMachine.backoffs {
            #expect(
                machine.refused(RowError(.unreachable), SendVerdict(.unreachable), at: now) == .wait(until: now + wait)
            )
        }
        #expect(machine.refused(RowError(.unreachable), SendVerdict(.unreachable), at: now) == .settled)
        #expect(machine.row.status == .failed)
        #expect(machine.row.error?.code.rawValue == "connection")
        #expect(machine.row.error?.message == "cannot reach the server; nothing was sent")
    }

    @Test func `an ongoing code after a send fails at the first sight`() {
        var machine = sent(.group("k"))
        _ = machine.accepted(requestID: "r")
        let lost = CodeState(startsAt: nil, endsAt: nil, name: "Ito", kind: .ongoing)
        #expect(machine.showed(states(machine.row) { $0 == 0 ? lost : $1.after }, isLast: false) == .settled)
        #expect(machine.row.status == .failed)
        #expect(machine.row.members.map(\.status) == [.failed, .applied])
        #expect(machine.row.error?.code.rawValue == "ongoing")
        #expect(machine.row.error?.requestID == "r")
        #expect(machine.row.error?.message.contains("opens for ever: Door front") == true)
    }

    @Test func `a member that vanished after a send, or has another value, is for a person to look at`() {
        for vanished in [true, false] {
            var machine = sent(.group("k"))
            _ = machine.accepted(requestID: "r")
            let found = states(machine.row) { $0 == 0 ? (vanished ? nil : changed($1.before)) : $1.after }
            #expect(machine.showed(found, isLast: false) == .readBack)
            #expect(machine.showed(found, isLast: true) == .settled)
            #expect(machine.row.status == .look)
            #expect(machine.row.members.map(\.status) == [.look, .applied])
            #expect(machine.row.error?.message.contains("Seam Console") == true)
        }
    }

    @Test func `a pending row is read at once and sent again only 90 s after its last send`() {
        var row = Row.group("k")
        row.status = .pending
        var machine = HoursMachine(row, past: RowPast(attempt: 2, sentAt: now), at: now)
        let due = now + TimeSpan(milliseconds: 90_000)
        #expect(machine.found(states(row) { $1.before }, at: now) == .wait(until: due))
        #expect(machine.row.status == .pending)
        #expect(machine.found(states(row) { $1.before }, at: due) == .send)
        machine.intend()
        #expect(machine.attempt == 3)
        #expect(machine.found(states(row) { $1.after }, at: due) == .settled)
        #expect(machine.row.status == .applied)
    }

    @Test func `an intent without an outcome is decided by the read`() {
        let row = Row.group("k")
        var machine = HoursMachine(row, past: RowPast(attempt: 1, sentAt: now, isOpen: true), at: now)
        #expect(machine.found(states(row) { $1.before }, at: now) == .send)
        #expect(machine.found(states(row) { changed($1.before) }, at: now) == .settled)
        #expect(machine.row.status == .look)
    }

    @Test(
        arguments: [
            (SeamError.status(429, ""), SendVerdict.throttled(TimeSpan(milliseconds: 60_000))),
            (.status(429, "", retryAfter: 7), .throttled(TimeSpan(milliseconds: 7000))),
            (.status(429, "", retryAfter: 0), .throttled(TimeSpan(milliseconds: 1000))),
            (.status(400, ""), .refused), (.status(404, ""), .refused), (.status(401, ""), .refused),
            (.status(302, ""), .refused), (.status(408, ""), .uncertain),
            (.status(500, ""), .uncertain), (.status(503, ""), .uncertain), (.status(200, ""), .uncertain),
            (.lostAnswer, .uncertain), (.unreachable, .unsent),
            (SeamError(.invalidInput, "", delivery: .notSent), .refused),
            (SeamError(.cancelled, "", delivery: .notSent), .cancelled),
            (SeamError(.cancelled, "", delivery: .unanswered), .uncertain),
        ]
    )
    func `an error of a send has one meaning`(error: SeamError, verdict: SendVerdict) {
        #expect(SendVerdict(error) == verdict)
    }
}
