import Foundation
import SeamSandbox
import Testing

struct DocumentedCommandsTests {
    /// The command lines of the shell blocks of a page, without the program's name.
    private static func commands(of page: String) throws -> [[String]] {
        let text = try String(contentsOf: Program.package.appending(path: page), encoding: .utf8)
        var isInside = false
        var commands: [[String]] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") { isInside = line == "```sh" }
            guard isInside, line.hasPrefix("keyshift ") else { continue }
            commands.append(words(of: line.dropFirst("keyshift ".count)))
        }
        return commands
    }

    /// The words of a line; quotes keep words together.
    private static func words(of line: Substring) -> [String] {
        var words = [""]
        var isQuoted = false
        for sign in line {
            if sign == "\"" {
                isQuoted.toggle()
            } else if sign == " ", !isQuoted {
                words.append("")
            } else {
                words[words.count - 1].append(sign)
            }
        }
        return words
    }

    /// The files that a page shows: a block of CSV behind a line with the file's name.
    private static func files(of page: String) throws -> [String: String] {
        let text = try String(contentsOf: Program.package.appending(path: page), encoding: .utf8)
        let blocks = text.matches(of: #/`([a-z-]+\.csv)`:\n\n```csv\n((?:[^`\n][^\n]*\n)+)```/#)
        return Dictionary(blocks.map { (String($0.1), String($0.2)) }) { first, _ in first }
    }

    @Test(arguments: ["docs/commands.md", "docs/cookbook.md"])
    func `every command of a page works, in its order`(page: String) async throws {
        let commands = try Self.commands(of: page)
        let files = try Self.files(of: page)
        #expect(commands.count >= 10)
        let options = SandboxOptions(groups: 20, devices: 20, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, _ in
            for (name, text) in files { _ = try Program.write(text, in: folder, name: name) }
            for command in commands {
                let typed = command.map { word in
                    switch word {
                    case let script where script.hasPrefix("scripts/"): Program.package.appending(path: script).path()
                    case let file where [".json", ".csv", ".db"].contains(where: file.hasSuffix):
                        folder.appending(path: file).path()
                    default: word
                    }
                }
                // Nobody is there to be asked.
                let outcome = try await program.run(typed + (command[0] == "run" ? ["--yes"] : []))
                // On a page each command stands for itself, and here one follows the other within 12 hours.
                let isRepeated = outcome.errors.contains("less than 12 hours ago")
                #expect([0, 2, 3].contains(outcome.exitCode) || isRepeated, "\(command): \(outcome.errors)")
                #expect(!outcome.output.isEmpty)
            }
        }
    }
}
