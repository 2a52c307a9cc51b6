import Foundation
import Testing

/// Somebody who opens the rooms of several guests, and whose name does not say that it is staff.
struct UnlistedStaffTests {
    /// The house with Ana Kovac on three rooms for weeks, two of which guests have.
    private static func open(_ body: @escaping @Sendable (NightHouse) async throws -> Void) async throws {
        try await NightHouse.openNow { house in
            let hours = (-24.0, 700.0)
            let (start, end) = (Date(timeIntervalSinceNow: hours.0 * 3600), Date(timeIntervalSinceNow: hours.1 * 3600))
            for door in ["Room 204", "Room 9", "Room 10"] {
                let device = try await house.device(door)
                try await house.call(
                    "access_codes/create",
                    #"{"device_id":"\#(device)","name":"Ana Kovac","common_code_key":"ana","code":"717171","#
                        + #""starts_at":"\#(start.ISO8601Format())","ends_at":"\#(end.ISO8601Format())"}"#
                )
            }
            try await house.advance(5)
            try await body(house)
        }
    }

    @Test func `a room as a name means its guest, for a change and for why`() async throws {
        try await Self.open { house in
            let extended = try await house.run(["extend", "204", "--by", "1h", "--plan"])
            #expect(extended.exitCode == 2 && extended.output.contains("BK-1 Ito"), "\(extended.told)")
            let why = try await house.run(["why", "204"])
            #expect(why.output.contains("WHY  BK-1 Ito"), "\(why.output)")
            #expect(!why.output.contains("WHY  Ana Kovac"), "\(why.output)")
            #expect(!why.output.contains("two guests with one room"), "\(why.output)")
            #expect(why.output.contains("Ana Kovac opens rooms of several guests"), "\(why.output)")
            try await house.followsSteps(of: ["why", "204"])
            #expect(try await house.run(["why", "Ana"]).output.contains("WHY  Ana Kovac"))
        }
    }

    @Test func `the setting that a refusal names makes staff of it, and then the refusal is gone`() async throws {
        try await Self.open { house in
            let line = ["change-room", "Nowak", "--from", "Room 9", "--to", "Room 10", "--plan"]
            let refused = try await house.run(line)
            #expect(refused.exitCode == 4, "\(refused.told)")
            let setting = try #require(
                refused.told.firstMatch(of: #/keyshift\.json: ("houses": .*) \(keyshift help houses\)/#)
            )
            #expect(setting.1.contains(#""staff": ["Ana Kovac"]"#))
            let text = "{ \(setting.1.replacing("\"staff\"", with: "\"doors\": [\"Room *\"], \"staff\"")) }"
            let config = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)")
            let folder = config.appending(path: "keyshift")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: config) }
            _ = try Program.write(text, in: folder, name: "keyshift.json")
            var program = house.program
            program.environment["XDG_CONFIG_HOME"] = config.path()
            let moved = try await program.run(line)
            #expect(moved.exitCode == 2, "\(moved.told)")
            let help = try await house.run(["help", "houses"])
            #expect(help.output.contains("\"staff\": ["), "\(help.output)")
            #expect(try await house.run(["help", "staff"]).output.contains("keyshift help houses"))
        }
    }
}
