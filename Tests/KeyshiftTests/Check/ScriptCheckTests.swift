import Foundation
import LuaSyntax
import Testing

@testable import keyshift

struct ScriptCheckTests {
    @Test(arguments: SeededMistake.all)
    func `a seeded mistake is found once, at its place`(mistake: SeededMistake) throws {
        let findings = ScriptCheck.findings(in: mistake.source)
        #expect(findings.count == 1, "\(findings.map { "\($0.range.start) \($0.message)" })")
        let finding = try #require(findings.first)
        #expect("\(finding.range.start)" == mistake.position)
        #expect(finding.kind == mistake.kind)
        #expect(finding.message.contains(mistake.words), "\(finding.message)")
    }

    @Test func `every kind of mistake is seeded`() {
        let seeded = Set(SeededMistake.all.map(\.kind))
        #expect(seeded == Set(Finding.Kind.allCases))
        #expect(SeededMistake.all.count >= 25)
    }

    @Test func `all mistakes of one script are found in one pass, in the order of the text`() {
        let mistakes = SeededMistake.all.filter { $0.kind != .syntax }
        // Each stands in a block of its own, so that its variables are its own.
        let source = mistakes.map { "do\n\($0.source)\nend" }.joined(separator: "\n")
        var line = 1
        var expected: [String] = []
        for mistake in mistakes {
            let parts = mistake.position.split(separator: ":")
            expected.append("\(line + (Int(parts[0]) ?? 0)):\(parts[1])")
            line += mistake.source.split(separator: "\n", omittingEmptySubsequences: false).count + 2
        }
        #expect(ScriptCheck.findings(in: source).map { "\($0.range.start)" } == expected)
    }

    @Test(arguments: [
        "local date, by = ...\ndate = time.date(date or error('give a date', 0))\nlocal d = time.duration(by or '2h')\n"
            + "for g in groups.all():linked():ending_on(date):each() do g:extend(d, { because = 'x' }) end",
        "local ok, problem = pcall(seam.access_codes.get, { access_code_id = 'x' })\nif not ok then print(problem.code) end",
        "local parameters = { starts_as = 1 }\nparameters.x = 2\nseam.access_codes.update_multiple(parameters)",
        "local function move(g) return g:extend('2h') end\nfor g in groups.all():each() do move(g) end",
        "task.map(groups.all():list(), function(g) return g:extend('2h') end)",
        "local q = groups.all()\nif run.args[1] then q = q:named(run.args[1]) end\nfor g in q:each() do g:extend('2h') end",
        "groups = { all = function() return 1 end }\nprint(groups.anything)",
        "total = 0\nfor g in groups.all():each() do total = total + 1 end\nprint(total)",
        "local g = groups.all():named('x'):find()\nif g == nil then return end\nprint(g.ends_at < time.now() + '2h')",
        "local soon = time.now() + time.duration{ hours = 2 }\nprint(soon - time.now() < time.duration('3h'), -time.duration('2h'))",
        "for page in seam.pages(seam.devices.list, { limit = 20 }) do print(#page, page[1].device_id) end",
        "for row in csv.rows({ text = 'a,b' }, { unique = 'a' }) do print(row.a, row.line + 1, row['b']) end",
        "for row in csv.rows({ text = 'a\\n1' }, { as = { a = 'number' } }) do print(row.a + 1) end",
        "local how = { as = { d = 'date' } }\nfor _, row in ipairs(csv.read('x.csv', how)) do print(row.d:at('11:00', 'UTC')) end",
        "local key = run.args[1]\nseam.access_codes.update_multiple{ common_code_key = key, starts_at = time.now(), [key] = 1 }",
        "seam.access_codes.update_multiple({ common_code_key = 'k', name = 'x' }, { because = 'why', again = true })",
        "for g in groups.all():each() do g:extend('2h', { allow = { 'recent', 'zone_data' }, replace = true }) end",
        "for g in groups.all():each() do g:extend('2h', { allow = 'overlap' }) g:set({ name = 'x' }, { allow = 'once' }) end",
        "local lists = groups.all():by(function(g) return g.zone end)\nfor zone, list in pairs(lists) do print(zone, #list) end",
        "print(time.at('2026-11-27T11:00', 'America/Vancouver'), time.at('2026-11-27 11:00', '-08:00', 'later'))",
        "local t = setmetatable({}, { __index = function(_, k) return k end })\nprint(t.anything:upper())",
        "run.memory.last = tostring(run.time)\nrun.expect{ groups = 5 }\nrun.expect{ groups = { 1, 60 } }",
        "local code = seam.access_codes.list{ device_id = run.args[1] }[1]\nprint(code.access_code_id, code.no_such_thing_at_all)",
        "for g in groups.all():each() do g.extend(g, '2h') end",
        "local extend = groups.all():list()[1].extend\nextend(groups.all():one(), '2h')",
        "local word = run.args[1] == 'a' and 'b' or 'c'\nprint(word)",
        "#!/usr/bin/env keyshift\nprint(...)",
        "",
    ])
    func `nothing is found in what is right, or what the text does not tell`(source: String) {
        #expect(ScriptCheck.findings(in: source).map { "\($0.range.start) \($0.message)" } == [])
    }
}
