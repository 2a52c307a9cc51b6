import ArgumentParser
import Testing

@testable import keyshift

struct LineOfNamesTests {
    @Test(arguments: [["x.lua"], ["late.lua", "2h", "floor=3"], ["late-checkout"]])
    func `a run of names alone is what the parser reads from it`(words: [String]) throws {
        let line = try #require(ScriptWork.ofNames(["run"] + words))
        let parsed = try #require(try Keyshift.parsed(["run"] + words) as? RunCommand)
        #expect(line.work == parsed.work)
        #expect(line.answer == .ask)
        #expect(parsed.firingRunID == nil)
    }

    @Test func `so is a plan`() throws {
        let line = try #require(ScriptWork.ofNames(["plan", "x.lua", "2h"]))
        let parsed = try #require(try Keyshift.parsed(["plan", "x.lua", "2h"]) as? PlanCommand)
        #expect(line.work == parsed.work)
        #expect(line.answer == .planOnly)
        #expect(parsed.file == nil)
    }

    @Test(arguments: [
        [], ["run"], ["run", ""], ["run", "x.lua", ""], ["run", "x.lua", "--yes"], ["run", "--sandbox", "x.lua"],
        ["run", "x.lua", "-1"], ["run", "x.lua", "--", "a"], ["status"], ["--version"], ["extend", "BK-1"],
    ])
    func `every other line is the parser's`(words: [String]) {
        #expect(ScriptWork.ofNames(words) == nil)
    }
}
