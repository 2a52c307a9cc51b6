import Foundation
import Testing

/// What a command about one booking costs, and what it says when nothing moves.
struct NamedBookingTests {
    /// One stay on two doors, until noon in New York on 1 March 2027; the sandbox's clock stands at the day before.
    private static let seed = """
        {
          "format": 1,
          "workspaces": [
            {
              "name": "Harbour",
              "devices": [
                { "name": "Front", "time_zone": "America/New_York" },
                { "name": "Room 204", "time_zone": "America/New_York" }
              ],
              "groups": [
                {
                  "name": "BK-1 Ito", "devices": ["Front", "Room 204"],
                  "starts_at": "2027-02-26T20:00:00Z", "ends_at": "2027-03-01T17:00:00Z"
                }
              ]
            }
          ]
        }
        """

    private func with(
        _ body: @escaping @Sendable (Program, SandboxProcess) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
        let seed = try Program.write(Self.seed, in: folder, name: "seed-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(atPath: seed) }
        try await SandboxProcess.with(["--seed", seed, "--now", "2027-02-28T12:00:00Z"]) { program, _, sandbox in
            try await body(program, sandbox)
        }
    }

    @Test func `a booking of two doors that the journal knows is moved with seven requests`() async throws {
        try await with { program, sandbox in
            let first = try await program.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(first.exitCode == 0, "\(first.output) \(first.errors)")
            let known = try await sandbox.stats()
            let before = known.total
            let second = try await program.run(["extend", "BK-1", "--to", "14:00", "--yes", "--json"])
            #expect(second.exitCode == 0, "\(second.errors)")
            #expect(try second.summary()["applied"] == 1)
            #expect((try second.rows().first?["members"] as? [Any])?.count == 2)
            let stats = try await sandbox.stats()
            // The seventh asks whether a code was made or renamed since: it could have the same name.
            #expect(stats.total - before <= 7, "\(stats.requests)")
            #expect(stats.requests["/events/list", default: 0] - known.requests["/events/list", default: 0] == 1)
        }
    }

    @Test func `a change by a distance asks once more, whether somebody else moved it as far`() async throws {
        try await with { program, sandbox in
            #expect(try await program.run(["extend", "BK-1", "--to", "13:00", "--yes"]).exitCode == 0)
            let before = try await sandbox.stats().total
            let second = try await program.run(["extend", "BK-1", "--by", "1h", "--yes", "--json"])
            #expect(try second.summary()["applied"] == 1, "\(second.errors)")
            let stats = try await sandbox.stats()
            #expect(stats.total - before <= 8, "\(stats.requests)")
        }
    }

    @Test func `an end that is later already is not called so, and ends with 3`() async throws {
        try await with { program, sandbox in
            let outcome = try await program.run(["extend", "BK-1", "--to", "09:00", "--yes"])
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            #expect(
                outcome.output.contains("ends Mon 12:00 already, later than 09:00; left as it is"),
                "\(outcome.output)"
            )
            #expect(outcome.output.contains("\n  to end it earlier: keyshift end --help\n"), "\(outcome.output)")
            #expect(!outcome.output.contains("--allow"), "\(outcome.output)")
            #expect(outcome.output.contains("NOTHING MOVED  1 left as it is"), "\(outcome.output)")
            #expect(!outcome.output.contains("already so"), "\(outcome.output)")
            let document = try await program.run(["extend", "BK-1", "--to", "2027-02-28 23:00", "--yes", "--json"])
            #expect(document.exitCode == 3)
            #expect(try document.summary()["already"] == 1)
            let error = try #require(try document.rows().first?["error"] as? [String: Any])
            #expect(error["code"] as? String == "ends_later")
            let message = "ends Mon 12:00 already, later than Sun 23:00; left as it is (America/New_York)"
            #expect(error["message"] as? String == message)
            #expect(try await sandbox.stats().updates == 0)
        }
    }

    @Test(arguments: ["1:30", "tomorrow 1:30", "7:30"])
    func `an hour of the morning before the end is answered with the afternoon, and its line works`(time: String)
        async throws
    {
        try await with { program, _ in
            let outcome = try await program.run(["extend", "BK-1", "--to", time, "--yes"])
            #expect(outcome.exitCode == 3, "\(outcome.told)")
            let lines = NightHouse.commands(in: outcome.told.replacing(": keyshift ", with: ":\n    keyshift "))
            let clock = time.hasSuffix("1:30") ? "13:30" : "19:30"
            let line = try #require(lines.first { $0.first == "extend" }, "\(outcome.told)")
            #expect(line == ["extend", "BK-1 Ito", "--to", "2027-03-01 \(clock)"], "\(outcome.told)")
            let sent = try await program.run(line + ["--yes", "--json"])
            #expect(try sent.summary()["applied"] == 1, "\(sent.told)")
        }
    }

    @Test func `an end that is over is never offered, and nobody inside is offered to lose time`() async throws {
        try await with { program, _ in
            for time in ["2027-02-27 13:00", "2027-02-28 01:30", "03:00", "2027-03-01 9:00"] {
                let outcome = try await program.run(["extend", "BK-1", "--to", time, "--yes"])
                #expect(outcome.exitCode == 3, "\(time): \(outcome.told)")
                for word in ["keyshift end \"", "--allow", "keyshift extend \"BK-1 Ito\" --to \"2027-02-2"] {
                    #expect(!outcome.told.contains(word), "\(time): \(outcome.told)")
                }
            }
        }
    }

    @Test func `an end that is so already is done`() async throws {
        try await with { program, sandbox in
            for line in [["extend", "BK-1", "--to", "12:00"], ["move", "BK-1", "--ends", "12:00"]] {
                let outcome = try await program.run(line + ["--yes"])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("1 already so"), "\(outcome.output)")
            }
            #expect(try await sandbox.stats().updates == 0)
        }
    }

    @Test func `a start that is moved to now is not moved again when it is typed again`() async throws {
        try await NightHouse.open { house in
            let line = ["move", "BK-2", "--starts", "now", "--yes"]
            let first = try await house.run(line + ["--allow", "overlap"])
            #expect(first.exitCode == 0, "\(first.output) \(first.errors)")
            let updates = try await house.sandbox.stats().updates
            try await house.advance(60)
            for options in [[], ["--quiet"]] {
                let again = try await house.run(line + options)
                #expect(again.exitCode == 0, "\(again.output) \(again.errors)")
                #expect((again.output + again.errors).contains("already, and is left as it is"), "\(again.output)")
            }
            #expect(try await house.sandbox.stats().updates == updates)
        }
    }
}
