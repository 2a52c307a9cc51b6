import CivilTime
import Model
import RunEngine
import SeamSandbox
import Testing

/// The filters, ends and verbs of `groups`, as scripts use them.
struct GroupScriptTests {
    /// Tuesday 24 November 2026, 10:00 in Vancouver.
    private static let sandbox = SandboxOptions(
        groups: 12,
        devices: 6,
        rngSeed: 7,
        startInstant: PlanFixture.instant("2026-11-24T18:00:00Z").milliseconds,
    )

    private static let prelude = """
        local function all() return groups.all() end
        local function ends(g) return g.ends_at end
        """

    @Test(arguments: [
        "local d = all():list()[1].ends_at:date(all():list()[1].zone) return all():ending_on(d):count() >= 1",
        "local n = 0 for _, g in ipairs(all():list()) do n = n + 1 end return n == all():count()",
        "local a, b = time.date('2026-01-01'), time.date('2027-12-31') return all():ending_between(a, b):count() == 12",
        "return all():ending_between('2026-01-01', '2026-01-02'):count() == 0",
        "local g = all():list()[1] return all():ending_between(g.ends_at, g.ends_at + '1s'):count() >= 1",
        "local g = all():list()[1] return all():ending_between(g.ends_at - '1s', g.ends_at):named(g.name):count() == 0",
        "local g = all():upcoming():list()[1] return all():starting_on(g.starts_at:date(g.zone)):count() >= 1",
        "return all():starting_between(time.now(), time.now() + '9999h'):count() == all():upcoming():count()",
        "return all():ongoing():count() == 0 and all():mixed():count() == 0 and all():uniform():count() == 12",
        "local l = all():by(function(g) return g.zone end) local n = 0 for _, s in pairs(l) do n = n + #s end return n == 12",
        "local l = all():by(function(g) return g.in_house end) return #l[true] == all():in_house():count()",
        "local l = all():by(function(g) return #g.doors end) return #l[2] == 12",
        "return next(all():by(function() return nil end)) == nil",
        "local g = all():list()[1] g:extend('2h') return all():where(function(x) return x.ends_at == g.ends_at end):count() >= 1",
        "local g = all():list()[1] local e = g.ends_at g:extend_to(e + '2h') g:extend_to(e + '1h') return g.ends_at == e + '2h'",
        "local g = all():list()[1] local e = g.ends_at g:set_clock{ ends = '13:30' } return g.ends_at:clock(g.zone) == '13:30'",
        "local g = all():list()[1] g:set({ name = 'New' }, { because = 'x', once = 'l', again = true }) return g.name == 'New'",
        "local g = all():upcoming():list()[1] local s = g.starts_at g:shift{ starts = '-1h' } return g.starts_at == s - '1h'",
        "local g = all():list()[1] g:shift{ days = 1 } return g.ends_at:clock(g.zone) ~= nil",
        "local g = all():list()[1] return pcall(g.extend, g, '1d') == false and g.ends_at ~= nil",
        "local g = all():list()[1] return all():named(g.name:upper()):one().key == g.key",
        "local g = all():list()[1] return all():named(' ' .. g.name:gsub(' ', '\\u{A0} ')):one().key == g.key",
        "local g = all():list()[1] return all():booking(g.name:match('^%S+'):lower()):one().key == g.key",
        "local g = all():list()[1] return all():booking(g.name:match('%d+')):one().key == g.key",
        "local g = all():list()[1] return all():booking(g.name:match('%d+'):sub(1, 3)):count() == 0",
        "local g = all():list()[1] return all():like(g.name:sub(1, 4) .. '*'):count() >= 1 and all():like('*'):count() == 12",
        "local g = all():list()[1] local n, m = all():on_doors(g.doors[1]):count(), all():on_doors(g.doors[1]:lower()):count()"
            + " return n == m and n == all():on_devices(g.device_ids[1]):count()",
        "local g = all():list()[1] return all():on_doors(g.doors):count() >= all():on_doors(g.doors[1]):count()",
        "local g = all():list()[1] return all():doors_like(g.doors[1]:sub(1, 6) .. '*'):count() >= 1",
        "return all():stays():count() == 12",
        "local g = all():list()[1] g:set{ name = 'Cleaner Ana' } return all():stays():count() == 11",
        "local n = {} for _, d in ipairs(doors.all()) do n[d.id] = d.name end local g = all():list()[1] "
            + "return #doors.all() == 6 and n[g.device_ids[1]] == g.doors[1]",
        "local d = doors.all()[1] local s = seam.devices.get{ device_id = d.id } return d.house == s.location.location_name "
            + "and d.zone == s.location.timezone and d.online == s.properties.online and d.battery == s.properties.battery_level",
        "for _, d in ipairs(doors.all()) do if d.shared then return false end end return true",
        "local d = seam.devices.list()[1] return all():of_house(d.location.location_name:lower()):count() >= 1",
        "local n = seam.devices.list()[1].location.location_name "
            + "return not pcall(function() return all():of_house(n:sub(1, -2)):count() end)",
    ])
    func `groups are found and changed`(source: String) async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.plan("\(Self.prelude)\nprint((function() \(source) end)())")
            #expect(report.failure?.position == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["true"], "\(source)")
        }
    }

    @Test(arguments: [
        ("g:align{ ends = 'newest' }", "\"latest\" or \"earliest\""),
        ("g:set_clock{ ends = '1pm' }", "13:00"),
        ("g:set_clock{ choose = 'later' }", "give starts, ends or both"),
        ("g:set_clock{ ends = '11:00', choose = 'first' }", "\"earlier\" or \"later\""),
        ("g:extend('2h', { becuase = 'x' })", "did you mean \"because\"?"),
        ("g:extend('2h', { allow = 'anything' })", "has no check to allow \"anything\""),
        ("g:extend('2h', { once = '' })", "once is an empty text"),
        ("g:extend('2h', { again = 'yes' })", "again must be true or false"),
        ("groups.all():ending_between('2026-11-24', time.now())", "two dates or two instants"),
        ("groups.all():ending_between('2026-11-24', '2026-11-24')", "there is no day"),
        ("groups.all():ending_between(nil, '2026-11-24')", "a must be a date such as"),
        ("groups.all():by(nil)", "must be a function, not nil"),
        ("groups.all():by(function(g) return g.ends_at end)", "tostring makes a text"),
        ("groups.get(g.members[1].access_code_id)", "is one code of"),
        ("groups.get(g.key:sub(1, -2))", "did you mean"),
        ("seam.access_codes.update_multiple{ common_code_key = g.key:sub(1, -2), name = 'x' }", "did you mean"),
        (
            "seam.access_codes.update({ access_code_id = g.members[1].access_code_id, name = 'y' }, { alow = 'mixed' })",
            "did you mean \"allow\"?"
        ),
        ("run.expect{ groups = { 5, 1 } }", "the least comes first"),
        ("run.expect{ rows = 5 }", "there are groups"),
        ("run.expect(5)", "a table such as"),
        ("return run.memroy", "did you mean \"memory\"?"),
        ("time.at('2026-03-08 02:30', 'America/New_York')", "does not exist"),
        ("time.at('2026-11-01 01:30', 'America/New_York')", "comes twice"),
        ("time.now():add{ days = 1 }", "days have a length only in a zone"),
        ("time.now():format('%Q', 'UTC')", "%Q is not known"),
        ("time.date('2026-11-24'):add{ hours = 1 }", "add has no field \"hours\"; there are days"),
    ])
    func `an honest mistake stops with a sentence`(source: String, words: String) async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.run("local g = groups.all():list()[1]\n\(source)")
            #expect(report.state == .failed)
            #expect(report.failure?.position == "test.lua:2")
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "no message")")
        }
    }

    @Test(arguments: [
        ("time.at('2026-11-27 11:00', 'America/Vancouver')", "2026-11-27T18:00:00.000Z"),
        ("time.at('2026-03-08 02:30', 'America/New_York', 'later')", "2026-03-08T07:30:00.000Z"),
        ("time.date('2026-11-27'):at('11:00', '-08:00')", "2026-11-27T19:00:00.000Z"),
        ("time.date('2026-11-27'):add{ days = 4 }", "2026-12-01"),
        ("time.date('2026-11-27'):weekday()", "Friday"),
        ("time.parse('2026-10-31T15:00:00Z'):add({ days = 1 }, 'America/New_York')", "2026-11-01T16:00:00.000Z"),
        ("time.parse('2026-10-31T15:00:00Z'):add{ hours = 1, minutes = 30 }", "2026-10-31T16:30:00.000Z"),
        (
            "time.parse('2026-11-24T19:05:00Z'):format('%a %e %b %Y %H:%M %z', 'America/Toronto')",
            "Tue 24 Nov 2026 14:05 -05:00"
        ),
    ])
    func `times are made and shown`(source: String, expected: String) async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.plan("print(\(source))")
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == [expected])
        }
    }

    @Test(arguments: [
        ("run.expect{ groups = { 13, 60 } }", "expect", "12 groups would change, and the script expects 13 to 60"),
        ("run.expect{ groups = 11 }", "expect", "expects 11"), ("run.expect{ groups = { 1, 60 } }", nil, nil),
    ])
    func `a plan that changes another number of groups than expected is refused`(
        source: String,
        code: String?,
        words: String?,
    ) async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.run("\(source) for g in groups.all():each() do g:extend('1h') end")
            #expect(report.failure?.code.rawValue == code)
            #expect(report.state == (code == nil ? .completed : .refused))
            if let words {
                #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "")")
            }
        }
    }

    @Test func `no group is as suspicious as too many`() async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.run("run.expect{ groups = { 1, 60 } }\ngroups.all():named('x'):list()")
            #expect(report.failure?.code.rawValue == "expect")
            #expect(report.state == .refused)
            #expect(report.exitCode(isPlanOnly: false) == 4)
        }
    }

    @Test func `one door of a stay alone is refused until the script says that it is meant`() async throws {
        let source = """
            local m = groups.all():in_house():list()[1].members[1]
            seam.access_codes.update({ access_code_id = m.access_code_id, ends_at = m.ends_at + "1h" }, OPTIONS)
            """
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let refused = await fixture.run(source.replacing("OPTIONS", with: "{}"))
            #expect(refused.failure?.code.rawValue == "mixed")
            #expect(refused.exitCode(isPlanOnly: false) == 4)
            let meant = await fixture.run(source.replacing("OPTIONS", with: "{ allow = \"mixed\" }"), id: "second")
            #expect(meant.state == .completed, "\(meant.failure?.message ?? "")")
            let mixed = await fixture.plan(
                "local g = groups.all():mixed():one() g:align{ ends = 'latest' } print(g.uniform)"
            )
            #expect(mixed.failure == nil, "\(mixed.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["true"])
            let blind = await fixture.plan("groups.all():mixed():one():extend('1h')")
            #expect(blind.failure?.code.rawValue == "mixed")
        }
    }

    @Test func `a clock that is far off the server's stops the plan`() async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            var environment = fixture.environment
            let clock = environment.clock
            environment.clock = EngineClock(
                now: { clock.now() + TimeSpan(milliseconds: 75_000) },
                sleep: clock.sleep,
            )
            let engine = Engine(environment, options: Engine.Options())
            let script = Engine.Script(name: "t.lua", source: "groups.all():list()[1]:extend('1h')", arguments: [])
            let report = await engine.drive(.script(script), .planOnly, runID: "clock")
            #expect(report.failure?.code.rawValue == "clock")
            #expect(report.failure?.message.contains("ahead of the server's") == true)
        }
    }

    @Test func `doors without a zone stop a date, and the settings can give one`() async throws {
        var options = Engine.Options()
        options.settings = try Settings(json: "{ \"zones\": { \"No such door\": \"UTC\" } }", file: "keyshift.json")
        try await ScriptFixture.with(options, sandbox: Self.sandbox) { fixture in
            let report = await fixture.plan("groups.all():list()[1]:extend('1h')")
            #expect(
                report.plan.warnings.contains {
                    $0.code.word == "setting_unknown" && $0.message.contains("No such door")
                }
            )
        }
    }

    @Test func `a stay on doors in two zones stops a date and names the doors, and lets everything else be`()
        async throws
    {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            _ = await fixture.plan("print(groups.all():list()[1].doors[1])")
            let door = try #require(fixture.printed.lines.first)
            var options = Engine.Options()
            options.settings = try Settings(json: "{ \"zones\": { \"\(door)\": \"+05:00\" } }", file: "keyshift.json")
            let engine = Engine(fixture.environment, options: options)
            func plan(_ source: String) async -> RunReport {
                let script = Engine.Script(name: "t.lua", source: source, arguments: [])
                return await engine.drive(.script(script), .planOnly, runID: "zones")
            }
            let dated = await plan("groups.all():ending_on('2026-11-25'):list()")
            #expect(dated.state == .failed)
            #expect(dated.failure?.message.contains("\(door) (+05:00)") == true, "\(dated.failure?.message ?? "")")
            let ranged = await plan("groups.all():ending_between(time.now(), time.now() + '1h'):list()")
            #expect(ranged.failure == nil)
            let clocked = await plan(
                "local g = groups.all():list()[1] assert(g.zone == nil) g:set_clock{ ends = '11:00' }"
            )
            #expect(
                clocked.failure?.message.contains("one clock means two instants") == true,
                "\(clocked.failure?.message ?? "")"
            )
        }
    }

    @Test func `a PIN that the API gave is never printed`() async throws {
        try await ScriptFixture.with(sandbox: Self.sandbox) { fixture in
            let report = await fixture.plan(
                """
                local c = seam.access_codes.get{ access_code_id = groups.all():list()[1].members[1].access_code_id }
                assert(type(c.code) == "userdata")
                print(c.code)
                print("PIN " .. c.code .. ", " .. json.encode({ code = c.code }))
                error("the PIN is " .. c.code)
                """
            )
            let all = fixture.printed.lines + [report.failure?.message ?? ""]
            #expect(all.count == 3)
            #expect(all.allSatisfy { $0.contains("••••") })
            #expect(!all.contains { $0.contains { $0.isNumber } && $0.contains(/[0-9]{3}/) })
        }
    }
}
