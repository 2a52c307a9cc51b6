import Foundation
import Testing

/// docs/tutorial.md, followed word for word: every script is written, every command typed, every answer compared.
struct TutorialTests {
    private enum Part {
        /// A script with the name in its first line.
        case script(name: String, source: String)
        case commands([String])
        /// What the commands before it print; `…` stands for any text.
        case output([String])
    }

    private static func parts() throws -> [Part] {
        let page = try String(contentsOf: Program.package.appending(path: "docs/tutorial.md"), encoding: .utf8)
        var parts: [Part] = []
        var open: (kind: String, lines: [String])?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            guard let block = open else {
                open = (String(line.dropFirst(3)), [])
                continue
            }
            open = nil
            switch block.kind {
            case "sh": parts.append(.commands(block.lines))
            case "text": parts.append(.output(block.lines))
            default:
                let name = block.lines.first.map { String($0.dropFirst(3)) } ?? ""
                parts.append(.script(name: name, source: block.lines.joined(separator: "\n")))
            }
        }
        return parts
    }

    @Test func `the tutorial works word for word`() async throws {
        let parts = try Self.parts()
        var lines: [String] = []
        for case .commands(let typed) in parts { lines += typed }
        let sandbox = try #require(lines.first { $0.hasPrefix("keyshift sandbox ") })
        // Another port than the one of the page, which may be taken.
        let options = sandbox.split(separator: " ").dropFirst(2).map { $0 == "8123" ? "0" : String($0) }
        try await SandboxProcess.with(options) { program, folder, _ in
            var printed = ""
            var compared = 0
            for part in parts {
                switch part {
                case .script(let name, let source):
                    #expect(name.hasSuffix(".lua"))
                    _ = try Program.write(source, in: folder, name: name)
                case .commands(let lines):
                    printed = ""
                    for line in lines { printed += try await Self.type(line, program, folder) }
                case .output(let expected):
                    compared += expected.count
                    for line in expected { #expect(Self.has(printed, line), "\(line)\n--- in ---\n\(printed)") }
                }
            }
            #expect(compared > 20)
        }
    }

    /// Types one line of the page in the folder, and answers what the program prints.
    private static func type(_ line: String, _ program: Program, _ folder: URL) async throws -> String {
        // The variables and the sandbox are those of the test.
        if ["export ", "mkdir ", "cd ", "keyshift sandbox "].contains(where: line.hasPrefix) { return "" }
        var program = program
        program.launcher = ["/bin/sh", "-c", "cd '\(folder.path())' && exec \"$0\" \"$@\""]
        if let pipe = line.firstMatch(of: #/^echo '(.*)' \| keyshift (\w+)$/#) {
            let outcome = try await program.run([String(pipe.2)], input: String(pipe.1) + "\n")
            return outcome.output + outcome.errors
        }
        var words = line.matches(of: #/"([^"]*)"|(\S+)/#).map { String($0.1 ?? $0.2 ?? "") }
        #expect(words.first == "keyshift")
        // The page says to answer y.
        if words[1] == "run" || words[1] == "undo" { words.append("--yes") }
        let outcome = try await program.run(Array(words.dropFirst()))
        return outcome.output + outcome.errors
    }

    /// Whether a line of a text is the expected one, with any text where that has `…`.
    private static func has(_ text: String, _ expected: String) -> Bool {
        let parts = expected.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
        return text.split(separator: "\n").contains { line in
            var rest = String(line)[...]
            for (index, part) in parts.enumerated() where !part.isEmpty {
                guard let range = index == 0 ? rest.range(of: part, options: .anchored) : rest.range(of: part) else {
                    return false
                }
                rest = rest[range.upperBound...]
            }
            return parts.last == "" || rest.isEmpty
        }
    }
}
