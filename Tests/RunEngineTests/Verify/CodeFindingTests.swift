import CivilTime
import JournalTesting
import Model
import Seam
import Testing

@testable import RunEngine

struct CodeFindingTests {
    private static let row = JournalSample.row("k1", name: "BK-1 Ito")

    private func finding(_ changes: [String: JSONValue], at now: Instant = JournalSample.evening) throws -> CodeFinding
    {
        let member = Self.row.members[0]
        var fields: [String: JSONValue] = [
            "access_code_id": .string(member.accessCodeID),
            "device_id": .string(member.deviceID),
            "name": "BK-88213 Ito",
            "type": "time_bound",
            "status": "set",
            "starts_at": .string(member.after.startsAt?.iso8601 ?? ""),
            "ends_at": .string(member.after.endsAt?.iso8601 ?? ""),
        ]
        fields.merge(changes) { _, new in new }
        return CodeFinding(try AccessCode(.object(fields)), of: member, in: Self.row, at: now)
    }

    @Test(
        arguments: [
            (["status": "set"], .onDevice),
            (["status": "unset", "is_scheduled_on_device": true], .onDevice),
            (["status": "unset", "is_scheduled_on_device": false], .scheduled),
            (["status": "setting"], .waiting),
            (["pending_mutations": [["mutation_code": "updating_time_frame"]]], .waiting),
            (["status": "removing"], .failed),
            (["status": "unknown"], .failed),
            (["pending_mutations": [], "errors": [["error_code": "device_offline", "message": "x"]]], .onDevice),
            (["errors": [["error_code": "device_offline", "message": "x"]]], .waiting),
            (["status": "setting", "errors": [["error_code": "device_offline", "message": "x"]]], .waiting),
            (["status": "unknown", "errors": [["error_code": "hub_disconnected", "message": "x"]]], .waiting),
            (["status": "unset", "errors": [["error_code": "bridge_disconnected", "message": "x"]]], .waiting),
            (["status": "removing", "errors": [["error_code": "device_offline", "message": "x"]]], .failed),
            (
                ["pending_mutations": nil, "errors": [["error_code": "device_disconnected", "message": "x"]]], .waiting
            ),
            (
                [
                    "pending_mutations": [["mutation_code": "updating_time_frame"]],
                    "errors": [["error_code": "device_disconnected"], ["error_code": "failed_to_set_on_device"]],
                ], .waiting
            ),
            (["errors": [["error_code": "failed_to_set_on_device"]]], .failed),
            (["errors": [["error_code": "device_offline"], ["error_code": "duplicate_code_on_device"]]], .failed),
            (["errors": [["error_code": "account_disconnected"]]], .failed),
            (["errors": [["error_code": "device_removed"]]], .failed),
            (["errors": ["broken"]], .failed),
            (["status": nil, "pending_mutations": []], .onDevice),
            (["status": nil, "pending_mutations": nil], .failed),
            (["status": "set", "pending_mutations": nil], .onDevice),
            (["status": nil, "pending_mutations": [["mutation_code": "something_new"]]], .waiting),
            (["status": nil, "pending_mutations": [["message": "x"]]], .waiting),
            (["status": nil, "pending_mutations": [["mutation_code": "deleting"]]], .failed),
            (["status": nil, "pending_mutations": [], "warnings": [["warning_code": "being_deleted"]]], .failed),
            (
                ["status": nil, "pending_mutations": [], "warnings": [["warning_code": "delay_in_setting_on_device"]]],
                .waiting
            ),
            (["status": "brand_new", "pending_mutations": []], .onDevice),
            (["ends_at": "2026-11-23T23:59:00.000Z"], .changed),
        ] as [([String: JSONValue], CodeFinding.State)]
    )
    func `a code is judged by its pending changes, errors and status`(
        changes: [String: JSONValue],
        state: CodeFinding.State,
    ) throws {
        let finding = try finding(changes)
        #expect(finding.state == state)
        #expect((finding.why == nil) == (state == .onDevice))
    }

    @Test func `a code that Seam keeps back until its stay is near is no fault, and is one once that has begun`() throws
    {
        let deferred: [String: JSONValue] = [
            "status": "unset", "pending_mutations": [["mutation_code": "deferring_creation"]],
        ]
        let start = try #require(Self.row.members[0].after.startsAt)
        #expect(try finding(deferred, at: start - TimeSpan(milliseconds: 1000)).state == .scheduled)
        #expect(try finding(deferred, at: start + TimeSpan(milliseconds: 1000)).state == .waiting)
        let changed: [String: JSONValue] = ["pending_mutations": [["mutation_code": "updating_time_frame"]]]
        #expect(try finding(changed, at: start - TimeSpan(milliseconds: 1000)).state == .waiting)
    }

    @Test func `a code that is gone is no matter once its stay is over`() {
        let member = Self.row.members[0]
        let now = JournalSample.evening
        #expect(CodeFinding(nil, of: member, in: Self.row, at: now).state == .gone)
        #expect(CodeFinding(nil, of: member, in: Self.row, at: JournalSample.later(7200)).state == .onDevice)
    }

    @Test func `an error of the API is told in words`() throws {
        let finding = try finding(["errors": [["error_code": "device_removed", "message": "x"]]])
        #expect(finding.why == "the lock was removed")
    }

    @Test func `a lock that is offline and has not the hours yet gets them when it is back`() throws {
        let finding = try finding(["status": "setting", "errors": [["error_code": "device_offline", "message": "x"]]])
        #expect(
            finding.why == "the lock is offline; Seam has the new hours, and the lock gets them when it is back"
        )
    }
}
