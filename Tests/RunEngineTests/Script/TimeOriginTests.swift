import CivilTime
import Model
import RunEngine
import SeamSandbox
import Testing

/// What a plan knows of the times in it: which were worked out from the present hours, and on whose clocks they were read.
struct TimeOriginTests {
    /// Tuesday 24 November 2026, 10:00 in Vancouver.
    static let sandbox = SandboxOptions(
        groups: 12,
        devices: 6,
        rngSeed: 7,
        startInstant: PlanFixture.instant("2026-11-24T18:00:00Z").milliseconds,
    )

    /// `g` is a stay to come, `c` a code of it, `other` another stay, `zone` a zone, and `late` a far instant.
    static let prelude = """
        local g = groups.all():linked():upcoming():list()[1]
        local other
        for x in groups.all():linked():upcoming():each() do if x.ends_at ~= g.ends_at then other = x end end
        local id = g.members[1].access_code_id
        local c = seam.access_codes.get{ access_code_id = id }
        local zone = "America/New_York"
        local late = g.ends_at + "24h"
        local function set(t) g:set{ ends_at = t } end
        local function update(t) seam.access_codes.update_multiple{ common_code_key = g.key, ends_at = t } end
        """

    /// The rows of a script's plan; there is at least one.
    static func rows(_ source: String, arguments: [String] = []) async throws -> [Row] {
        try await ScriptFixture.with(sandbox: sandbox) { fixture in
            let report = await fixture.plan("\(prelude)\n\(source)", arguments: arguments)
            #expect(report.failure?.position == nil, "\(report.failure?.message ?? "")")
            #expect(!report.plan.rows.isEmpty, "\(source)")
            return report.plan.rows
        }
    }

    @Test(arguments: [
        // By the value itself.
        "set(g.ends_at + '2h')",
        "set('2h' + g.ends_at)",
        "set(g.ends_at - '1h')",
        "set(g.ends_at - '-1h')",
        "set(g.ends_at + time.duration('2h'))",
        "set(g.ends_at:add{ hours = 2 })",
        "set(g.ends_at:add({ days = 1 }, g.zone))",
        "set(g.ends_at:date(g.zone):add{ days = 1 }:at('11:00', g.zone))",
        "set(g.members[1].ends_at + '2h')",
        "set(g.starts_at + '400h')",
        "g:set{ starts_at = g.starts_at - '1h', ends_at = g.ends_at }",
        "g:extend_to(g.ends_at + '2h')",
        "update(g.ends_at + '2h')",
        "seam.access_codes.update({ access_code_id = id, ends_at = g.ends_at + '2h' }, { allow = 'mixed' })",
        "seam.access_codes.update({ access_code_id = id, ends_at = g.members[1].ends_at + '2h' }, { allow = 'mixed' })",
        // By a distance from somewhere else.
        "local e = time.parse('2026-01-01T00:00:00Z') set(e + (g.ends_at - e) + '2h')",
        "local e = time.parse('2026-01-01T00:00:00Z') set(e - (e - g.ends_at) + '2h')",
        "local e = time.date('2026-01-01'):at('00:00', zone) set(e + (g.ends_at - e + time.duration('2h')))",
        // By a way through Lua.
        "local function later(t) return t + '2h' end set(later(g.ends_at))",
        "local t = { [g.key] = g.ends_at } t[g.key] = t[g.key] + '2h' set(t[g.key])",
        "local e = g.ends_at local function f() return e + '2h' end set(f())",
        "set(coroutine.wrap(function() coroutine.yield(g.ends_at + '2h') end)())",
        "set(task.map({ g }, function(x) return x.ends_at + '2h' end)[1])",
        "g:set({ ends_at = g.ends_at + '2h' }, { replace = true })",
        // By a text.
        "set(tostring(g.ends_at + '2h'))",
        "update(tostring(g.ends_at + '2h'))",
        "set(time.parse(tostring(g.ends_at)) + '2h')",
        "set('' .. tostring(g.ends_at + '2h') .. '')",
        "set(('%s'):format(g.ends_at + '2h'))",
        "set((g.ends_at + '2h'):format('%Y-%m-%dT%H:%M:%S%z', g.zone))",
        "set((g.ends_at + '2h'):format('%Y-%m-%dT%H:%M', 'UTC') .. ':00Z')",
        "set(time.parse(g.ends_at:format('%Y-%m-%dT%H:%M:%S%z', zone)) + '2h')",
        "set(time.at(g.ends_at:format('%Y-%m-%d %H:%M', g.zone), g.zone) + '2h')",
        "set(time.at((g.ends_at + '2h'):format('%Y-%m-%d %H:%M', g.zone), g.zone))",
        "set(json.decode(json.encode{ t = g.ends_at + '2h' }).t)",
        "set(time.parse(json.decode(json.encode{ t = g.ends_at }).t) + '2h')",
        "g:extend_to(tostring(g.ends_at + '2h'))",
        // By what the API has answered.
        "update(time.parse(c.ends_at) + '2h')",
        "update(tostring(time.parse(c.ends_at) + '2h'))",
        "update((time.parse(c.ends_at) + '2h'):format('%Y-%m-%dT%H:%M:%S%z', zone))",
        "set(time.parse(c.ends_at) + '2h')",
        "set(time.parse(c.starts_at):add{ hours = 400 })",
        "local l = seam.access_codes.list{ device_id = g.device_ids[1] } for _, x in ipairs(l) do "
            + "if x.access_code_id == id then update(time.parse(x.ends_at) + '2h') end end",
        // By a verb that moves.
        "g:extend('2h')",
        "g:extend{ days = 1 }",
        "g:shift('2h')",
    ])
    func `hours that were worked out from the present ones are relative, in whatever dress`(source: String) async throws
    {
        let rows = try await Self.rows(source)
        #expect(rows.allSatisfy { $0.isRelative }, "\(source)")
    }

