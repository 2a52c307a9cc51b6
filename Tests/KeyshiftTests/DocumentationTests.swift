import Foundation
import Testing

struct DocumentationTests {
    /// A block of Lua in a page, by the page and the line where it begins.
    struct Block: Sendable, CustomTestStringConvertible {
        let page: String
        let line: Int
        let source: String

        var testDescription: String { "\(page):\(line)" }
    }

    private static let pages: [String] = {
        let docs = Program.package.appending(path: "docs")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: docs.path())) ?? []
        return ["README.md"] + files.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }()

    /// The page whose blocks are tests.
    static let testing = "docs/testing.md"

    static let blocks: [Block] = pages.flatMap { page in
        let text = (try? String(contentsOf: Program.package.appending(path: page), encoding: .utf8)) ?? ""
        var blocks: [Block] = []
        var open: (line: Int, lines: [Substring])?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line == "```", let block = open {
                blocks.append(Block(page: page, line: block.line, source: block.lines.joined(separator: "\n")))
                open = nil
            } else if line == "```lua" {
                open = (number + 1, [])
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    @Test func `the pages have scripts to try`() {
        #expect(Self.pages.contains("docs/scripting.md"))
        #expect(Self.blocks.count >= 3)
    }

    @Test(arguments: blocks.filter { $0.page != testing })
    func `every script of a page makes a plan on the sandbox`(block: Block) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(block.source, in: folder)
            let outcome = try await program.run([
                "plan", script, "--sandbox", "--max-shift", "99999h", "--allow", "overlap",
            ])
            #expect([0, 2].contains(outcome.exitCode), "\(outcome.errors)")
        }
    }

    @Test func `every test that the comparison of clients names is there`() throws {
        let page = try String(
            contentsOf: Program.package.appending(path: "docs/clients-compared.md"),
            encoding: .utf8
        )
        let tests = Program.package.appending(path: "Tests")
        let files = (try FileManager.default.subpathsOfDirectory(atPath: tests.path())).filter {
            $0.hasSuffix(".swift")
        }
        let named = page.matches(of: #/\*([^*|]+)\* \(`([A-Za-z]+)`\)/#)
        #expect(named.count > 25)
        for match in named {
            let file = try #require(files.first { $0.hasSuffix("/\(match.2).swift") }, "no file \(match.2).swift")
            let source = try String(contentsOf: tests.appending(path: file), encoding: .utf8)
            #expect(source.contains("func `\(match.1)`"), "\(match.2) has no test `\(match.1)`")
        }
    }
}
