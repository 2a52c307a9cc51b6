import Foundation
import Testing

/// A name that was typed wrong is answered with the nearest one, in every command that takes a booking, and the line that
/// it advises runs.
struct NearestNameCommandTests {
    private static let script = "for stay in groups.all():stays():each() do stay:extend('1h') end"

    /// A command line, what is typed wrong in it and the words that are meant, and the exit codes of the advised line.
    private static let lines: [(line: [String], nearest: String, ends: Set<Int32>)] = [
        (["extend", "Itto", "--to", "13:00", "--yes"], "Ito", [0]),
        (["extend", "BK-1 Itoo", "--to", "13:00", "--yes"], "BK-1 Ito", [0]),
        (["extend", "Haass", "--by", "1h", "--yes"], "Haas", [0]),
        (["extend", "Häas", "--by", "1h", "--yes"], "Haas", [0]),
        (["move", "Nowack", "--ends", "12:00", "--yes"], "Nowak", [0]),
        (["move", "NOWAKK", "--ends", "12:00", "--yes"], "Nowak", [0]),
        (["extend", "Rom 204", "--to", "13:00", "--yes"], "Room 204", [0]),
        (["why", "Nowka"], "Nowak", [0]),
        (["explain", "Novak"], "Nowak", [0]),
        (["find", "Nowk"], "Nowak", [0]),
        (["find", "--door", "Rom 9"], "Room 9", [0]),
        (["verify", "--door", "Frnt"], "Front", [0, 3]),
    ]

    @Test(arguments: lines.indices)
    func `a name typed wrong is answered with the nearest one`(place: Int) async throws {
        let (line, nearest, ends) = Self.lines[place]
        try await NightHouse.open { house in
            let outcome = try await house.run(line)
            #expect([1, 4].contains(outcome.exitCode), "\(outcome.output)")
            let told = outcome.output + outcome.errors
            #expect(told.lowercased().contains("did you mean \"\(nearest)\"?".lowercased()), "\(told)")
            #expect(try await house.sandbox.stats().updates == 0)
            guard line[0] != "find" || line[1] == "--door" else { return }
            let advised = try #require(outcome.errors.split(separator: "\n").last { $0.hasPrefix("    keyshift ") })
            var shell = house.program
            shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(advised)"]
            let second = try await shell.run([])
            #expect(ends.contains(second.exitCode), "\(advised): \(second.output) \(second.errors)")
        }
    }

    @Test(arguments: [("Nowk", "Nowak"), ("Nowäck", "Nowak"), ("Itto", "Ito")])
    func `looking for a name typed wrong offers the line that finds who is near`(typed: String, meant: String)
        async throws
    {
        try await NightHouse.open { house in
            let outcome = try await house.run(["find", typed])
            #expect(outcome.exitCode == 1 && outcome.output.contains("Did you mean \"\(meant)\"?"), "\(outcome.told)")
            #expect(outcome.output.hasSuffix("\n    keyshift find \(meant)\n"), "\(outcome.told)")
        }
    }

    @Test func `a filter of rows is answered with the nearest name of the plan`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write(Self.script, in: folder)
            let name = try await program.groups(in: folder).values.sorted().first?.split(separator: "|").first
            let typed = try #require(name).trimmingCharacters(in: .whitespaces)
            let outcome = try await program.run(["plan", script, "--name", typed + "x"])
            #expect(outcome.exitCode == 4)
            #expect(outcome.errors.contains("did you mean \"\(typed)\"?"), "\(outcome.errors)")
            let found = try await program.run(["plan", script, "--name", typed])
            #expect(found.exitCode == 2, "\(found.errors)")
        }
    }

    @Test(arguments: ["Room 205", "205", "BK-7", "Zzyzx", String(repeating: "x", count: 300), "\u{202E}otI"])
    func `what is near to nobody, or another room, is answered with where to look`(text: String) async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["extend", text, "--to", "13:00", "--yes"])
            #expect(outcome.exitCode == 1)
            #expect(!outcome.errors.contains("did you mean"), "\(outcome.errors)")
            #expect(outcome.errors.contains("keyshift find"), "\(outcome.errors)")
            #expect(!outcome.errors.contains("\u{202E}"))
            #expect(try await house.sandbox.stats().updates == 0)
        }
    }
}
