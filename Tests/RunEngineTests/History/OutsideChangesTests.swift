import CivilTime
import JournalTesting
import Model
import Seam
import Testing

@testable import RunEngine

/// What Seam tells of a code against what runs sent: what is told of our own change is no change by others.
struct OutsideChangesTests {
    private static let base = JournalSample.evening
    private static let row = JournalSample.row("k1", name: "BK-1 Ito")
    private static var member: Row.Member { row.members[0] }

    /// Minutes after the evening.
    private static func at(_ minutes: Int) -> Instant { base + TimeSpan(milliseconds: Int64(minutes) * 60_000) }

    private static func event(_ type: String, _ minutes: Int, _ from: Int?, _ to: Int) throws -> CodeEvent {
        var bounds: [String: JSONValue] = ["to": .object(["ends_at": .string(at(to).iso8601)])]
        if let from { bounds["from"] = .object(["ends_at": .string(at(from).iso8601)]) }
        var fields: [String: JSONValue] = [
            "event_id": "e", "event_type": .string(type), "access_code_id": .string(member.accessCodeID),
            "occurred_at": .string(at(minutes).iso8601), "created_at": .string(at(minutes).iso8601),
            "workspace_id": "w",
        ]
        if type == "access_code.mutations_requested" {
            bounds["mutation_code"] = "updating_time_frame"
            fields["requested_mutations"] = .array([.object(bounds)])
        } else {
            fields.merge(bounds) { _, new in new }
        }
        return try #require(CodeEvent(try SeamEvent(.object(fields))))
    }

    private static func asked(_ minutes: Int, _ from: Int?, _ to: Int) throws -> CodeEvent {
        try event("access_code.mutations_requested", minutes, from, to)
    }

    private static func done(_ minutes: Int, _ from: Int?, _ to: Int) throws -> CodeEvent {
        try event("access_code.time_frame_changed", minutes, from, to)
    }

    private static func sent(_ minutes: Int, _ end: Int) -> StayHistory.Sent {
        var row = row
        row.status = .applied
        row.members[0].after.endsAt = at(end)
        return StayHistory.Sent(run: JournalSample.run("80aa"), row: row, at: at(minutes))
    }

    /// The ends before and after each change by others, in minutes.
    private func found(
        _ events: [CodeEvent],
        _ sent: [StayHistory.Sent],
        isClockOff: Bool = false,
    ) -> [[Int]] {
        let changes = OutsideChanges(of: Self.member.accessCodeID, in: events, sent: sent, isClockOff: isClockOff)
        return changes.found.map { change in
            [change.from.endsAt, change.to.endsAt].map { end in
                end.map { Int(($0 - Self.base).milliseconds / 60_000) } ?? -1
            }
        }
    }

    @Test func `what a run sent is told by Seam in three forms, and by nobody else`() throws {
        let events = try [Self.asked(0, 600, 660), Self.done(1, 600, 660), Self.done(1, 600, 660)]
        #expect(found(events, [Self.sent(0, 660)]) == [])
        // A lock may take hours.
        #expect(found([try Self.asked(0, 600, 660), try Self.done(300, 600, 660)], [Self.sent(0, 660)]) == [])
        // A send without an answer is repeated.
        #expect(found([try Self.asked(0, 600, 660), try Self.asked(1, 600, 660)], [Self.sent(1, 660)]) == [])
    }

    @Test func `somebody else's change begins with what was wanted before, and not with what the lock had`() throws {
        let events = try [Self.asked(0, 600, 660), Self.asked(10, 600, 630), Self.done(20, 600, 630)]
        #expect(found(events, [Self.sent(0, 660)]) == [[660, 630]])
    }

    @Test func `a change is told once, however Seam tells it`() throws {
        #expect(found([try Self.asked(10, 600, 630), try Self.done(11, 600, 630)], []) == [[600, 630]])
        #expect(found([try Self.done(11, 600, 630), try Self.done(11, 600, 630)], []) == [[600, 630]])
        #expect(found([try Self.done(11, nil, 630)], []) == [[-1, 630]])
    }

