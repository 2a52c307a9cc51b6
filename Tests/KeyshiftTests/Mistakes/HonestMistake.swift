import Testing

/// A mistake that somebody makes in good faith at night, and what stops it.
struct HonestMistake: Sendable, CustomTestStringConvertible {
    /// What stops a mistake.
    enum Stop: Sendable, Equatable {
        /// `keyshift check`, which runs nothing.
        case check
        /// The call that is wrong, before anything is recorded of it.
        case call
        /// A check of the plan, by its code; nothing is sent.
        case refusal(String)
    }

    let title: String
    let source: String
    let words: String
    /// What is on the command line beside the script.
    var arguments: [String] = []

    init(_ title: String, _ source: String, _ words: String, arguments: [String] = []) {
        self.title = title
        self.source = source
        self.words = words
        self.arguments = arguments
    }

    var testDescription: String { title }

    /// Mistakes that the text of the script tells.
    static let found: [HonestMistake] = [
        HonestMistake("a module misspelled", "print(grups.all():count())", "did you mean \"groups\"?"),
        HonestMistake("a filter misspelled", "print(groups.all():inhouse():count())", "did you mean \"in_house\"?"),
        HonestMistake("a verb misspelled", "groups.all():one():extnd('2h')", "did you mean \"extend\"?"),
        HonestMistake("a field of a group misspelled", "print(groups.all():one().end_at)", "did you mean \"ends_at\"?"),
        HonestMistake("a variable misspelled", "local booking = 'BK-1'\nprint(bookin)", "did you mean \"booking\"?"),
        HonestMistake("a namespace misspelled", "print(seam.device.list())", "did you mean \"devices\"?"),
        HonestMistake("a function misspelled", "seam.access_codes.update_multipel{}", "\"update_multiple\""),
        HonestMistake(
            "a parameter misspelled",
            "seam.access_codes.update_multiple{ common_code_key = 'k', ends_a = '2030-01-01T00:00:00Z' }",
            "did you mean \"ends_at\"?"
        ),
        HonestMistake(
            "an option misspelled",
            "groups.all():one():extend('2h', { agian = true })",
            "did you mean \"again\"?"
        ),
        HonestMistake(
            "an argument misspelled",
            "local given = args{ date = args.date() }\nprint(given.dat)",
            "\"date\""
        ),
        HonestMistake(
            "a column called like a word of Lua",
            "for row in csv.rows('x.csv') do print(row.until) end",
            "keyword"
        ),
        HonestMistake("= where == is meant", "local g = groups.all():one()\nif g.name = 'x' then end", "`==`"),
        HonestMistake("!= where ~= is meant", "local g = groups.all():one()\nif g.name != 'x' then end", "`~=`"),
        HonestMistake("+= as elsewhere", "local count = 0\ncount += 1", "x = x + 1"),
        HonestMistake(
            "a loop that nobody ends",
            "for g in groups.all():each() do\n  g:extend('2h')",
            "`end` is expected"
        ),
        HonestMistake("a time compared with a text", "print(groups.all():one().ends_at < '2026-11-24')", "time.parse"),
        HonestMistake("a number added to a time", "print(time.now() + 2)", "such as \"2h\""),
        HonestMistake("a time joined to a text", "print('ends ' .. groups.all():one().ends_at)", "tostring"),
        HonestMistake("a day as a duration", "groups.all():one():extend('1d')", "24h"),
        HonestMistake("a number as a duration", "groups.all():one():extend(2)", "must be a duration"),
        HonestMistake("an extension to earlier", "groups.all():one():extend('-2h')", "shift{ ends"),
        HonestMistake("a time without an offset", "groups.all():one():extend_to('2030-11-24T11:00:00')", "offset"),
        HonestMistake("a day where a time belongs", "groups.all():one():extend_to('2030-11-24')", "2030-11-24"),
        HonestMistake("the 30th of February", "print(groups.all():ending_on('2027-02-30'):count())", "28 days"),
        HonestMistake("a clock time of half a day", "groups.all():one():set_clock{ ends = '1pm' }", "13:00"),
        HonestMistake("a zone misspelled", "print(time.now():date('America/Vancover'))", "America/Vancouver"),
        HonestMistake("a zone by its short name", "print(time.at('2030-11-24 11:00', 'PST'))", "PST"),
        HonestMistake("a filter with nil", "print(groups.all():named(nil):count())", "not nil"),
        HonestMistake("a dot where a colon belongs", "groups.all():one().extend('2h')", "call it with a colon"),
        HonestMistake("a colon where a dot belongs", "print(seam.devices:list())", "with a dot"),
        HonestMistake("a loop over a query", "for g in groups.all() do g:extend('2h') end", ":each()"),
        HonestMistake("the length of a query", "print(#groups.all():in_house())", ":count()"),
        HonestMistake(
            "an assignment instead of a verb",
            "groups.all():one().ends_at = time.now()",
            "a verb records a change"
        ),
        HonestMistake(
            "the result of what gives none",
            "if groups.all():one():extend('2h') then print('ok') end",
            "gives no result"
        ),
        HonestMistake("a set of nothing", "groups.all():one():set{}", "there is nothing in it"),
        HonestMistake("a field given twice", "groups.all():one():set{ name = 'a', name = 'b' }", "is given already"),
        HonestMistake(
            "a group for its key",
            "local g = groups.all():one()\nseam.access_codes.update_multiple{ common_code_key = g, name = 'x' }",
            "such as its key"
        ),
        HonestMistake("a word that is not known", "groups.all():one():align{ ends = 'last' }", "\"latest\""),
        HonestMistake("a question to whoever runs the script", "print(io.read('l'))", "io has no function"),
    ]

