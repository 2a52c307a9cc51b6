import ArgumentParser
import Testing

@testable import keyshift

struct PlainLineTests {
    @Test(arguments: [["x.lua"], ["late.lua", "2h", "floor=3"], ["late-checkout"]])
    func `a run without options is read as the general parser reads it`(words: [String]) throws {
        let line = try #require(PlainLine(["run"] + words))
        let parsed = try #require(try Keyshift.parseAsRoot(["run"] + words) as? RunCommand)
        let work = ScriptWork(
            script: parsed.script,
            connection: parsed.connection,
            limits: parsed.limits,
            scriptLimits: parsed.scriptLimits,
            output: parsed.output,
            consent: parsed.consent,
            isUnplanned: parsed.unplanned,
        )
        #expect(text(line.work) == text(work))
        #expect(line.answer == .ask)
        #expect(!parsed.consent.yes && parsed.firingRunID == nil)
    }

    @Test func `so is a plan`() throws {
        let line = try #require(PlainLine(["plan", "x.lua", "2h"]))
        let parsed = try #require(try Keyshift.parseAsRoot(["plan", "x.lua", "2h"]) as? PlanCommand)
        let work = ScriptWork(
            script: parsed.script,
            connection: parsed.connection,
            limits: parsed.limits,
            scriptLimits: parsed.scriptLimits,
            output: parsed.output,
            consent: parsed.consent,
        )
        #expect(text(line.work) == text(work))
        #expect(line.answer == .planOnly)
        #expect(parsed.file == nil)
    }

    @Test(arguments: [
        [], ["run"], ["run", ""], ["run", "x.lua", ""], ["run", "x.lua", "--yes"], ["run", "--sandbox", "x.lua"],
        ["run", "x.lua", "-1"], ["run", "x.lua", "--", "a"], ["status"], ["--version"], ["extend", "BK-1"],
    ])
    func `every other line is the general parser's`(words: [String]) {
        #expect(PlainLine(words) == nil)
    }

    /// Every stored value, however deep.
    private func text(_ value: some Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
