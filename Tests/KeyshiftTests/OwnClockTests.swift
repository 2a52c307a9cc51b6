import Foundation
import Testing

@testable import keyshift

/// Times of one stay, of one run and of several houses: each on the clock of its own doors.
struct OwnClockTests {
    private static let seed = """
        { "format": 1, "workspaces": [ { "name": "Two", "devices": [
          { "name": "Inn Room 1", "time_zone": "America/Denver" }, { "name": "Quinta Room 2", "time_zone": "Europe/Lisbon" } ],
          "groups": [
            { "name": "HI-1 Ito", "devices": ["Inn Room 1"], "code": "535353", "starts_at": "START", "ends_at": "END" },
            { "name": "QT-2 Sousa", "devices": ["Quinta Room 2"], "code": "535354", "starts_at": "START", "ends_at": "END" }
          ] } ] }
        """

    private func open(_ body: @escaping @Sendable (NightHouse) async throws -> Void) async throws {
        let now = Date()
        let text = Self.seed.replacing("START", with: now.addingTimeInterval(-80_000).ISO8601Format())
            .replacing("END", with: now.addingTimeInterval(80_000).ISO8601Format())
        try await NightHouse.open(seed: text, body)
    }

    @Test func `runs has one zone where all runs have it, else each run its own`() async throws {
        try await open { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let one = try await house.run(["runs"])
            #expect(one.output.contains("started (America/Denver)"), "\(one.output)")
            #expect(try await house.run(["extend", "Sousa", "--by", "1h", "--yes"]).exitCode == 0)
            let both = try await house.run(["runs"])
            let lines = both.output.split(separator: "\n").map(String.init)
            #expect(lines[0].contains("started ") && !lines[0].contains("("), "\(both.output)")
            #expect(lines[1].contains("Europe/Lisbon") && lines[1].contains("Sousa"), "\(both.output)")
            #expect(lines[2].contains("America/Denver") && lines[2].contains("Ito"), "\(both.output)")
        }
    }

    @Test func `an answer about one stay, one run or several houses is on the clocks of their doors`() async throws {
        try await open { house in
            #expect(try await house.run(["extend", "Sousa", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            for line in [["find", "Ito"], ["why", "Ito"]] {
                let head = try await house.run(line).output.split(separator: "\n").first.map(String.init) ?? ""
                #expect(head.hasSuffix("America/Denver"), "\(line): \(head)")
            }
            let head = try await house.run(["find"]).output.split(separator: "\n").first.map(String.init) ?? ""
            #expect(head.contains("America/Denver") && head.contains("Europe/Lisbon"), "\(head)")
            let verified = try await house.run(["verify", "last"])
            #expect(verified.errors.contains("America/Denver"), "\(verified.errors)")
            let undone = try await house.run(["undo", "last", "--plan"])
            #expect(undone.errors.contains("America/Denver"), "\(undone.errors)")
            let report = try await house.run(["report"]).output.split(separator: "\n").map(String.init)
            #expect(report[0].hasSuffix("of a run those of its doors"), "\(report)")
            #expect(report.contains { $0.contains("Europe/Lisbon  run ") }, "\(report)")
            #expect(report.contains { $0.contains("America/Denver  run ") }, "\(report)")
        }
    }

    @Test func `the help of a script has whole paragraphs for a window, and lines to type by themselves`() {
        let lines = [
            "Gives time", "to all.", "", "  keyshift run storm 2h", "  keyshift run storm 3h", "It asks", "nobody.",
        ]
        #expect(
            ScriptHelp.paragraphs(lines) == [
                "Gives time to all.", "", "  keyshift run storm 2h", "  keyshift run storm 3h", "It asks nobody.",
            ]
        )
    }
}