    @Test func `hours that a run gave once are somebody else's when they come back later`() throws {
        let events = try [
            Self.asked(0, 600, 660), Self.done(1, 600, 660), Self.asked(30, 660, 630), Self.done(31, 660, 630),
            Self.asked(60, 630, 660), Self.done(61, 630, 660),
        ]
        #expect(found(events, [Self.sent(0, 660)]) == [[660, 630], [630, 660]])
    }

    @Test func `two runs and somebody between them are kept apart`() throws {
        let events = try [
            Self.asked(0, 600, 660), Self.asked(10, 600, 630), Self.asked(20, 600, 690), Self.done(25, 600, 690),
        ]
        #expect(found(events, [Self.sent(0, 660), Self.sent(20, 690)]) == [[660, 630]])
    }

    @Test(arguments: [0, 1])
    func `what a run gave and another took back within minutes is nobody else's doing`(lead: Int) throws {
        let events = try [
            Self.asked(0, 600, 660), Self.done(0, 600, 660), Self.asked(2, 660, 720), Self.done(2, 660, 720),
            Self.asked(3, 720, 660), Self.done(3, 720, 660),
        ]
        let sent = [Self.sent(lead, 660), Self.sent(2 + lead, 720), Self.sent(3 + lead, 660)]
        #expect(found(events, sent) == [])
        #expect(found(events + [try Self.asked(4, 660, 690)], sent) == [[660, 690]])
    }

    @Test func `hours that others gave minutes before a run gave them, too, stay theirs`() throws {
        let events = try [
            Self.asked(0, 600, 690), Self.done(0, 600, 690), Self.asked(1, 690, 660), Self.done(1, 690, 660),
            Self.asked(2, 660, 690), Self.done(2, 660, 690),
        ]
        #expect(found(events, [Self.sent(1, 660), Self.sent(2, 690)]) == [[600, 690]])
    }

    @Test func `hours that others gave again minutes after a run did, and took between, are theirs`() throws {
        let events = try [
            Self.asked(0, 600, 660), Self.done(0, 600, 660), Self.asked(1, 660, 630), Self.done(1, 660, 630),
            Self.asked(2, 630, 660), Self.done(2, 630, 660),
        ]
        #expect(found(events, [Self.sent(0, 660)]) == [[660, 630], [630, 660]])
    }

    @Test func `a clock that is off takes no change of ours for somebody else's`() throws {
        let events = try [Self.asked(0, 600, 660), Self.done(1, 600, 660), Self.asked(30, 660, 630)]
        #expect(found(events, [Self.sent(45, 660)], isClockOff: true) == [[660, 630]])
        #expect(found(events, [Self.sent(45, 660)]).count == 2)
    }

    private static func deleted(_ minutes: Int, _ type: String = "access_code.deleted") throws -> CodeEvent {
        let fields: [String: JSONValue] = [
            "event_id": "e", "event_type": .string(type), "access_code_id": .string(member.accessCodeID),
            "occurred_at": .string(at(minutes).iso8601), "created_at": .string(at(minutes).iso8601),
            "workspace_id": "w",
        ]
        return try #require(CodeEvent(try SeamEvent(.object(fields))))
    }

    /// How others took the code away.
    private func removals(_ events: [CodeEvent], _ sent: [StayHistory.Sent], end: Int? = nil) -> [OutsideChange.Removal]
    {
        let changes = OutsideChanges(
            of: Self.member.accessCodeID,
            in: events,
            sent: sent,
            isClockOff: false,
            end: end.map(Self.at),
        )
        return changes.found.compactMap(\.removal)
    }

    @Test func `a code that goes before its end was taken by somebody, in Seam or on the lock`() throws {
        #expect(removals([try Self.deleted(30)], [Self.sent(0, 660)]) == [.inSeam])
        #expect(removals([try Self.deleted(30)], [], end: 660) == [.inSeam])
        let onLock = "access_code.deleted_external_to_seam"
        #expect(removals([try Self.deleted(30, onLock)], [Self.sent(0, 660)]) == [.onLock])
        // It is no more told by both than it went twice.
        #expect(removals([try Self.deleted(30), try Self.deleted(31, onLock)], [Self.sent(0, 660)]) == [.onLock])
        #expect(removals([try Self.deleted(30, onLock), try Self.deleted(31)], [Self.sent(0, 660)]) == [.onLock])
    }

