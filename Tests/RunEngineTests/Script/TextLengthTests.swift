import Model
import RunEngine
import Scripting
import Testing

/// How long the texts may be that the program itself reads: a script could keep it busy with longer ones.
struct TextLengthTests {
    /// Calls with `TEXT` in the place of a text, and the most bytes that it may have.
    private static let calls: [(source: String, most: Int)] = [
        ("g:extend('2h', { because = TEXT })", 4000), ("g:extend('2h', { once = TEXT })", 4000),
        ("g:set({ name = TEXT })", 4000), ("g:leave_out(TEXT)", 4000), ("run.leave_out(TEXT, 'x')", 4000),
        ("run.leave_out('x', TEXT)", 4000), ("groups.all():named(TEXT):list()", 4000),
        ("groups.all():booking(TEXT):list()", 4000), ("groups.all():like(TEXT):list()", 4000),
        ("groups.all():on_doors({ TEXT }):list()", 4000), ("groups.all():on_devices(TEXT):list()", 4000),
        ("time.now():format(TEXT, 'UTC')", 2000),
    ]

    @Test(arguments: calls)
    func `a text has a length up to which it is taken`(source: String, most: Int) async throws {
        try await ScriptFixture.with(sandbox: TimeOriginTests.sandbox) { fixture in
            func message(_ count: Int) async -> String? {
                let call = source.replacing("TEXT", with: "('x'):rep(\(count))")
                let report = await fixture.plan("local g = groups.all():list()[1] \(call)", id: "test-\(count)")
                return report.failure?.message
            }
            let refusal = try #require(await message(most + 1))
            #expect(refusal.contains("has \(most + 1) bytes, and \(most) are the most"), "\(refusal)")
            let taken = await message(most)
            #expect(taken?.contains("are the most") != true, "\(taken ?? "")")
        }
    }

    @Test(arguments: [
        "time.parse(TEXT)", "time.duration(TEXT)", "time.date(TEXT)", "time.at(TEXT, 'UTC')",
        "time.at('2026-11-24 11:00', TEXT)", "time.now():clock(TEXT)", "time.now() + TEXT", "g:extend(TEXT)",
        "g:extend_to(TEXT)", "g:set_clock({ ends = TEXT })", "g:align({ ends = TEXT })",
        "g:extend('2h', { allow = TEXT })", "groups.all():ending_on(TEXT)",
    ])
    func `a time, a zone or a word has 200 bytes at the most`(source: String) async throws {
        try await ScriptFixture.with(sandbox: TimeOriginTests.sandbox) { fixture in
            let call = source.replacing("TEXT", with: "('2h'):rep(101)")
            let report = await fixture.plan("local g = groups.all():list()[1] local _ = \(call)")
            let message = report.failure?.message ?? ""
            #expect(message.contains("has 202 bytes, and 200 are the most"), "\(message)")
        }
    }
}
