import Foundation
import SeamSandbox
import Testing

/// A stay that an access grant holds, at the desk: found, moved, explained, and told why its doors do not open.
struct GrantDeskTests {
    private static let ito = "11111111-1111-4111-8111-111111111111"

    /// The house with BK-1 held by a grant; `more` are further fields of it.
    private func open(
        _ more: String = "",
        _ options: [String] = [],
        _ body: @escaping @Sendable (NightHouse) async throws -> Void,
    ) async throws {
        let grant = """
            "grants": [ { "id": "\(Self.ito)", "name": "BK-1 Ito", "devices": ["Front", "Room 204"], "code": "948162", \(more)
              "starts_at": "2027-02-26T20:00:00Z", "ends_at": "2027-03-01T17:00:00Z" } ],
            """
        try await NightHouse.open(options, ito: grant, body)
    }

    @Test func `find, why and explain know a stay that a grant holds`() async throws {
        try await open { house in
            let found = try await house.run(["find", "Ito", "--json"]).document()
            let stay = try #require((found["stays"] as? [[String: Any]])?.first)
            #expect(stay["kind"] as? String == "grant" && stay["access_grant_id"] as? String == Self.ito)
            #expect(stay["common_code_key"] is NSNull)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("OPENS  Room 204") && why.output.contains("PIN ••62"), "\(why.output)")
            try await house.followsSteps(of: ["why", "Ito"])

            let moved = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes", "--json"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            let row = try #require((try moved.document()["rows"] as? [[String: Any]])?.first)
            #expect(row["kind"] as? String == "grant" && row["access_grant_id"] as? String == Self.ito)
            #expect(row["status"] as? String == "applied")
            for name in [Self.ito, "BK-1 Ito"] {
                let story = try await house.run(["explain", name])
                #expect(story.exitCode == 0 && story.output.contains("13:00"), "\(story.output) \(story.errors)")
            }
            let verified = try await house.run(["verify", "--all"])
            #expect(verified.exitCode == 0, "\(verified.output) \(verified.errors)")
        }
    }

    @Test func `while Seam issues the code anew, why says so, and its command waits for it`() async throws {
        try await open("", ["--settle", "600000"]) { house in
            let moved = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            #expect(moved.output.contains("opens nothing for a moment"), "\(moved.output)")
            #expect(try await house.reasons("Ito") == ["Room 204": "not_set", "Front": "not_set"])
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("is issuing the code of the access grant anew"), "\(why.output)")
            #expect(why.output.contains("keyshift verify --door \"Room 204\" --wait 10m"), "\(why.output)")
            try await house.followsSteps(of: ["why", "Ito"])
        }
    }

    @Test(arguments: [
        ("\"device_time_constraints_violated\": true,", "warning", "a lock cannot keep to these hours"),
        ("\"failed_to_issue\": true,", "error", "Seam could not issue it"),
    ])
    func `what Seam says of a grant or of its methods is the reason, and the next command runs`(
        more: String,
        reason: String,
        words: String,
    ) async throws {
        try await open(more) { house in
            #expect(try await house.reasons("Ito").values.allSatisfy { $0 == reason })
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains(words), "\(why.output)")
            for step in try await house.steps(["why", "Ito"]) {
                // Who types it is asked, as by every command that sends.
                let line = step.map { $0 == "10m" ? "0s" : $0 } + (step.first == "resend" ? ["--yes"] : [])
                let outcome = try await house.run(line)
                #expect([0, 3].contains(outcome.exitCode), "\(line): \(outcome.output) \(outcome.errors)")
            }
        }
    }

    @Test func `a card is told to be encoded anew, by the plan, by verify and by why`() async throws {
        try await open("\"modes\": [\"code\", \"card\"],") { house in
            let moved = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(moved.output.contains("must be encoded anew at the desk"), "\(moved.output)")
            let verified = try await house.run(["verify", "last"])
            #expect(verified.exitCode == 3, "\(verified.output)")
            #expect(verified.output.contains("its card: it must be encoded anew"), "\(verified.output)")
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.contains("its card: it must be encoded anew"), "\(why.output)")
            #expect(try await house.reasons("Ito").values.allSatisfy { $0 == "card_not_encoded" })
            try await house.followsSteps(of: ["why", "Ito"])
        }
    }

    @Test func `a lock without room is the reason, and the next commands make room and write the code anew`()
        async throws
    {
        try await NightHouse.open { house in
            try await house.sandbox.fault(
                """
                { "kind": "edit", "path": "/access_codes/list", "field": "access_codes.*.errors",
                  "to": [ { "error_code": "no_space_for_access_code_on_device", "message": "full" } ] }
                """
            )
            #expect(try await house.reasons("Nowak") == ["Room 9": "not_begun"])
            #expect(try await house.reasons("Ito") == ["Room 204": "lock_full", "Front": "lock_full"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(
                steps.first?.prefix(2) == ["find", "--door"] && steps.contains(["resend", "BK-1 Ito"])
            )
            try await house.sandbox.clearFaults()
            let extended = try await house.run(["resend", "BK-1 Ito", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
        }
    }
}