    @Test func `a code that goes at its end, or by a run, was taken by nobody else`() throws {
        #expect(removals([try Self.deleted(661)], [Self.sent(0, 660)]).isEmpty)
        #expect(removals([try Self.deleted(661)], [], end: 660).isEmpty)
        var cancelled = Self.sent(20, 660)
        var row = cancelled.row
        row.change = .cancel
        row.members[0].after = .absent
        cancelled = StayHistory.Sent(run: cancelled.run, row: row, at: cancelled.at)
        #expect(removals([try Self.deleted(21)], [Self.sent(0, 660), cancelled]).isEmpty)
    }

    // MARK: - Names

    private static func named(_ type: String, _ minutes: Int, _ from: String, _ to: String) throws -> CodeEvent {
        var fields: [String: JSONValue] = [
            "event_id": "e", "event_type": .string(type), "access_code_id": .string(member.accessCodeID),
            "occurred_at": .string(at(minutes).iso8601), "created_at": .string(at(minutes).iso8601),
            "workspace_id": "w",
        ]
        let sides: [String: JSONValue] = [
            "from": .object(["name": .string(from)]), "to": .object(["name": .string(to)]),
        ]
        switch type {
        case "access_code.mutations_requested":
            let mutation = sides.merging(["mutation_code": "updating_name"]) { $1 }
            fields["requested_mutations"] = .array([.object(mutation)])
        case "access_code.changed":
            fields["changed_properties"] = .array([
                .object(["property": "name", "from": .string(from), "to": .string(to)])
            ])
        default: fields.merge(sides) { $1 }
        }
        return try #require(CodeEvent(try SeamEvent(.object(fields))))
    }

    private func names(_ events: [CodeEvent], _ sent: [StayHistory.Sent] = []) -> [[String?]] {
        let changes = OutsideChanges(of: Self.member.accessCodeID, in: events, sent: sent, isClockOff: false)
        return changes.found.compactMap(\.renaming).map { [$0.from, $0.to] }
    }

    private static func renamed(_ minutes: Int, _ name: String) -> StayHistory.Sent {
        var sent = sent(minutes, 60)
        sent = StayHistory.Sent(run: sent.run, row: named(sent.row, name), at: sent.at)
        return sent
    }

    private static func named(_ row: Row, _ name: String) -> Row {
        var row = row
        row.members[0].after.name = name
        return row
    }

    @Test func `another name is told once, however many events tell of it, and again when it becomes another one`()
        throws
    {
        let events = try [
            Self.named("access_code.mutations_requested", 1, "Ito", "Tanaka"),
            Self.named("access_code.name_changed", 2, "Ito", "Tanaka"),
            Self.named("access_code.changed", 90, "Ito", "Tanaka"),
            Self.named("access_code.mutations_requested", 100, "Tanaka", "Ito"),
            Self.named("access_code.name_changed", 101, "Tanaka", "Ito"),
        ]
        #expect(names(events) == [["Ito", "Tanaka"], ["Tanaka", "Ito"]])
    }

    @Test func `a name that a run gave is nobody else's, and one that others gave after it is theirs`() throws {
        let ours = try [
            Self.named("access_code.mutations_requested", 1, "Ito", "Tanaka"),
            Self.named("access_code.name_changed", 30, "Ito", "Tanaka"),
        ]
        #expect(names(ours, [Self.renamed(1, "Tanaka")]).isEmpty)
        let theirs = try [Self.named("access_code.name_changed", 50, "Tanaka", "Sato")]
        #expect(names(ours + theirs, [Self.renamed(1, "Tanaka")]) == [["Tanaka", "Sato"]])
    }

    @Test func `a change of hours that keeps the name hides no name that others gave`() throws {
        let theirs = try [Self.named("access_code.name_changed", 50, "Ito", "Sato")]
        #expect(names(theirs, [Self.renamed(1, "Ito")]) == [["Ito", "Sato"]])
    }
}
