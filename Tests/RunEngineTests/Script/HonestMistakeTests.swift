import Model
import RunEngine
import Testing

struct HonestMistakeTests {
    /// A script, the words that its message must have, and the line that it must name.
    private static let mistakes: [(source: String, words: String, line: Int)] = [
        ("for g in groups.all():named(booking):each() do g:extend('2h') end", "name must be a string, not nil", 1),
        ("groups.all():on_devices(nil):list()", "ids must be a device id, or a list of device ids, not nil", 1),
        ("groups.all():on_devices('x'):list()", "no device has the id \"x\"", 1),
        (
            "local g = groups.all():list()[1]\ngroups.all():on_devices(g.doors[1]):list()",
            "is the name of a door; write", 2
        ),
        ("groups.all():on_doors('Nowhere'):list()", "on_doors: there is no door \"Nowhere\"", 1),
        ("groups.all():on_doors({}):list()", "doors must be a list of doors", 1),
        ("groups.all():on_doors('*'):list()", "write :doors_like(\"*\")", 1),
        ("groups.all():named('BK*'):list()", "write :like(\"BK*\")", 1),
        ("groups.all():booking('BK*'):list()", "write :like(\"BK*\")", 1),
        ("groups.all():booking(' '):list()", "the booking is empty", 1),
        ("groups.all():doors_like('Zz*'):list()", "there is no door like \"Zz*\"", 1),
        ("groups.all():of_house('Nowhere'):list()", "the workspace has no house \"Nowhere\"", 1),
        ("groups.all():where(nil):list()", "condition must be a function, not nil", 1),
        ("groups.all():ending_on(nil):list()", "date must be a date", 1),
        ("groups.get(nil)", "key must be a string, not nil", 1),
        ("\ngroups.all():in_house():list()[1]:extend('1d')", "24h", 2),
        ("groups.all():in_house():list()[1]:extend('-2h')", "shift{ ends", 1),
        ("groups.all():in_house():list()[1]:extend{ days = 1, hours = 2 }", "stands alone", 1),
        ("groups.all():in_house():list()[1]:extend{ days = 'two' }", "days must be a whole number", 1),
        ("groups.all():in_house():list()[1]:shift{ days = 0 }", "moves nothing", 1),
        ("groups.all():in_house():list()[1]:extend(2)", "must be a duration", 1),
        ("groups.all():list()[1]:set{}", "there is nothing in it", 1),
        ("groups.all():list()[1]:set{ ends_at = nil }", "there is nothing in it", 1),
        ("groups.all():list()[1]:set{ ends = '2030-01-01T00:00:00Z' }", "did you mean \"ends_at\"?", 1),
        ("local g = groups.all():list()[1]\ng:extend('2h')\ng:extend('2h')", "was moved already, at test.lua:2", 3),
        ("groups.all():named('Nobody At All'):one()", "no group is named \"Nobody At All\"", 1),
        ("groups.all():one()", "12 groups are in this workspace", 1),
        ("groups.all():list()[1]:extend_to('2026-11-24T13:00:00')", "offset", 1),
        ("groups.all():list()[1]:extend_to('2027-02-30T13:00:00Z')", "February 2027 has 28 days", 1),
        ("groups.all():inhouse()", "did you mean \"in_house\"?", 1),
        ("groups.all().in_house()", "call it with a colon", 1),
        ("print(groups.all():list()[1].nmae)", "did you mean \"name\"?", 1),
        ("groups.all():list()[1].name = 'x'", "cannot be assigned to", 1),
        ("if groups.all():list()[1].ends_at < '2027' then end", "can only be compared with a time", 1),
        ("seam.access_code.list{}", "did you mean \"access_codes\"?", 1),
        ("seam.access_codes.update_multipel{}", "did you mean \"update_multiple\"?", 1),
        (
            "seam.access_codes.update_multiple{ common_code_key = 'x', starts_as = 'y' }",
            "did you mean \"starts_at\"?", 1
        ),
        ("seam.access_codes.update_multiple{ starts_at = '2030-01-01T00:00:00Z' }", "common_code_key", 1),
        ("seam.access_codes.update_multiple{ common_code_key = 5 }", "must be a string", 1),
        ("seam.access_codes.update_multiple('x')", "must be a table", 1),
        ("seam.access_codes:update_multiple{ common_code_key = 'x' }", "called with a dot", 1),
        ("seam.access_codes.update_multiple{ common_code_key = 'nope', name = 'x' }", "\"nope\"", 1),
        ("seam.access_codes.create_multiple{ device_ids = {} }", "takes effect at once", 1),
        ("seam.devices.list = nil", "cannot be assigned to", 1),
        ("time.parse('tomorrow')", "tomorrow", 1),
        ("time.duration('two hours')", "two hours", 1),
        ("time.nwo()", "did you mean \"now\"?", 1),
        ("return time.now() + 5", "must be a duration", 1),
        ("require 'socket'", "no module \"socket\"", 1),
        ("run.leave_out('BK-1')", "needs why", 1),
        ("local x = nil\nprint(x.name)", "attempt to index a nil value", 2),
        ("\n\nerror('no luck')", "no luck", 3),
    ]

    @Test(arguments: mistakes)
    func `an honest mistake stops with a sentence and its line, and nothing is sent`(
        source: String,
        words: String,
        line: Int,
    ) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.run(source)
            #expect(report.state == .failed)
            #expect(
                report.failure?.code.rawValue == (words == "takes effect at once" ? "direct_effect" : "script_error")
            )
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "no message")")
            #expect(report.failure?.position == "test.lua:\(line)")
            #expect(report.plan.rows.isEmpty)
            #expect(report.exitCode(isPlanOnly: false) == 1)
        }
    }

    @Test func `a text that is no Lua is a load error with its line`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.run("local x =\n\nfor")
            #expect(report.failure?.code.rawValue == "load_error")
            #expect(report.failure?.position == "test.lua:3")
        }
    }

    @Test func `a script that fails on its last line has changed nothing`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.run("for g in groups.all():each() do g:extend('2h') end error('too late')")
            #expect(report.state == .failed)
            let after = await fixture.plan("for g in groups.all():each() do print(g.ends_at) end")
            let before = await fixture.plan("for g in groups.all():each() do print(g.ends_at) end")
            #expect(after.failure == nil && before.failure == nil)
            let lines = fixture.printed.lines
            #expect(lines.count == 24)
            #expect(lines.prefix(12) == lines.suffix(12))
        }
    }
}
