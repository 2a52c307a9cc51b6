import Foundation
import LuaSyntax
import RunEngine
import Scripting
import Seam
import Testing

@testable import keyshift

struct TypeDefinitionTests {
    @Test func `the definitions are Lua, and have every name once`() throws {
        for file in TypeDefinitions.files {
            let outcome = LuaParser.parse(file.text)
            #expect(outcome.error == nil, "\(file.name): \(outcome.error.map(String.init(describing:)) ?? "")")
            let functions = file.text.split(separator: "\n").filter { $0.hasPrefix("function ") }
            #expect(Set(functions).count == functions.count)
            #expect(functions.count > 30)
        }
    }

    @Test func `every function of the API has its parameters`() {
        let text = TypeDefinitions.files[1].text
        for endpoint in SeamCatalogue.endpoints {
            #expect(text.contains("\nfunction \(endpoint.name)(parameters"), "\(endpoint.name)")
            #expect(text.contains("---@class \(endpoint.name).parameters\n"), "\(endpoint.name)")
        }
        #expect(text.contains("---@field starts_at? time|string "))
        #expect(text.contains("---@field common_code_key string "))
    }

    @Test func `every line of an annotation has a form that lua-language-server knows`() {
        for file in TypeDefinitions.files {
            for line in file.text.split(separator: "\n") where line.hasPrefix("---@") {
                let isKnown =
                    line.wholeMatch(
                        of:
                            #/---@(meta|class [\w.]+|field [\w]+\?? \S.*|param ([\w]+\??|\.\.\.) \S.*|return \S.*|operator \w+(\([^)]*\))?: ?\w+|overload fun\(.*)/#
                    ) != nil
                #expect(isKnown, "\(file.name): \(line)")
            }
        }
    }

    @Test func `the names of the definitions are those that check knows`() {
        for module in Vocabulary.modules.keys {
            let names = Reference.members(of: module).filter { $0.kind != .method }.map(\.shortName)
            #expect(Set(names) == Set(Vocabulary.names(of: .module(module)) ?? []), "\(module)")
        }
        let tests = Reference.testListed.filter { $0.owner == "test" }.map(\.shortName)
        #expect(Set(tests) == Set(Vocabulary.names(of: .module("test")) ?? []))
        for (kind, type) in [(ScriptClass.query, "query"), (.group, "group"), (.time, "time"), (.date, "date")] {
            let names = Reference.members(of: type).filter { $0.kind != .function }.map(\.shortName)
            #expect(Set(names) == Set(Vocabulary.names(of: .object(kind)) ?? []), "\(type)")
        }
    }

    @Test func `types writes its files, and leaves settings of the user alone`() async throws {
        try await Program.withHome { program, folder in
            let outcome = try await program.run(["types", "-o", folder.path()])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            for file in TypeDefinitions.files {
                let written = try String(contentsOf: folder.appending(path: ".keyshift/\(file.name)"), encoding: .utf8)
                #expect(written == file.text)
            }
            let settings = folder.appending(path: ".luarc.json")
            let document = try JSONSerialization.jsonObject(with: Data(contentsOf: settings)) as? [String: Any]
            #expect(document?["workspace.library"] as? [String] == [".keyshift"])
            try Data("{}".utf8).write(to: settings)
            let again = try await program.run(["types", "-o", folder.path()])
            #expect(again.exitCode == 0)
            #expect(again.errors.contains("is your own and was left as it is"))
            #expect(try String(contentsOf: settings, encoding: .utf8) == "{}")
        }
    }

    @Test func `the page of the reference is what the program prints`() throws {
        let page = try String(contentsOf: Program.package.appending(path: "docs/reference.md"), encoding: .utf8)
        #expect(page == ReferencePage.text, "scripts/reference writes it anew")
    }
}
