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

    @Test func `every command of the page of commands works, in its order`() async throws {
        let commands = try Self.commands(of: "docs/commands.md")
        #expect(commands.count >= 10)
        let options = SandboxOptions(groups: 20, devices: 20, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, _ in
            for command in commands {
                let typed = command.map { word in
                    switch word {
                    case let script where script.hasPrefix("scripts/"): Program.package.appending(path: script).path()
                    case let file where file.hasSuffix(".json"): folder.appending(path: file).path()
                    default: word
                    }
                }
                let outcome = try await program.run(typed)
                #expect([0, 2, 3].contains(outcome.exitCode), "\(command): \(outcome.errors)")
                #expect(!outcome.output.isEmpty)
            }
        }
    }
}
