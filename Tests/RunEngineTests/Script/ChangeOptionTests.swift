import CivilTime
import Model
import RunEngine
import Testing

/// The last argument of what records a change.
struct ChangeOptionTests {
    @Test(arguments: RowCheck.allowable)
    func `each check that can be allowed is allowed by its word`(check: RowCheck) async throws {
        for source in ["g:extend('2h', { allow = '\(check.rawValue)' })", "update('\(check.rawValue)')"] {
            let rows = try await rows(source)
            #expect(rows.map(\.allowed) == [[check]], "\(source)")
        }
    }

    @Test(arguments: [
        ("{ allow = { 'lockout', 'recent' } }", [RowCheck.lockout, .recent]),
        ("{ again = true }", [.recent]),
        ("{ again = true, allow = 'zone_data' }", [.recent, .zoneData]),
        ("{ again = false, replace = false }", []),
    ])
    func `a list allows each of its checks, and again allows recent`(options: String, allowed: [RowCheck]) async throws
    {
        let rows = try await rows("g:extend('2h', \(options))")
        #expect(rows.map(\.allowed) == [Set(allowed)])
    }

    @Test(arguments: [
        ("{ allow = 'busy' }", "\"busy\" cannot be allowed, because another run holds the group"),
        ("{ allow = 'unfinished_run' }", "keyshift resume"),
        ("{ allow = { 'lockout', 'busy' } }", "--leave-out busy"),
        ("{ allow = 'lokout' }", "did you mean \"lockout\"?"),
        ("{ allow = 'max_groups' }", "lockout, mixed, once, overlap, recent, shorten, takes_no_code, zone_data"),
        ("{ allow = {} }", "a word such as \"lockout\""),
        ("{ allow = true }", "a word such as \"lockout\""),
        ("{ replace = 'yes' }", "replace must be true or false"),
        ("{ again = 1 }", "again must be true or false"),
        ("{ replaces = true }", "did you mean \"replace\"?"),
    ])
    func `what cannot be allowed is refused with the reason`(options: String, words: String) async throws {
        try await ScriptFixture.with(sandbox: TimeOriginTests.sandbox) { fixture in
            let report = await fixture.plan("groups.all():list()[1]:extend('2h', \(options))")
            #expect(report.failure?.message.contains(words) == true, "\(report.failure?.message ?? "")")
            #expect(report.plan.rows.isEmpty)
        }
    }

    @Test func `another end by a later line is refused with both lines, until it says that it replaces`() async throws {
        let source = """
            local g = groups.all():upcoming():list()[1]
            g:extend_to("2026-12-04T13:00:00Z")
            g:set({ ends_at = "2026-12-04T14:00:00Z" }, OPTIONS)
            """
        try await ScriptFixture.with(sandbox: TimeOriginTests.sandbox) { fixture in
            let refused = await fixture.plan(source.replacing("OPTIONS", with: "{}"))
            let message = refused.failure?.message ?? ""
            #expect(refused.failure?.position == "test.lua:3", "\(message)")
            #expect(message.contains("test.lua:2") && message.contains("test.lua:3"), "\(message)")
            let meant = await fixture.plan(source.replacing("OPTIONS", with: "{ replace = true }"))
            #expect(meant.failure?.position == nil, "\(meant.failure?.message ?? "")")
            #expect(meant.plan.rows.first?.after?.endsAt?.iso8601 == "2026-12-04T14:00:00.000Z")
        }
    }

    private func rows(_ source: String) async throws -> [Row] {
        try await ScriptFixture.with(sandbox: TimeOriginTests.sandbox) { fixture in
            let prelude = """
                local g = groups.all():linked():upcoming():list()[1]
                local function update(word)
                    local ends_at = "2026-12-20T13:00:00Z"
                    seam.access_codes.update_multiple({ common_code_key = g.key, ends_at = ends_at }, { allow = word })
                end
                """
            let report = await fixture.plan("\(prelude)\n\(source)")
            #expect(report.failure?.position == nil, "\(report.failure?.message ?? "")")
            return report.plan.rows
        }
    }
}