    /// Mistakes that only a run can see, stopped where they are made.
    static let stopped: [HonestMistake] = [
        HonestMistake(
            "a filter with a variable that is nil",
            "local name = ({})[1]\nprint(groups.all():named(name):count())",
            "not nil"
        ),
        HonestMistake(
            "a double row",
            "csv.read({ text = 'booking\\nBK-1\\nBK-1\\n' }, { unique = 'booking' })",
            "is already on line 2"
        ),
        HonestMistake(
            "a column that is not there",
            "print(csv.read({ text = 'booking\\nBK-1\\n' })[1].bookin)",
            "did you mean \"booking\"?"
        ),
        HonestMistake(
            "a table with commas or semicolons",
            "csv.read{ text = 'booking,room;ends\\nBK-1,2;11\\n' }",
            "separator = \",\""
        ),
        HonestMistake(
            "a row with a field too many",
            "csv.read{ text = 'booking,ends\\nBK-1,11,12\\n' }",
            "line 2: the row has 3 fields"
        ),
        HonestMistake(
            "a row without its booking",
            "csv.read({ text = 'booking,ends\\n,11\\n' }, { unique = 'booking' })",
            "column booking is empty"
        ),
        HonestMistake(
            "a booking that is not there",
            "groups.all():named('BK-88999 Nobody'):one()",
            "no group is named"
        ),
        HonestMistake("a booking that is two", "groups.all():like('BK-88*'):one()", "narrow the query to one"),
        HonestMistake(
            "a stay extended twice",
            "local g = groups.all():upcoming():list()[1]\ng:extend('2h')\ng:extend('2h')",
            "was moved already"
        ),
        HonestMistake(
            "an end before its start",
            "local g = groups.all():upcoming():list()[1]\ng:set{ ends_at = g.starts_at }",
            "must be after the start"
        ),
        HonestMistake(
            "an end in the past",
            "groups.all():in_house():list()[1]:set{ ends_at = time.now() - '1h' }",
            "past"
        ),
        HonestMistake(
            "a key that nobody has",
            "local key = 'no' .. 'pe'\nseam.access_codes.update_multiple{ common_code_key = key, name = 'x' }",
            "\"nope\""
        ),
        HonestMistake(
            "a day without its zone",
            "local zone = nil\nprint(time.date('2030-11-24'):at('11:00', zone))",
            "zone must be the name of a zone, such as \"America/Vancouver\", not nil"
        ),
        HonestMistake(
            "a clock time that is left out",
            "print(time.at('2026-03-08 02:30', 'America/Toronto'))",
            "America/Toronto"
        ),
        HonestMistake(
            "a clock time that comes twice",
            "print(time.at('2026-11-01 01:30', 'America/Toronto'))",
            "America/Toronto"
        ),
        HonestMistake(
            "a range backwards",
            "print(groups.all():ending_between('2030-01-02', '2030-01-01'):count())",
            "second date"
        ),
        HonestMistake(
            "a range of a day and a time",
            "print(groups.all():ending_between('2030-01-02', time.now()):count())",
            "not one of each"
        ),
        HonestMistake(
            "one end of doors that differ",
            "local g = groups.all():upcoming():list()[1]\nseam.access_codes.update({ access_code_id = g.members[1].access_code_id, "
                + "ends_at = g.ends_at + '1h' }, { allow = 'mixed' })\nprint(g.ends_at)",
            "different hours on its doors"
        ),
        HonestMistake(
            "a code made in a plan",
            "seam.access_codes.create{ device_id = groups.all():list()[1].device_ids[1] }",
            "--allow-direct"
        ),
        HonestMistake(
            "a field that is nil by accident",
            "local ends = ({}).ends\ngroups.all():list()[1]:set{ ends_at = ends }",
            "a field whose value is nil"
        ),
        HonestMistake("an argument that is missing", "local given = args{ date = args.date() }", "\"date\" is missing"),
        HonestMistake(
            "an argument that is no date",
            "local given = args{ date = args.date() }",
            "\"date\": ",
            arguments: ["24.11.2026"]
        ),
        HonestMistake(
            "an argument by a wrong name",
            "local given = args{ date = args.date() }",
            "did you mean \"date\"?",
            arguments: ["dates=2026-11-24"]
        ),
        HonestMistake("a file that is not there", "csv.read('tonigth.csv')", "there is no file \"tonigth.csv\""),
        HonestMistake("a file of somebody else", "csv.read('/etc/passwd')", "--allow-read"),
    ]

