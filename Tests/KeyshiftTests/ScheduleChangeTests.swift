import Foundation
import Testing

/// A change of a schedule that names only what is other.
struct ScheduleChangeTests {
    private static let line = ["schedule", "add", "late", "extend-all", "1h"]
    private static let rules = [
        "--at", "10:30", "--zone", "America/New_York", "--max-groups", "9", "--allow", "overlap",
    ]

    private func line(_ house: NightHouse) async throws -> [String: Any] {
        try await house.run(["schedule", "show", "late", "--json"]).document()
    }

    @Test func `without the script all stays that is not typed, and what changed is told`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.line + Self.rules).exitCode == 0)
            let changed = try await house.run(["schedule", "add", "late", "--at", "10:45", "--replace"])
            #expect(changed.exitCode == 0, "\(changed.told)")
            #expect(changed.output.contains("CHANGED  --at 10:30 → --at 10:45\n"), "\(changed.output)")
            let shown = try await house.run(["schedule", "show", "late"])
            for words in ["extend-all.lua 1h", "45 10 * * *  America/New_York", "--max-groups 9", "--allow overlap"] {
                #expect(shown.output.contains(words), "\(words): \(shown.output)")
            }
            // Typed before the name, tied to its value, and of an option that may be given more than once.
            let other = try await house.run(
                ["schedule", "add", "--replace", "--max-groups=12", "--allow", "mixed", "late"]
            )
            #expect(other.exitCode == 0, "\(other.told)")
            let again = try await house.run(["schedule", "show", "late"])
            for words in ["extend-all.lua 1h", "45 10 * * *", "--max-groups 12", "--allow mixed"] {
                #expect(again.output.contains(words), "\(words): \(again.output)")
            }
            #expect(
                !again.output.contains("overlap:  ") && !again.output.contains("--allow overlap"),
                "\(again.output)"
            )
        }
    }

    @Test func `with the script its time and its zone stay, and options are those of the line`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.line + Self.rules).exitCode == 0)
            let changed = try await house.run(["schedule", "add", "late", "extend-all", "2h", "--replace"])
            #expect(changed.exitCode == 0, "\(changed.told)")
            let shown = try await house.run(["schedule", "show", "late"])
            #expect(
                shown.output.contains("extend-all.lua 2h") && shown.output.contains("30 10 * * *  America/New_York")
            )
            #expect(!shown.output.contains("--max-groups"), "\(shown.output)")
        }
    }

    @Test
    func `a name that is there is refused at once with the line that changes it, and one that is not with the nearest`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.line + Self.rules).exitCode == 0)
            let refused = try await house.run(Self.line + ["--at", "11:00", "--zone", "America/New_York"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            let words = "keyshift schedule add late extend-all 1h --at 11:00 --zone America/New_York --replace"
            #expect(refused.errors.contains(words), "\(refused.errors)")
            let missing = try await house.run(["schedule", "add", "later", "--at", "11:00", "--replace"])
            #expect(missing.exitCode == 1 && missing.errors.contains("did you mean late?"), "\(missing.told)")
            let none = try await house.run(["schedule", "add", "new", "--at", "11:00"])
            #expect(none.exitCode == 64 && none.errors.contains("say which script it runs"), "\(none.told)")
            #expect(!none.errors.contains("<subcommand>"), "\(none.errors)")
        }
    }
}
