import CivilTime
import Model
import RunEngine
import Testing

struct ScriptTests {
    @Test(arguments: [
        ("return groups.all():count()", "12"),
        (
            "return run.list_summary({ {}, { problem = false } }, { a = true })",
            "the list has 2 lines, and 1 stay of it is here"
        ),
        ("return run.list_summary({ { problem = 'no day' } }, {})", "the list has 1 line, and it could not be read"),
        (
            "return run.list_summary({ { problem = 'no day' }, {}, {} }, { a = 1, b = 2 })",
            "the list has 3 lines: 1 could not be read, and 2 stays of the others are here"
        ),
        ("return groups.all():linked():count()", "12"),
        ("return groups.all():in_house():count() + groups.all():upcoming():count()", "12"),
        (
            "return #groups.all():where(function(g) return g.in_house end):list() == groups.all():in_house():count()",
            "true"
        ),
        ("local g = groups.all():list()[1] return groups.all():named(g.name):one() == g", "true"),
        ("local g = groups.all():list()[1] return groups.get(g.key).name == g.name", "true"),
        ("local g = groups.all():list()[1] return groups.all():on_devices(g.device_ids):count() >= 1", "true"),
        ("return select(2, groups.all():named('Nobody'):find()):find('no group is named') ~= nil", "true"),
        (
            "local g = groups.all():list()[1] return #g.doors, #g.members, g.kind, g.uniform, g.linked",
            "2 2 group true true"
        ),
        ("local n = 0 for g in groups.all():each() do n = n + 1 end return n", "12"),
        ("return time.parse('2026-11-24T11:00:00-08:00')", "2026-11-24T19:00:00.000Z"),
        ("return time.parse('2026-11-24T19:00:00Z') + '2h' - time.parse('2026-11-24T19:00:00Z')", "2h"),
        ("return time.duration{ hours = 2, minutes = 30 }", "2h30m"),
        ("return time.duration('90m') < time.duration('2h'), time.duration('60m') == time.duration('1h')", "true true"),
        ("return time.parse('2026-11-24T19:00:00Z'):date('America/Vancouver')", "2026-11-24"),
        ("return time.parse('2026-11-24T05:00:00Z'):date('America/Toronto') == time.date('2026-11-24')", "true"),
        ("return #seam.devices.list()", "6"),
        ("return seam.workspaces.get().workspace_id ~= nil", "true"),
        ("local d = seam.devices.list()[1] return #seam.access_codes.list{ device_id = d.device_id } > 0", "true"),
        ("return run.id, #run.args, require('seam') == seam", "test 0 true"),
        ("return run.time <= time.now()", "true"),
    ])
    func `a script reads the workspace`(source: String, expected: String) async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan("print((function(...) \(source) end)(...))")
            #expect(report.failure == nil)
            #expect(fixture.printed.lines.joined().split(separator: "\t").joined(separator: " ") == expected)
            #expect(report.exitCode(isPlanOnly: true) == 0)
        }
    }

    @Test func `every group moves once, and the plan says how`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.run("for g in groups.all():linked():each() do g:extend('2h') end")
            #expect(report.state == .completed)
            #expect(report.counts == [.applied: 12])
            for row in report.plan.rows {
                let before = try #require(row.before)
                let after = try #require(row.after)
                #expect(after.endsAt == before.endsAt.map { $0 + PlanFixture.span(hours: 2) })
                #expect(after.startsAt == before.startsAt)
            }
            let again = await fixture.run("for g in groups.all():each() do print(g.ends_at) end", id: "second")
            #expect(again.state == .completed)
            let ends = Set(report.plan.rows.compactMap { $0.after?.endsAt?.iso8601 })
            #expect(Set(fixture.printed.lines) == ends)
        }
    }

    @Test(arguments: [
        (
            "starts_at = '2030-11-15T12:00:00Z', ends_at = '2030-11-17T15:00:00Z'",
            "2030-11-15T12:00:00.000Z", "2030-11-17T15:00:00.000Z"
        ),
        ("ends_at = '2030-11-17T15:00:00Z'", nil, "2030-11-17T15:00:00.000Z"),
        ("starts_at = time.now() - '1h'", nil, nil),
        (
            "starts_at = time.parse('2030-11-15T12:00:00Z'), ends_at = time.parse('2030-11-15T12:00:00Z') + '3h'",
            "2030-11-15T12:00:00.000Z", "2030-11-15T15:00:00.000Z"
        ),
        ("name = 'A new name'", nil, nil),
    ])
    func `the API's own call plans a group, whole or in part`(
        fields: String,
        starts: String?,
        ends: String?,
    ) async throws {
        var options = Engine.Options()
        options.limits = Limits(
            maxGroups: 1,
            maxShift: PlanFixture.span(hours: 99_999),
            allowed: [.lockout, .overlap, .shorten]
        )
        try await ScriptFixture.with(options) { fixture in
            let report = await fixture.run(
                """
                local k = groups.all():list()[1].key
                local r = seam.access_codes.update_multiple{ common_code_key = k, \(fields) }
                assert(r == nil)
                """
            )
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
            let row = try #require(report.plan.rows.first)
            #expect(row.status == .applied)
            if let starts { #expect(row.after?.startsAt?.iso8601 == starts) }
            if let ends { #expect(row.after?.endsAt?.iso8601 == ends) }
            #expect(row.members.allSatisfy { $0.after.startsAt != nil && $0.after.endsAt != nil })
            #expect(row.position == "test.lua:2")
        }
    }

    @Test func `reads see the rows that were recorded so far`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(
                """
                local g = groups.all():list()[1]
                local old = g.ends_at
                g:extend("2h")
                assert(g.ends_at == old + "2h")
                local id = g.members[1].access_code_id
                assert(time.parse(seam.access_codes.get{ access_code_id = id }.ends_at) == old + "2h")
                assert(time.parse(seam.access_codes.list{ access_code_ids = { id } }[1].ends_at) == old + "2h")
                """
            )
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(report.exitCode(isPlanOnly: true) == 2)
        }
    }

    @Test func `what the script leaves out is kept with its reason`() async throws {
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(
                "run.leave_out('BK-1', 'no such booking') groups.all():list()[1]:leave_out('stays as it is')"
            )
            #expect(report.plan.leftOut.map(\.why) == ["no such booking", "stays as it is"])
        }
    }

    @Test func `a call that takes effect at once needs to be allowed`() async throws {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        try await ScriptFixture.with(options) { fixture in
            let report = await fixture.plan(
                """
                local devices = seam.devices.list()
                local codes = seam.access_codes.create_multiple{
                    device_ids = { devices[1].device_id, devices[2].device_id }, name = "Late guest",
                    starts_at = "2030-01-01T00:00:00Z", ends_at = "2030-01-02T00:00:00Z",
                }
                assert(#codes == 2 and codes[1].common_code_key == codes[2].common_code_key)
                """
            )
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
        }
    }
}
