import ArgumentParser
import Foundation
import SeamSandbox
import Testing

@testable import keyshift

/// Words that people try for a command: each is answered with commands that exist and do what was meant.
struct CommandWordTests {
    /// The commands of a refusal, each on a line of its own.
    private static func commands(in text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains(": keyshift ") }.compactMap {
            $0.components(separatedBy: ": keyshift ").last
        }
    }

    @Test(
        arguments: [
            ("free 204", ["find --door 204", "end 204"]), ("list", ["find", "runs"]), ("list runs", ["runs"]),
            ("show Ito", ["find Ito", "why Ito"]), ("shift Ito", ["move Ito", "extend Ito"]),
            ("delete Ito", ["cancel Ito", "end Ito"]), ("lock 204", ["verify --door 204", "end 204", "freeze"]),
            ("unlock 204", ["open 204 --reason \"guest outside, phone checked\"", "why 204"]),
            ("dst", ["run wrong-hours --help", "run clock-change --help"]),
            ("late checkout Ito", ["extend Ito", "run late-checkout-list --help"]),
            ("early check-in Ito", ["move Ito", "run early-check-in --help"]),
            ("'late checkout'", ["extend", "run late-checkout-list --help"]),
            ("late Ito 13:00", ["extend Ito --to 13:00", "run late-checkout-list --help"]),
            ("checkout Ito 14:00", ["extend Ito --to 14:00", "end Ito --at 14:00"]),
            ("checkin Ito 12:00", ["move Ito --starts 12:00", "create Ito"]),
            ("prolong Ito 2h", ["extend Ito --by 2h"]),
            ("shift Ito 2h", ["move Ito --ends +2h", "extend Ito --by 2h"]),
            ("shorten Ito tomorrow 9:00", ["end Ito --at \"tomorrow 9:00\"", "move Ito --ends \"tomorrow 9:00\""]),
            ("storms", ["run storm --help", "undo last --by 1h"]), ("guest Ito", ["find Ito"]),
            ("check-out Ito", ["extend Ito", "end Ito"]), ("take back last", ["undo last", "undo last --by 1h"]),
            ("who changed Ito", ["explain Ito", "who Ito"]),
            ("rollback last", ["undo last"]), ("Free \"Room 204\"", ["find --door \"Room 204\"", "end \"Room 204\""]),
        ] as [(String, [String])]
    )
    func `a word that is no command is answered with the commands that do it`(line: String, commands: [String])
        async throws
    {
        try await Program.withServer { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            let refused = try await desk.type("keyshift \(line)")
            #expect(refused.exitCode == 64, "\(refused.errors)")
            #expect(Self.commands(in: refused.errors) == commands, "\(refused.errors)")
        }
    }

    @Test(
        arguments: [
            "free", "vacate", "list", "ls", "get", "stays", "guests", "show", "info", "search", "view", "shift",
            "change",
            "edit", "update", "set", "late", "prolong", "shorten", "delete", "remove", "rm", "revoke", "checkout",
            "expel",
            "lock", "unlock", "stop", "abort", "pause", "add", "book", "checkin", "invite", "revert", "rollback",
            "history",
            "log", "logs", "continue", "retry", "login", "users", "user", "cron", "room", "me", "?", "man", "h",
        ]
    )
    func `each command that is named has help`(word: String) async throws {
        let refused = try await Program().run([word])
        let commands = Self.commands(in: refused.errors)
        #expect(!commands.isEmpty, "\(refused.errors)")
        for command in commands where command != "help" {
            let words = command.split(separator: " ").prefix { !$0.hasPrefix("-") }.map(String.init)
            let help = try await Program().run(words + ["--help"])
            #expect(
                help.exitCode == 0 && help.output.contains("USAGE: keyshift \(words[0])"),
                "\(command): \(help.errors)"
            )
        }
    }

    /// The ten jobs that a newcomer looks for, in the words of a desk, and a command that does each.
    private static let jobs: [(words: [String], command: String)] = [
        (["late checkout"], "extend"), (["late", "check-out"], "extend"),
        (["list of late checkouts"], "run late-checkout-list"),
        (["csv"], "run late-checkout-list"), (["storm"], "run storm"), (["half of the storm back"], "undo last"),
        (["early check-in"], "move"), (["guest locked out"], "why"), (["power cut"], "resume last"),
        (["plug pulled"], "resume last"), (["offline"], "verify --door"), (["conflict"], "explain"),
        (["every night"], "schedule add"), (["clock change"], "run wrong-hours"),
        (["next", "clock", "change"], "run wrong-hours"), (["clocks", "change"], "run wrong-hours"),
        (["DST"], "run wrong-hours"),
        (["who changed this?"], "explain"),
        (["Who", "changed", "this"], "explain"),
    ]

    @Test(arguments: jobs.indices)
    func `help for a job in the words of a desk names the command for it`(place: Int) async throws {
        let (words, command) = Self.jobs[place]
        let answer = try await Program().run(["help"] + words)
        #expect(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.told)")
        let commands = Self.commands(in: answer.output)
        #expect(commands.first { $0.hasPrefix(command) } != nil, "\(words): \(answer.output)")
        for line in commands { #expect(Self.isThere(line), "\(line): \(answer.output)") }
    }

    /// Whether a line begins with a command that exists, and names no script and no topic that does not.
    private static func isThere(_ line: String) -> Bool {
        let words = line.split { $0 == " " || $0 == "," }.map(String.init)
        switch words.first {
        case "help": return words.count == 1 || HelpTopic.named(words[1]) != nil
        case "run":
            return words.count > 1
                && (words[1] == "--help" || ShippedAutomation.all.contains { $0.name == words[1] })
        default:
            switch CommandPath.reading(words, from: Keyshift.self) {
            case .command: return true
            // The help of a command with others below it.
            case .general: return Keyshift.configuration.subcommands.contains { $0._commandName == words.first }
            default: return false
            }
        }
    }

    @Test func `each word that is known leads to commands, scripts and topics that exist`() {
        #expect(CommandWord.known.count > 150)
        for word in CommandWord.known {
            let lines = HelpSearch([word], below: Keyshift.self).lines.filter {
                $0.hasPrefix("  ") && $0.contains(": keyshift ")
            }
            #expect(!lines.isEmpty, "\(word)")
            for line in lines {
                let command = line.components(separatedBy: ": keyshift ").last ?? ""
                #expect(Self.isThere(command), "\(word): \(line)")
            }
        }
    }

    @Test(
        arguments: [
            ("help me", ["help", "why"]), ("help unlock", ["open", "why"]),
            ("help who did this", ["explain", "who", "runs"]),
            ("help summer time", ["run wrong-hours --help", "run clock-change --help"]),
            ("help 'double booked'", ["find --door", "why"]), ("help Who changed this?", ["explain", "who"]),
            ("help storm", ["run storm"]), ("help late-checkout-list", ["run late-checkout-list"]),
            ("help guest cannot open the door", ["why", "open"]), ("help deadbolt battery", ["verify --door"]),
            ("help new pin", ["new-pin"]), ("help run storm", ["run storm"]), ("help why door locked", ["why"]),
            ("help wrong pin", ["why", "pin", "new-pin"]), ("help pin wrong", ["why", "pin", "new-pin"]),
            ("help two guests one room", ["find --door", "why", "change-room", "run turnover"]),
            ("help room twice", ["find --door", "why"]), ("help lost key", ["why", "pin", "new-pin"]),
            ("help guest locked out", ["why", "open"]), ("help door does not open", ["why", "open"]),
            ("help took back", ["undo", "explain", "runs"]), ("help who took this back", ["explain", "runs"]),
            ("help room swap", ["change-room", "run change-rooms"]), ("help power cut", ["status", "resume last"]),
            ("help code does not work", ["why", "pin"]), ("help wrong guest", ["undo", "runs"]),
            ("help guest left early", ["end"]), ("help storm over", ["undo last --by 1h"]),
            ("help once tonight", ["schedule add NAME SCRIPT --cron"]), ("help one more night", ["extend"]),
        ] as [(String, [String])]
    )
    func `help for words that are no command tells what fits them, and ends with 0`(line: String, commands: [String])
        async throws
    {
        try await Program.withServer { program, folder, server in
            let answer = try await RefusedDesk(program: program, folder: folder, server: server).type(
                "keyshift \(line)"
            )
            #expect(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.told)")
            let told = Self.commands(in: answer.output)
            for command in commands { #expect(told.contains { $0.hasPrefix(command) }, "\(command): \(answer.output)") }
        }
    }

    @Test func `each job of the page of jobs has a line to type`() throws {
        for (job, line) in HelpTopic.jobRows {
            #expect(line.hasPrefix("keyshift "), "\(job)")
            #expect(Self.isThere(String(line.dropFirst("keyshift ".count))), "\(job): \(line)")
        }
    }

    @Test func `each job of a night is on the first screen of the help`() async throws {
        let help = try await Program().run(["--help"])
        let screen = help.output.split(separator: "\n", omittingEmptySubsequences: false).prefix(24)
        let text = screen.joined(separator: "\n")
        for command in [
            "keyshift extend NAME", "late-checkout-list", "run storm", "undo last --by 1h", "move NAME --starts",
            "why NAME",
            "verify --door", "resume last", "explain NAME", "schedule add", "wrong-hours",
        ] { #expect(text.contains(command), "\(command)\n\(text)") }
        #expect(screen.allSatisfy { $0.count <= 80 })
        let jobs = try await Program().run(["help", "jobs"])
        #expect(
            jobs.exitCode == 0 && jobs.output.contains("keyshift run late-checkout-list FILE DAY"),
            "\(jobs.output)"
        )
    }
}
