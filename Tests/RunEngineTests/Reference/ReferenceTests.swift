import Lua
import Model
import Scripting
import Seam
import Testing

@testable import RunEngine

struct ReferenceTests {
    @Test
    func `every function of the API has a summary, a type for each parameter and an example that is a call of it`() {
        for endpoint in SeamCatalogue.endpoints {
            guard let entry = Reference.entry(endpoint.name) else {
                Issue.record("\(endpoint.name) is not in the reference")
                continue
            }
            #expect(entry.kind == .function)
            #expect(entry.takesTable)
            #expect(!entry.summary.isEmpty)
            #expect(entry.shownParameters.allSatisfy { !$0.type.notation.isEmpty }, "\(entry.name)")
            #expect(entry.shownParameters.map(\.name).starts(with: endpoint.parameters.map(\.name)))
            #expect(entry.example?.hasPrefix(endpoint.name) == true)
            #expect((entry.type == nil) == (endpoint.responseKey == nil))
        }
    }

    @Test func `what the surface has of verbs is what a group has, no more and no less`() {
        let verbs = Reference.members(of: "group").filter { $0.kind == .method }.map(\.shortName)
        #expect(Set(verbs) == Set(GroupVerbs.all.map(\.entry.shortName)))
    }

    @Test(arguments: [
        "groups", "time", "run", "args", "task", "csv", "json", "log", "keyshift", "io", "os", "debug", "package",
    ])
    func `what the reference lists of a module is there, and every example is Lua`(module: String) async throws {
        let members = Reference.members(of: module).filter { $0.kind != .method }
        #expect(!members.isEmpty)
        try await ScriptFixture.withHost { host in
            for member in members {
                let values = try await host.values(of: "type(\(member.name))", name: "test")
                #expect(values != ["nil"], "\(member.name)")
            }
        }
    }

    @Test func `methods of queries and times that the reference lists exist`() async throws {
        let values = [
            "query": "groups.all()", "time": "time.now()", "date": "time.date('2030-11-24')",
            "group": "groups.all():list()[1]", "taskhandle": "task.spawn(function() end)",
        ]
        try await ScriptFixture.withHost { host in
            for (type, value) in values {
                for member in Reference.members(of: type) where member.kind == .method {
                    let kind = try await host.values(of: "type((\(value)).\(member.shortName))", name: "test")
                    #expect(kind == ["function"], "\(member.name)")
                }
            }
        }
    }

    @Test func `help shows parameters with types and limits, what is given, and an example`() throws {
        let lines = try #require(HelpText.lines(of: "seam.access_codes.update_multiple"))
        let text = lines.joined(separator: "\n")
        #expect(lines[0].hasPrefix("seam.access_codes.update_multiple{ common_code_key, "))
        #expect(text.contains("common_code_key  string"))
        #expect(text.contains("time|string"))
        #expect(text.contains("10 a minute"))
        #expect(text.contains("Recorded, not sent"))
        #expect(text.contains("    seam.access_codes.update_multiple{ common_code_key = stay.key"))
    }

    @Test func `the help of a function explains the fields of its options`() throws {
        let help = try #require(HelpText.lines(of: "csv.read")).joined(separator: "\n")
        for words in ["as  table", "date, clock, when", "dates  ", "unique  ", "encoding  "] {
            #expect(help.contains(words), "\(words): \(help)")
        }
    }

    @Test func `help finds a method by its last name, and by type and name with either sign`() throws {
        #expect(HelpText.lines(of: "extend") == HelpText.lines(of: "group:extend"))
        #expect(HelpText.lines(of: "group.extend") == HelpText.lines(of: "group:extend"))
        let add = try #require(HelpText.lines(of: "add")).joined(separator: "\n")
        #expect(add.contains("time:add(") && add.contains("date:add("))
        #expect(HelpText.lines(of: "devices.get") == nil)
        #expect(HelpText.unknown("groups.al").contains("did you mean \"groups.all\"?"))
    }

    @Test func `no line of help is wider than asked for where its words allow it`() throws {
        for name in Reference.names + ["seam.access_codes", "device"] {
            for line in try #require(HelpText.lines(of: name, width: 72)) where !line.hasPrefix("    ") {
                #expect(TextWidth.of(line) <= 72, "\(name): \(line)")
            }
        }
    }
}

struct TextWidthTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("Zoë", 3), ("Zoe\u{308}", 3), ("山田", 4), ("한글", 4), ("🔑", 2), ("❤️", 2), ("👩‍👩‍👧", 2),
        ("ｱ", 1),
        ("\u{200B}", 0), ("••••12", 6), ("→", 1),
    ])
    func `a text takes the columns that a terminal gives it`(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test func `a cut text fits, and never holds half a character`() {
        #expect(TextWidth.cut("山田太郎", to: 5) == "山田…")
        #expect(TextWidth.cut("山田太郎", to: 8) == "山田太郎")
        #expect(TextWidth.cut("山田太郎", to: 4) == "山…")
        #expect(TextWidth.padded("山", to: 4) == "山  ")
    }
}
