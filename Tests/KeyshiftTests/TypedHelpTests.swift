import ArgumentParser
import Foundation
import Testing

@testable import keyshift

/// The lines of the help and of README.md, as somebody types them: the program's own parser reads each.
struct TypedHelpTests {
    /// What is typed in the place of a word of the help.
    private static let examples = [
        "NAME": "Ito", "SCRIPT": "storm", "DOOR": "Room 204", "FILE": "late.csv", "DAY": "2026-12-01", "RUN": "last",
        "ZONE": "America/Vancouver", "TOPIC": "jobs", "WORD": "recent",
    ]

    /// Why the parser does not read a line; nil where it does.
    private static func mistake(in words: [String]) -> String? {
        let typed = words.map { word in Self.examples[word] ?? word }
        do {
            _ = try Keyshift.parsed(typed)
            return nil
        } catch {
            let message = Keyshift.message(for: error)
            // At a terminal that is asked for.
            let isAsked = message.hasPrefix("say why, for the journal")
            return isAsked || Keyshift.exitCode(for: error) == .success ? nil : message
        }
    }

    /// The words of a line, those in quotes together.
    private static func words(_ line: some StringProtocol) -> [String] {
        String(line).matches(of: #/(?:"[^"]*"|[^\s"])+/#).map { String($0.output).replacing("\"", with: "") }
    }

    /// The lines in the second column of a table: each ends at a comma, a bracket or a gap.
    private static func lines(inTable text: String) -> [[String]] {
        text.components(separatedBy: "keyshift ").dropFirst().map { rest in
            words(rest.prefix { !"\n,()".contains($0) }.components(separatedBy: "  ")[0])
        }
    }

    /// The lines within sentences: as far as the words are those of commands, scripts, options, values and examples.
    private static func lines(inText text: String) -> [[String]] {
        let commands = Keyshift.configuration.subcommands.flatMap { command in
            [command._commandName] + command.configuration.subcommands.map { $0._commandName }
        }
        let known = Set(
            commands + ShippedAutomation.all.map(\.name) + HelpTopic.names + examples.keys
                + ["last", "night", "today", "1h", "2h", "help", "late checkout"]
        )
        return text.components(separatedBy: "keyshift ").dropFirst().map { rest in
            var line: [String] = []
            for word in words(rest) {
                let plain = word.trimmingCharacters(in: CharacterSet(charactersIn: ".,:;()"))
                let isValue = line.last?.hasPrefix("--") == true && !["--help", "--plan"].contains(line.last)
                guard known.contains(plain) || plain.hasPrefix("--") || isValue else { break }
                line.append(plain)
                guard plain == word else { break }
            }
            return line
        }.filter { !$0.isEmpty }
    }

    /// Whether some words only name a command, as a sentence does.
    private static func isMention(_ words: [String]) -> Bool {
        guard case .command(let path) = CommandPath.reading(words, from: Keyshift.self) else {
            return words.count == 1 && Keyshift.configuration.subcommands.contains { $0._commandName == words[0] }
        }
        return path.rest.isEmpty
    }

    @Test func `each line of the help can be typed`() throws {
        let first = Keyshift.configuration.discussion.components(separatedBy: "\n\n")
        var typed = 0
        for line in Self.lines(inTable: first[1]) {
            #expect(Self.mistake(in: line) == nil, "\(line)")
            typed += 1
        }
        for line in (first.prefix(1) + first.dropFirst(2)).flatMap(Self.lines(inText:)) where !Self.isMention(line) {
            #expect(Self.mistake(in: line) == nil, "\(line)")
            typed += 1
        }
        for topic in HelpTopic.all {
            for part in topic.parts {
                switch part {
                case .table(let rows):
                    for line in rows.flatMap({ Self.lines(inTable: $0.0) + Self.lines(inTable: $0.1) }) {
                        // What is told beside a value, such as a variable, only names a command.
                        let isMeant = topic.name == "jobs" || topic.name == "safety" && !Self.isMention(line)
                        guard isMeant else { continue }
                        #expect(Self.mistake(in: line) == nil, "\(topic.name): \(line)")
                        typed += 1
                    }
                case .text(let text):
                    for line in Self.lines(inText: text) where !Self.isMention(line) {
                        #expect(Self.mistake(in: line) == nil, "\(topic.name): \(line)")
                        typed += 1
                    }
                }
            }
        }
        #expect(typed > 40, "\(typed)")
    }

    @Test func `each line of README can be typed`() throws {
        let page = try String(contentsOf: Program.package.appending(path: "README.md"), encoding: .utf8)
        let spans = page.matches(of: #/`keyshift ([^`]+)`/#).map { String($0.1) }
        let blocks = page.matches(of: #/(?m)^(?:\$ )?keyshift (.+)$/#).map { String($0.1) }
        #expect(spans.count > 10 && blocks.count > 1, "\(spans) \(blocks)")
        for line in spans + blocks {
            let words = Self.words(line.components(separatedBy: "  #")[0])
            #expect(Self.mistake(in: words) == nil, "keyshift \(line)")
        }
    }

    @Test(arguments: [
        ["schedule", "add", "SCRIPT", "--at", "02:00"], ["schedule", "add", "SCRIPT", "--name", "night"],
        ["extend", "NAME", "--from", "13:00"],
    ])
    func `a line with an argument or an option that is not there would be found`(line: [String]) {
        #expect(Self.mistake(in: line) != nil)
    }
}
