import ArgumentParser
import Testing

@testable import keyshift

struct PlainLineTests {
    @Test(arguments: [
        ["x.lua"], ["late.lua", "2h", "floor=3"], ["late-checkout"], ["x.lua", "--yes", "--json"],
        ["--quiet", "x.lua", "2h", "--verbose"], ["x.lua", "--", "-1h"], ["--", "x.lua", "--yes"],
        ["x.lua", "--yes", "--yes"],
        ["--firing", "r-20270301-1a2b3c", "--", "x.lua", "2h"],
        ["--firing", "r-20270301-1a2b3c", "--json", "--", "x.lua", "--", "--quiet"],
    ])
    func `a run of names and switches is what the parser reads from it`(words: [String]) throws {
        let line = try #require(PlainLine(["run"] + words))
        let parsed = try #require(try Keyshift.parsed(["run"] + words) as? RunCommand)
        #expect(line.work == parsed.work)
        #expect(line.answer == parsed.answer)
        #expect(line.firingRunID == parsed.firingRunID)
    }

    @Test(arguments: [["x.lua", "2h"], ["--json", "x.lua"], ["x.lua", "--yes", "--quiet"]])
    func `so is a plan`(words: [String]) throws {
        let line = try #require(PlainLine(["plan"] + words))
        let parsed = try #require(try Keyshift.parsed(["plan"] + words) as? PlanCommand)
        #expect(line.work == parsed.work)
        #expect(line.answer == .planOnly)
        #expect(line.firingRunID == nil)
        #expect(parsed.file == nil)
    }

    @Test(arguments: [
        [], ["run"], ["run", ""], ["run", "x.lua", ""], ["run", "--yes"], ["run", "x.lua", "--yes=true"],
        ["run", "--sandbox", "x.lua"], ["run", "x.lua", "--firing"], ["run", "--firing", "--", "x.lua"],
        ["run", "--firing", "a", "--firing", "b", "x.lua"], ["plan", "--firing", "a", "x.lua"], ["run", "x.lua", "-1"],
        ["run", "x.lua", "--pace", "off"], ["status"], ["--version"], ["extend", "BK-1"],
    ])
    func `every other line is the parser's`(words: [String]) {
        #expect(PlainLine(words) == nil)
    }
}
