import LuaSyntax
import Testing

@testable import keyshift

/// A script with one mistake; `‸` stands before the place that has to be found.
struct SeededMistake: Sendable, CustomTestStringConvertible {
    let kind: Finding.Kind
    let marked: String
    let words: String

    init(_ kind: Finding.Kind, _ marked: String, _ words: String) {
        self.kind = kind
        self.marked = marked
        self.words = words
    }

    /// The script without the mark.
    var source: String { marked.replacing("‸", with: "") }

    /// Line and column of the mark, in bytes from 1.
    var position: String {
        let before = marked.prefix { $0 != "‸" }
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(lines.count):\((lines.last?.utf8.count ?? 0) + 1)"
    }

    var testDescription: String { marked }

    /// Mistakes that the text alone tells, one of each sort.
    static let all: [SeededMistake] = names + parameters + values + times + results + queries + conditions

    static let conditions = [
        SeededMistake(.condition, "local g = groups.get('k')\nif ‸not g.name == 'x' then print(1) end", "not (… == …)"),
        SeededMistake(
            .condition,
            "local g = groups.get('k')\nif g.name == 'x' or ‸'y' then print(1) end",
            "is not compared"
        ),
        SeededMistake(
            .condition,
            "local g = groups.get('k')\nif g.name ~= 'x' or ‸g.name ~= 'y' then print(1) end",
            "between the two belongs and"
        ),
        SeededMistake(
            .condition,
            "local g = groups.get('k')\nif g.name == 'x' and ‸g.name == 'y' then print(1) end",
            "between the two belongs or"
        ),
        SeededMistake(.condition, "if ‸groups.all():in_house():count() then print(1) end", "a count, also 0,"),
        SeededMistake(.condition, "local names = { 'x' }\nif ‸#names then print(1) end", "a length, also 0,"),
        SeededMistake(.condition, "while ‸groups.all():list() do print(1) end", "a list, also an empty one,"),
        SeededMistake(.condition, "if ‸groups.all():upcoming() then print(1) end", "a query, also one of no groups,"),
        SeededMistake(.value, "print(groups.all():list()[‸0])", "a list begins at 1"),
        SeededMistake(.noResult, "local t = time.now()\nt:‸add{ hours = 2 }\nprint(t)", "a time never changes"),
        SeededMistake(.operator, "if groups.all():list() ‸== 'x' then print(1) end", "a list is never a text"),
        SeededMistake(.operator, "if groups.get('k') ‸== 'x' then print(1) end", "compare its name"),
        SeededMistake(
            .noResult,
            "print(groups.all():where(‸function(g) print(g.name) end):count())",
            "no group meets it"
        ),
    ]

    static let names = [
        SeededMistake(
            .syntax,
            "for g in groups.all():each() do\n  if g.name ‸!= 'x' then print(g.name) end\nend",
            "`~=`"
        ),
        SeededMistake(.syntax, "local ends = row.‸until", "`until` is a keyword"),
        SeededMistake(
            .undefinedGlobal,
            "for g in ‸grups.all():each() do g:extend('2h') end",
            "did you mean \"groups\"?"
        ),
        SeededMistake(.undefinedGlobal, "local booking = 'BK-1'\nprint(‸boking)", "did you mean \"booking\"?"),
        SeededMistake(.undefinedGlobal, "‸dofile('rates.lua')", "require loads what lies beside the script"),
        SeededMistake(.unknownName, "print(io.‸read('l'))", "io has no function"),
        SeededMistake(.unknownName, "seam.‸access_code.list{}", "did you mean \"access_codes\"?"),
        SeededMistake(.unknownName, "seam.access_codes.‸update_multipel{}", "did you mean \"update_multiple\"?"),
        SeededMistake(.unknownName, "local time = require 'time'\nprint(time.‸nwo())", "did you mean \"now\"?"),
        SeededMistake(.unknownName, "local q = groups.all():‸inhouse()", "did you mean \"in_house\"?"),
        SeededMistake(
            .unknownName,
            "for g in groups.all():each() do\n  g:‸extnd('2h')\nend",
            "did you mean \"extend\"?"
        ),
        SeededMistake(.unknownName, "groups.all():where(function(g) return g.‸inhouse end):count()", "\"in_house\""),
        SeededMistake(.unknownName, "print(run.‸arguments)", "run has no member"),
        SeededMistake(
            .unknownName,
            "local code = seam.access_codes.get{ code = '1234', device_id = run.args[1] }\nprint(code.‸ends_a)",
            "\"ends_at\""
        ),
        SeededMistake(.unknownName, "print(os.‸remove('x.csv'))", "os has no function"),
        SeededMistake(.unknownName, "print(run.id:‸trim())", "a string has no method"),
        SeededMistake(
            .unknownName,
            "groups.all():one():extend('2h', { ‸becuase = 'storm' })",
            "did you mean \"because\"?"
        ),
    ]

    static let parameters = [
        SeededMistake(
            .parameter,
            "seam.access_codes.update_multiple{ common_code_key = 'k', ‸starts_as = '2030-01-01T00:00:00Z' }",
            "did you mean \"starts_at\"?"
        ),
        SeededMistake(
            .parameter,
            "seam.access_codes.‸update_multiple{ ends_at = '2030-01-01T00:00:00Z' }",
            "needs common_code_key"
        ),
        SeededMistake(.parameter, "seam.access_codes.‸update_multiple()", "needs common_code_key"),
        SeededMistake(.parameter, "seam.devices.list({}, ‸{})", "one table of named parameters"),
        SeededMistake(.parameter, "groups.‸get()", "needs key"),
        SeededMistake(.parameter, "local q = groups.all(‸'BK-1')", "takes no arguments"),
        SeededMistake(.parameter, "local t = time.now():‸format('%H:%M')", "needs zone"),
        SeededMistake(.call, "seam.access_codes:‸list{}", "is called with a dot"),
        SeededMistake(.call, "for g in groups.all():each() do g.‸extend('2h') end", "call it with a colon"),
        SeededMistake(.call, "local q = groups.all().‸in_house()", "call it with a colon"),
        SeededMistake(.call, "print(run.‸time())", "is a time, not a function"),
    ]

