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
            let file = #/write keyshift\.json \(keyshift doctor says where it belongs\): (\{ .* \})/#
            let text = String(try #require(refused.told.firstMatch(of: file), "\(refused.told)").1)
            #expect(text.contains(#""staff": ["Ana Kovac"]"#))
            let config = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)")
            let folder = config.appending(path: "keyshift")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: config) }
            _ = try Program.write(text, in: folder, name: "keyshift.json")
            var program = house.program
            program.environment["XDG_CONFIG_HOME"] = config.path()
            let moved = try await program.run(line)
            #expect(moved.exitCode == 2, "\(moved.told)")
            let doctor = try await program.run(["doctor"])
            #expect(doctor.output.contains(folder.path() + "/keyshift.json"), "\(doctor.output)")
            let help = try await house.run(["help", "houses"])
            #expect(help.output.contains("\"staff\": ["), "\(help.output)")
            #expect(try await house.run(["help", "staff"]).output.contains("keyshift help houses"))
        }
    }

    @Test func `who sleeps in the room is named before who opens many`() async throws {
        try await Self.open { house in
            let refused = try await house.run(["change-room", "Solo", "--from", "Room 11", "--to", "Room 9", "--plan"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.told.contains("and BK-2 Nowak is in since"), "\(refused.told)")
            let several = try await house.run(["extend", "Room", "--by", "1h", "--plan"])
            #expect(!several.told.contains("such as: keyshift extend \"Ana Kovac\""), "\(several.told)")
        }
    }

    @Test func `a change of all that takes such a one along says so, and one of it alone does not`() async throws {
        try await Self.open { house in
            let script = try Program.write(
                "for g in groups.all():in_house():each() do g:extend('1h') end",
                in: FileManager.default.temporaryDirectory,
                name: "late-\(UUID().uuidString).lua"
            )
            defer { try? FileManager.default.removeItem(atPath: script) }
            let all = try await house.run(["plan", script])
            #expect(
                all.output.contains("WARNING  Ana Kovac opens rooms of several guests, as staff does"),
                "\(all.told)"
            )
            let alone = try await house.run(["extend", "Ana Kovac", "--by", "1h", "--plan"])
            #expect(!alone.output.contains("as staff does"), "\(alone.told)")
            let guest = try await house.run(["extend", "Ito", "--by", "1h", "--plan"])
            #expect(!guest.output.contains("NOT COVERED"), "\(guest.told)")
        }
    }
}
