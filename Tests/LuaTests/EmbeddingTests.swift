import Foundation
import Lua
import Testing

struct EmbeddingTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: package.appending(path: path), encoding: .utf8)
    }

    /// The lines of a page's code blocks in one language, without blank lines.
    private static func code(_ language: String, in page: String) -> [Substring] {
        page.components(separatedBy: "```\(language)\n").dropFirst()
            .flatMap { $0.components(separatedBy: "```")[0].split(separator: "\n") }
    }

    @Test func `the code of the page is the code that is compiled here`() throws {
        let page = try Self.text("Sources/Lua/Lua.docc/EmbeddingLua.md")
        let source = try Self.text("Tests/LuaTests/EmbeddingExample.swift")
        let example = source.components(separatedBy: "// example-begin\n")[1].components(separatedBy: "// example-end")[
            0
        ]
        #expect(Self.code("swift", in: page) == example.split(separator: "\n"))
    }

    @Test func `the script of the page runs`() async throws {
        let page = try Self.text("Sources/Lua/Lua.docc/EmbeddingLua.md")
        let greeter = Greeter()
        let script = Self.code("lua", in: page).joined(separator: "\n")
        #expect(try await greeter.run(script) == ["ITO!", "HAAS!"])
        let error = await #expect(throws: LuaError.self) { try await greeter.run("\nfetch('c')") }
        #expect(error?.description == "greeting.lua:2: there is no c")
        await greeter.close()
    }
}