    @Test(arguments: [
        "set('2026-12-20T13:00:00-08:00')",
        "set('2026-12-20T13:00:00.000Z')",
        "update('2026-12-20T13:00:00Z')",
        "g:extend_to('2026-12-20T13:00:00Z')",
        "set(time.parse('2026-12-20T13:00:00Z') + '2h')",
        "set(time.at('2026-12-20 13:00', zone))",
        "set(time.at('2026-12-20 13:00', g.zone) + '2h')",
        "set(time.date('2026-12-20'):at('13:00', zone))",
        "set(g.ends_at:date(g.zone):at('16:45', g.zone))",
        "set(other.ends_at + '999h')",
        "g:set{ starts_at = g.starts_at, ends_at = time.at('2026-12-20 13:00', zone) }",
        "local n = time.at('2026-12-20 13:00', zone) g:set{ starts_at = n, ends_at = n + (g.ends_at - g.starts_at) }",
        "set(run.time + '999h')",
        "set(time.now() + '999h')",
        "set(args{ t = args.time{ default = '2026-12-20T13:00:00Z' } }.t + '2h')",
        "set(args{ d = args.date{ default = '2026-12-20' } }.d:at('13:00', g.zone))",
        "set(args{ d = args.date{ default = '2026-12-20' } }.d:add{ days = 1 }:at('13:00', g.zone))",
        "for r in csv.rows{ text = 't\\n2026-12-20T13:00:00Z\\n' } do set(r.t) end",
        "for r in csv.rows{ text = 't\\n2026-12-20 13:00\\n' } do set(time.at(r.t, g.zone)) end",
        "set(g.ends_at)",
        "set(tostring(g.ends_at))",
        "set(g.ends_at + '2h' - '2h')",
        "update(c.ends_at)",
        "g:extend_to(g.ends_at)",
        "print(g.ends_at, other.ends_at) set(time.at('2026-12-20 13:00', zone))",
        "g:set_clock{ ends = '13:00' }",
        "g:align{ ends = 'latest' }",
        "g:set{ name = 'New' }",
        "set('2026-12-20T13:00:00Z') g:set({ ends_at = g.ends_at + '2h' }, { replace = true })",
    ])
    func `hours that do not come from the present ones are absolute`(source: String) async throws {
        let rows = try await Self.rows(source)
        #expect(!rows.contains { $0.isRelative }, "\(source)")
    }

