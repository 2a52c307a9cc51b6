import Foundation
import Lua
import Testing

@testable import Scripting

/// The module that docs/lua-modules.md builds, as it stands there.
struct ModuleExampleTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
    }

    @Test(arguments: [("entry", 1), ("body", 2)])
    func `what the page shows is what compiles`(part: String, place: Int) throws {
        let source = try text("Tests/ScriptingTests/ModuleExample.swift")
        let begun = try #require(source.split(separator: "// \(part)-begin\n").last)
        let compiled = try #require(begun.split(separator: "// \(part)-end").first)
        let block = try #require(
            text("docs/lua-modules.md").components(separatedBy: "```swift\n")[place]
                .components(separatedBy: "```").first
        )
        #expect(block.replacing("package import Lua\n\n", with: "") == String(compiled))
    }

    @Test func `the function that it adds counts, and refuses what its entry does not have`() throws {
        let state = try LuaState()
        try state.set("words", try WordsBinding.module(in: state))
        let counted = try state.run(try state.load("return words.count('Ito Zoë', 4)", name: "example.lua"))
        #expect(try counted.map { try state.describe($0) } == ["0"])
        #expect(throws: LuaError.self) {
            _ = try state.run(try state.load("return words.count('Ito', 0)", name: "example.lua"))
        }
    }
}