    static let values = [
        SeededMistake(
            .value,
            "seam.access_codes.update_multiple{ common_code_key = ‸5 }",
            "must be a string, not a number"
        ),
        SeededMistake(.value, "local d = seam.devices.list{ limit = ‸'ten' }", "must be"),
        SeededMistake(.value, "local d = seam.devices.list{ device_type = ‸'agust_lock' }", "device_type"),
        SeededMistake(.value, "seam.access_codes.update_multiple(‸'key')", "must be a table, not a string"),
        SeededMistake(
            .value,
            "for g in groups.all():each() do\n  seam.access_codes.update_multiple{ common_code_key = ‸g }\nend",
            "such as its key"
        ),
        SeededMistake(.value, "groups.all():named(‸nil):list()", "name must be a string, not nil"),
        SeededMistake(.value, "for g in groups.all():each() do g:extend(‸2) end", "must be a duration"),
        SeededMistake(.value, "for g in groups.all():each() do g:extend(‸'-2h') end", "moves the end later"),
        SeededMistake(.value, "for g in groups.all():each() do g:set(‸{}) end", "there is nothing in it"),
        SeededMistake(
            .value,
            "for g in groups.all():each() do g:align{ ends = ‸'last' } end",
            "\"latest\" or \"earliest\""
        ),
        SeededMistake(
            .value,
            "for g in groups.all():each() do g:set({ name = 'x' }, { allow = ‸'lockouts' }) end",
            "\"lockout\""
        ),
        SeededMistake(
            .value,
            "for g in groups.all():each() do g:extend('2h', { allow = { 'recent', ‸'busy' } }) end",
            "\"busy\" cannot be allowed"
        ),
        SeededMistake(
            .value,
            "for g in groups.all():each() do g:extend('2h', { replace = ‸'yes' }) end",
            "replace must be"
        ),
        SeededMistake(.value, "run.expect{ groups = ‸{ 60, 1 } }", "the least comes first"),
        SeededMistake(
            .value,
            "for g in groups.all():each() do g:extend_to(‸time.date('2030-01-01')) end",
            "a date has no clock time"
        ),
        SeededMistake(
            .assignment,
            "for g in groups.all():each() do\n  g.‸ends_at = '2030-01-01T00:00:00Z'\nend",
            "a verb records a change"
        ),
        SeededMistake(
            .assignment,
            "for g in groups.all():each() do g:set{ name = 'a', ‸name = 'b' } end",
            "is given already"
        ),
    ]

    static let times = [
        SeededMistake(
            .time,
            "seam.access_codes.update_multiple{ common_code_key = 'k', ends_at = ‸'2026-11-24T11:00:00' }",
            "has no offset"
        ),
        SeededMistake(
            .time,
            "local ends = '2026-11-24T11:00:00'\nfor g in groups.all():each() do g:extend_to(‸ends) end",
            "offset"
        ),
        SeededMistake(.time, "print(time.parse(‸'tomorrow'))", "tomorrow"),
        SeededMistake(.time, "print(time.date(‸'2027-02-30'))", "28 days"),
        SeededMistake(.time, "for g in groups.all():each() do g:extend(‸'1d') end", "24h"),
        SeededMistake(.time, "for g in groups.all():each() do g:set_clock{ ends = ‸'11' } end", "11:00"),
        SeededMistake(.time, "print(time.now():date(‸'America/Vancover'))", "America/Vancouver"),
        SeededMistake(.time, "print(time.now() + ‸'two hours')", "two hours"),
        SeededMistake(
            .operator,
            "for g in groups.all():each() do\n  if g.ends_at ‸< '2027' then g:extend('2h') end\nend",
            "time.parse makes a time"
        ),
        SeededMistake(.operator, "print(time.now() ‸+ 5)", "must be a duration"),
        SeededMistake(.operator, "print('now ' ‸.. time.now())", "tostring makes a text"),
    ]

    static let results = [
        SeededMistake(
            .noResult,
            "local ok = seam.access_codes.‸update_multiple{ common_code_key = 'k', name = 'x' }",
            "gives no result"
        ),
        SeededMistake(
            .noResult,
            "if seam.access_codes.‸update_multiple{ common_code_key = 'k', name = 'x' } then print('done') end",
            "only \"ok\""
        ),
        SeededMistake(.noResult, "for g in groups.all():each() do\n  print(g:‸extend('2h'))\nend", "records a change"),
        SeededMistake(.noResult, "local line = log.‸info('x')", "gives no result"),
    ]

    static let queries = [
        SeededMistake(.query, "for g in ‸groups.all():in_house() do g:extend('2h') end", ":each() behind it"),
        SeededMistake(.query, "for _, g in ipairs(‸groups.all()) do g:extend('2h') end", "put :list() behind it"),
        SeededMistake(.query, "print(‸#groups.all())", ":count()"),
        SeededMistake(.query, "‸groups.all():in_house()", "a query alone does nothing"),
        SeededMistake(.query, "for d in ‸seam.devices.list() do print(d.device_id) end", "ipairs"),
    ]

}
