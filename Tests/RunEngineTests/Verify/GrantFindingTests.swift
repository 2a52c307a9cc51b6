import CivilTime
import JournalTesting
import Model
import Seam
import Testing

@testable import RunEngine

/// What a grant, its code on a door and its methods say of a change.
struct GrantFindingTests {
    private static let row = JournalSample.grantRow("g1", name: "BK-1 Ito")
    private static let after = JournalSample.row("k").members[0].after

    private static func grant(_ changes: [String: JSONValue] = [:]) throws -> AccessGrant {
        var fields: [String: JSONValue] = [
            "access_grant_id": "g1", "name": "BK-88213 Ito", "space_ids": [],
            "requested_access_methods": [["mode": "code"]],
            "starts_at": .string(after.startsAt?.iso8601 ?? ""), "ends_at": .string(after.endsAt?.iso8601 ?? ""),
            "pending_mutations": [], "errors": [], "warnings": [],
        ]
        fields.merge(changes) { _, new in new }
        return try AccessGrant(.object(fields))
    }

    private static func code(_ changes: [String: JSONValue] = [:]) throws -> AccessCode {
        var fields: [String: JSONValue] = [
            "access_code_id": "g1-1", "device_id": "d", "name": "another name", "type": "time_bound", "status": "set",
            "starts_at": .string(after.startsAt?.iso8601 ?? ""), "ends_at": .string(after.endsAt?.iso8601 ?? ""),
        ]
        fields.merge(changes) { _, new in new }
        return try AccessCode(.object(fields))
    }

    private static let updating: [String: JSONValue] = ["warnings": [["warning_code": "updating_access_times"]]]
    private static let oldEnd: [String: JSONValue] = ["ends_at": "2026-11-23T23:08:00.000Z"]

    @Test(
        arguments: [
            ([:], [:], .onDevice),
            (updating, oldEnd, .waiting),
            ([:], oldEnd, .failed),
            ([:], ["status": "setting"], .waiting),
            ([:], ["errors": [["error_code": "no_space_for_access_code_on_device"]]], .failed),
            (oldEnd, [:], .changed),
            (["warnings": [["warning_code": "device_time_constraints_violated"]]], [:], .look),
            (["warnings": [["warning_code": "being_deleted"]]], [:], .failed),
            (["errors": [["error_code": "cannot_create_requested_access_methods"]]], [:], .failed),
        ] as [([String: JSONValue], [String: JSONValue], CodeFinding.State)]
    )
    func `a code of a grant is judged by the grant first, and then by its own hours`(
        grant: [String: JSONValue],
        code: [String: JSONValue],
        state: CodeFinding.State,
    ) throws {
        let finding = GrantFinding(grant: try Self.grant(grant))
            .finding(try Self.code(code), of: Self.row.members[0], in: Self.row, at: JournalSample.evening)
        #expect(finding.state == state, "\(finding.why ?? "")")
        #expect((finding.why == nil) == (state == .onDevice))
    }

    @Test func `a grant that is gone is another's change before its end, and done behind it`() {
        let finding = GrantFinding(grant: nil)
        let member = Self.row.members[0]
        #expect(finding.finding(nil, of: member, in: Self.row, at: JournalSample.evening).state == .gone)
        #expect(finding.finding(nil, of: member, in: Self.row, at: JournalSample.later(7200)).state == .onDevice)
    }

    @Test func `a door without a code is no failure, and its code that is missing is one`() throws {
        let finding = GrantFinding(grant: try Self.grant())
        let now = JournalSample.evening
        #expect(finding.finding(nil, of: Self.row.members[1], in: Self.row, at: now).state == .onDevice)
        #expect(finding.finding(nil, of: Self.row.members[0], in: Self.row, at: now).state == .failed)
    }

    @Test(
        arguments: [
            (["is_issued": true], []),
            (["is_issued": false], [.waiting]),
            (["is_issued": false, "errors": [["error_code": "failed_to_issue"]]], [.failed]),
            (["mode": "card", "is_issued": false, "is_encoding_required": true], [.look]),
        ] as [([String: JSONValue], [CodeFinding.State])]
    )
    func `a method that is not issued, cannot be, or is a card to encode is told`(
        changes: [String: JSONValue],
        states: [CodeFinding.State],
    ) throws {
        var fields: [String: JSONValue] = ["access_method_id": "m", "mode": "code"]
        fields.merge(changes) { _, new in new }
        let finding = GrantFinding(grant: try Self.grant(), methods: [try AccessMethod(.object(fields))])
        #expect(finding.ofMethods.map(\.state) == states)
    }

    @Test func `methods are asked about only where code and grant do not say all`() throws {
        let codes = ["g1-1": try Self.code()]
        var row = Self.row
        row.members.removeLast()
        func needs(_ changes: [String: JSONValue], _ codes: [String: AccessCode]) throws -> Bool {
            GrantFinding(grant: try Self.grant(changes)).needsMethods(row, codes, at: JournalSample.evening)
        }
        #expect(try !needs([:], codes))
        #expect(try needs([:], [:]))
        #expect(try needs(Self.updating, codes))
        #expect(try needs(["requested_access_methods": [["mode": "code"], ["mode": "card"]]], codes))
    }
}