    /// Mistakes that a whole plan shows, by the code that refuses it.
    static let refused: [(code: String, mistake: HonestMistake)] = [
        (
            "expect",
            HonestMistake(
                "nothing to do where something was expected",
                "run.expect{ groups = { 1, 60 } }\nfor g in groups.all():ending_on('2031-01-01'):each() do g:extend('2h') end",
                "No group would change"
            )
        ),
        (
            "expect",
            HonestMistake(
                "all where a few were meant",
                "run.expect{ groups = { 1, 3 } }\nfor g in groups.all():each() do g:extend('2h') end",
                "12 groups"
            )
        ),
        (
            "max_groups",
            HonestMistake(
                "more than the limit",
                "for g in groups.all():each() do g:extend('2h') end",
                "--max-groups",
                arguments: ["--max-groups", "5"]
            )
        ),
        ("max_shift", HonestMistake("a year too far", "groups.all():list()[1]:extend('8760h')", "--max-shift")),
        (
            "lockout",
            HonestMistake("a shift of a guest inside", "groups.all():in_house():list()[1]:shift('+2h')", "extend")
        ),
        (
            "lockout",
            HonestMistake(
                "a shorter stay of a guest inside",
                "groups.all():in_house():list()[1]:shift{ ends = '-2h' }",
                "inside"
            )
        ),
        (
            "mixed",
            HonestMistake(
                "hours for doors that differ",
                "local g = groups.all():upcoming():list()[1]\nseam.access_codes.update{ access_code_id = g.members[1].access_code_id, ends_at = g.ends_at + '1h' }",
                "mixed"
            )
        ),
    ]
}