    @Test func `a list of the API that goes into tables without a look at each text keeps its origin`() async throws {
        let options = SandboxOptions(groups: 400, devices: 2, rngSeed: 7, startInstant: Self.sandbox.startInstant)
        try await ScriptFixture.with(sandbox: options) { fixture in
            let report = await fixture.plan(
                """
                local door = seam.devices.list()[1].device_id
                for _, c in ipairs(seam.access_codes.list{ device_id = door }) do
                    local ends_at = time.parse(c.ends_at) + "2h"
                    seam.access_codes.update_multiple{ common_code_key = c.common_code_key, ends_at = ends_at }
                end
                """
            )
            #expect(report.failure?.position == nil, "\(report.failure?.message ?? "")")
            #expect(report.plan.rows.count == 400)
            #expect(report.plan.rows.allSatisfy { $0.isRelative })
        }
    }

    @Test(arguments: [
        ("set(time.at('2026-12-20 13:00', zone))", ["America/New_York"]),
        ("set(time.at('2026-12-20 13:00', zone) + '2h' - '1h')", ["America/New_York"]),
        ("set(tostring(time.at('2026-12-20 13:00', zone)))", ["America/New_York"]),
        ("update(time.at('2026-12-20 13:00', zone))", ["America/New_York"]),
        ("g:extend_to(time.date('2026-12-20'):at('13:00', zone))", ["America/New_York"]),
        ("set(late:add({ days = 1 }, zone))", ["America/New_York"]),
        (
            "local d = args{ d = args.date{ default = '2026-12-20' } }.d g:set{ starts_at = time.at('2026-12-01 15:00', "
                + "'Europe/Paris'), ends_at = d:at('13:00', zone) }",
            ["America/New_York", "Europe/Paris"]
        ),
        ("for r in csv.rows{ text = 't\\n2026-12-20 13:00\\n' } do set(time.at(r.t, zone)) end", ["America/New_York"]),
        ("set('2026-12-20T13:00:00-08:00')", []),
        ("set(late)", []),
        ("g:extend('2h')", []),
    ])
    func `a plan knows on whose clocks its times were read`(source: String, zones: [String]) async throws {
        let rows = try await Self.rows(source)
        #expect(rows.allSatisfy { $0.wallZones == Set(zones) }, "\(source): \(rows.map(\.wallZones))")
    }

    @Test(arguments: ["g:set_clock{ ends = '13:00' }", "g:extend{ days = 1 }"])
    func `a clock or a day of the door is read in the door's zone`(source: String) async throws {
        let rows = try await Self.rows(source)
        #expect(rows.allSatisfy { $0.wallZones == Set([$0.zone].compactMap(\.self)) })
    }

    @Test(arguments: [
        ("groups.get(g.key):extend('2h')", true),
        ("groups.all():named(g.name):one():extend('2h')", true),
        ("groups.all():linked():named(g.name):find():extend('2h')", true),
        ("local s = groups.get(g.key) s:set{ name = 'x' } s:extend('2h')", true),
        ("g:extend('2h')", false),
        ("groups.all():where(function(x) return x.key == g.key end):one():extend('2h')", false),
        ("for x in groups.all():named(g.name):each() do x:extend('2h') end", false),
        ("groups.all():named(g.name):list()[1]:extend('2h')", false),
        ("groups.all():by(function(x) return x.key end)[g.key][1]:extend('2h')", false),
        ("update('2026-12-20T13:00:00Z')", false),
        ("groups.get(g.key):extend('2h') g:set{ name = 'x' }", false),
        ("g:set{ name = 'x' } groups.get(g.key):extend('2h')", false),
    ])
    func `a stay is named singly when every change of it was`(source: String, isNamed: Bool) async throws {
        let rows = try await Self.rows(source)
        #expect(rows.allSatisfy { $0.isNamed == isNamed }, "\(source)")
    }
}
