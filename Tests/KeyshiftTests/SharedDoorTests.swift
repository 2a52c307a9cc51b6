import Foundation
import Testing

/// A house around the present, whose stays share a front door: BK-3 is there with BK-1, and BK-2 comes half an hour before
/// BK-1 leaves.
struct PresentHouse: Sendable {
    let program: Program
    let folder: URL
    private let base: Date

    /// Calls `body` with the house and a journal of its own.
    static func open(_ body: @escaping @Sendable (PresentHouse) async throws -> Void) async throws {
        let hour = (Date.now.timeIntervalSince1970 / 3600).rounded(.down)
        let base = Date(timeIntervalSince1970: hour * 3600)
        let place = FileManager.default.temporaryDirectory
        let seed = try Program.write(seed(base), in: place, name: "seed-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(atPath: seed) }
        try await SandboxProcess.with(["--seed", seed, "--settle", "0"]) { program, folder, _ in
            try await body(PresentHouse(program: program, folder: folder, base: base))
        }
    }

    /// The instant so many hours after the present one.
    func at(_ hours: Double) -> String { Self.text(base, hours) }

    /// Runs a script.
    func script(_ source: String, _ options: [String]) async throws -> Program.Outcome {
        let script = try Program.write(source, in: folder, name: "\(UUID().uuidString).lua")
        return try await program.run(["run", script, "--yes"] + options)
    }

    private static func text(_ base: Date, _ hours: Double) -> String {
        (base + hours * 3600).formatted(.iso8601)
    }

    private static func seed(_ base: Date) -> String {
        let stays = [
            ("BK-1 Ito", "Room 204", -48.0, 24.0), ("BK-2 Haas", "Room 9", 23.5, 72), ("BK-3 Mori", "Room 11", -48, 96),
        ].map { name, room, start, end in
            """
            { "name": "\(name)", "devices": ["Front", "\(room)"],
              "starts_at": "\(text(base, start))", "ends_at": "\(text(base, end))" }
            """
        }
        let doors = ["Front", "Room 204", "Room 9", "Room 11"].map { name in
            "{ \"name\": \"\(name)\", \"time_zone\": \"America/New_York\" }"
        }
        return """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ",")) ],
              "groups": [ \(stays.joined(separator: ",")) ] } ] }
            """
    }
}

/// A front door that stays share is one for every way into a run, also where only the doors of some rows are read.
struct SharedDoorTests {
    /// The first way leaves the journal knowing where all groups are; the second leaves it knowing nothing.
    @Test(arguments: [true, false])
    func `an undo passes a shared front door as the same change by hand does`(isByHand: Bool) async throws {
        try await PresentHouse.open { house in
            let (old, new) = (house.at(24), house.at(23))
            let allowed = ["--allow", "lockout"]
            let move = ["move", "BK-1", "--yes", "--ends"]
            let moved =
                isByHand
                ? try await house.program.run(move + [new] + allowed)
                : try await house.script("groups.all():named('BK-1 Ito'):one():set{ ends_at = '\(new)' }", allowed)
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            let undone = try await house.program.run(["undo", "last", "--yes", "--name", "ito"])
            #expect(undone.exitCode == 0, "\(undone.output) \(undone.errors)")
            let again = try await house.program.run(move + [new] + allowed)
            #expect(again.exitCode == 0, "\(again.errors)")
            let byHand = try await house.program.run(move + [old])
            #expect(byHand.exitCode == 0, "\(byHand.output) \(byHand.errors)")
        }
    }

    @Test func `an undo that meets the next guest says nothing of a script, and goes on as advised`() async throws {
        try await PresentHouse.open { house in
            let change = "groups.all():named('BK-1 Ito'):one():set{ ends_at = '\(house.at(23))' }"
            let moved = try await house.script(change, ["--allow", "lockout"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            let next = """
                local own = groups.all():on_doors("Room 204"):one().device_ids[2]
                seam.access_codes.create{ device_id = own, name = "BK-9 Next", code = "314159",
                    starts_at = "\(house.at(23.5))", ends_at = "\(house.at(48))" }
                """
            let made = try await house.script(next, ["--allow-direct"])
            #expect(made.exitCode == 0, "\(made.output) \(made.errors)")
            let run = try #require(moved.output.firstMatch(of: /keyshift undo (\w+)/)).output.1
            let refused = try await house.program.run(["undo", String(run), "--yes"])
            #expect(refused.exitCode == 4 && refused.errors.contains("the next guest"), "\(refused.errors)")
            #expect(!refused.errors.contains("script") && !refused.errors.contains(".lua"), "\(refused.errors)")
            let allowed = try await house.program.run(["undo", String(run), "--yes", "--allow", "overlap"])
            #expect(allowed.exitCode == 0, "\(allowed.errors)")
        }
    }

    @Test
    func `a front door whose stays only follow each other is named in the settings as the refusal says, and is free`()
        async throws
    {
        func stay(_ name: String, _ room: String, _ hours: ClosedRange<Double>) -> String {
            let times = [hours.lowerBound, hours.upperBound].map {
                Date(timeIntervalSinceNow: $0 * 3600).formatted(.iso8601)
            }
            return """
                { "name": "\(name)", "devices": ["Front", "\(room)"],
                  "starts_at": "\(times[0])", "ends_at": "\(times[1])" }
                """
        }
        let doors = ["Front", "Room 204", "Room 9"].map { "{ \"name\": \"\($0)\", \"time_zone\": \"UTC\" }" }
        let stays = [stay("BK-1 Ito", "Room 204", -20...24), stay("BK-2 Haas", "Room 9", 25...72)]
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ",")) ],
              "groups": [ \(stays.joined(separator: ",")) ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let why = try await house.run(["why", "Haas"])
            #expect(why.output.contains("name it in shared_doors of keyshift.json"), "\(why.output)")
            let line = ["extend", "Ito", "--by", "2h", "--yes"]
            let refused = try await house.run(line)
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.told.contains("Each of them has another door. If guests share Front, write"))
            let sentence = /If guests share Front, write keyshift.json \([^)]*\): (\{.*\})/
            let setting = try #require(refused.told.firstMatch(of: sentence), "\(refused.told)").output.1
            try await Program.withHome { _, folder in
                let config = folder.appending(path: "config/keyshift")
                try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
                let file = config.appending(path: "keyshift.json")
                try String(setting).write(to: file, atomically: true, encoding: .utf8)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
                var set = house
                set.program.environment["XDG_CONFIG_HOME"] = folder.appending(path: "config").path()
                let extended = try await set.run(line)
                #expect(extended.exitCode == 0, "\(extended.told)")
                let own = try await set.run(["why", "Haas"])
                #expect(!own.output.contains("shared_doors"), "\(own.output)")
            }
        }
    }

    @Test func `a label lets a change go that adds to another one, with a word`() async throws {
        try await PresentHouse.open { house in
            let change = "groups.all():named('BK-3 Mori'):one():extend('1h'"
            let first = try await house.script("\(change))", [])
            #expect(first.exitCode == 0, "\(first.output) \(first.errors)")
            for options in [[], ["--quiet"]] {
                let label = options.isEmpty ? "storm" : "night"
                let again = try await house.script("\(change), { once = '\(label)' })", options)
                #expect(again.exitCode == 0, "\(again.errors)")
                let words = again.output + again.errors
                #expect(words.contains("BK-3 Mori was moved") && words.contains("this adds to it"), "\(words)")
            }
        }
    }
}
