import Foundation
import SeamSandbox
import Testing

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
            ("delete Ito", ["cancel Ito", "end Ito"]), ("lock 204", ["end 204", "freeze"]),
            ("unlock 204", ["why 204", "extend 204"]), ("help me", ["help", "why"]),
            ("help unlock", ["why", "extend"]),
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
}
