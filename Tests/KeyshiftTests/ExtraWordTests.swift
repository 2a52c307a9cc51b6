import ArgumentParser
import Foundation
import Testing

@testable import keyshift

/// Words behind a command that it has no use for: none is passed over, and the line that is meant is told.
struct ExtraWordTests {
    /// Each command that changes one stay.
    private static let changing: [any StayCommand.Type] = [
        ExtendCommand.self, MoveCommand.self, EndCommand.self, CancelCommand.self, NewPINCommand.self,
        ReadmitCommand.self, ResendCommand.self, ChangeRoomCommand.self,
    ]

    @Test(arguments: changing.indices)
    func `a command that changes one stay does nothing with a word too many`(place: Int) throws {
        let command = Self.changing[place]
        for words in [["BK-1", "BK-2"], ["Ito", "Wed"], ["Ito", "14:00"], ["Ito", "2h"], ["Ito", "205"]] {
            #expect(throws: (any Error).self, "\(command) \(words)") { _ = try command.parse(words) }
            let whole = words + ["--to", "Room 9", "--plan"]
            #expect(throws: (any Error).self, "\(command) \(whole)") { _ = try command.parse(whole) }
        }
    }

    @Test func `each command with a hidden rest of the line refuses it`() throws {
        func commands(below command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
            command.configuration.subcommands.flatMap { [$0] + commands(below: $0) }
        }
        let swallowing = commands(below: Keyshift.self).filter { command in
            let help = try? JSONSerialization.jsonObject(with: Data(command._dumpHelp().utf8)) as? [String: Any]
            let arguments = (help?["command"] as? [String: Any])?["arguments"] as? [[String: Any]] ?? []
            return arguments.contains { $0["kind"] as? String == "positional" && $0["shouldDisplay"] as? Bool == false }
        }
        #expect(swallowing.count == Self.changing.count)
        #expect(swallowing.allSatisfy { $0 is any StayCommand.Type }, "\(swallowing)")
    }

    @Test(
        arguments: [
            ("end BK-1 14:00", "end BK-1 --at 14:00"), ("end Ito tomorrow 12:00", "end Ito --at \"tomorrow 12:00\""),
            ("change-room Ito 205", "change-room Ito --to 205"), ("readmit Ito 13:00", "readmit Ito --to 13:00"),
            ("extend Ito 2h", "extend Ito --by 2h"), ("find Room 204", "find \"Room 204\""),
            ("why Ito 204 --json", "why \"Ito 204\" --json"), ("undo last 1h", "undo last --by 1h"),
            ("end Ito 14:00 --house Almhof --plan", "end Ito --at 14:00 --house Almhof --plan"),
            ("extend Ito 2h --door 204 --max-shift 4h", "extend Ito --by 2h --door 204 --max-shift 4h"),
            ("undo last Ito --plan", "undo last --name Ito --plan"), ("who changed Ito", "explain Ito"),
            ("extend Ito to 13:00", "extend Ito --to 13:00"), ("extend Ito by 2h", "extend Ito --by 2h"),
            ("extend Ito until tomorrow 13:00 --plan", "extend Ito --to \"tomorrow 13:00\" --plan"),
            ("end Room 204 at 14:00", "end \"Room 204\" --at 14:00"),
            ("extend obrien smith 13:00", "extend \"obrien smith\" --to 13:00"),
            ("move Ito from 12:00", "move Ito --starts 12:00"), ("change-room Ito to 205", "change-room Ito --to 205"),
            ("extend Ito Haas", "extend \"Ito Haas\" --to 13:00"),
            ("obrien smith 13:00", "extend \"obrien smith\" --to 13:00"),
            ("late-checkout Ito 13:00", "extend Ito --to 13:00"),
            ("late-checkout Ito 2h", "extend Ito --by 2h"),
            ("early-check-in Weiß 12:00", "move \"Weiß\" --starts 12:00"),
            ("late-checkout Ito", "run late-checkout --help"), ("storm 2h", "run storm 2h"),
        ]
    )
    func `a word too many is answered with the line that is meant`(line: String, meant: String) async throws {
        let refused = try await Program().run(line.split(separator: " ").map(String.init))
        #expect(refused.exitCode == 64, "\(refused.told)")
        #expect(refused.told.contains("keyshift \(meant)"), "\(refused.told)")
    }

    @Test(
        arguments: [
            ("plan extend BK-1 --by 1h -o p.json", "extend BK-1 --by 1h --plan"),
            ("plan undo last --plan -o p.json", "undo last --plan"),
            ("extend BK-1 --by 1h -o p.json", "extend BK-1 --by 1h --plan"),
            ("new-pin BK-1 --output p.json --plan", "new-pin BK-1 --plan"),
        ]
    )
    func `a plan file is offered by no command that makes none, and the line that is works`(line: String, meant: String)
        async throws
    {
        try await NightHouse.openNow { house in
            _ = try await house.run(["extend", "BK-1", "--by", "30m", "--yes"])
            let refused = try await house.run(line.split(separator: " ").map(String.init))
            #expect(refused.exitCode == 64, "\(refused.told)")
            let offered = NightHouse.commands(in: refused.told).filter { $0.contains("--plan") }
            #expect(offered == [meant.split(separator: " ").map(String.init)], "\(refused.told)")
            let plan = try await house.run(offered.first ?? [])
            #expect(plan.exitCode == 2, "\(plan.told)")
        }
    }

    @Test func `a time that stands within the quotes of a name is answered with its option`() async throws {
        let refused = try await Program().run(["extend", "Mueller to 13:00"])
        #expect(refused.exitCode == 64, "\(refused.told)")
        #expect(refused.told.contains("keyshift extend Mueller --to 13:00"), "\(refused.told)")
    }

    @Test func `no second stay is passed over where one is cancelled`() async throws {
        try await NightHouse.openNow { house in
            let both = try await house.run(["cancel", "BK-3", "BK-1", "--yes"])
            #expect(both.exitCode == 64 && both.told.contains("one stay is changed at a time"), "\(both.told)")
            #expect(try await house.run(["find", "Early"]).output.contains("BK-3 Early"))
        }
    }
}
