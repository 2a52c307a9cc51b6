import Model
import Testing

/// `csv.ask`: what is not certain in a table, asked for at once.
struct AskedTableTests {
    /// A table, the options beside the line, and what the script is told.
    private static let tables: [(text: String, options: String, told: String)] = [
        ("booking\\nBK-1\\n", "names = { booking = {} }, asks = { booking = { hints = { 'conf' } } }", "1 row"),
        (
            "Guest;Conf #\\nIto;BK-1\\n",
            "names = { booking = {} }, asks = { booking = { argument = 'number', hints = { 'conf' } } }",
            """
            the text line 1: the table has no column "booking"; there are Guest, Conf #; its own name is told as \
            number="Its name"
            The whole line: keyshift plan list.lua "a b.csv" by=2h number="Conf #"
            """
        ),
        (
            "Conf #;Leaves;Wish\\nBK-1;03/04/2026;13:00\\n",
            "names = { booking = {}, till = {}, day = {} }, optional = { 'till', 'day' }, suspect = { 'till' }, "
                + "as = { till = 'hour', day = 'when' }, asks = { booking = { hints = { 'conf' } }, "
                + "till = { called = 'hours', says = '; say till=\"%s\"' }, day = { days = true } }",
            """
            4 things are not certain:
              the text line 1: the table has no column "booking"; there are Conf #, Leaves, Wish; its own name is told as \
            booking="Its name"
              the text: the column "Wish" looks like hours (13:00); there are Conf #, Leaves, Wish; say till="Wish"
              no row says its day; say day="Leaves" where that is the column with the days
              the text line 2: column Leaves has "03/04/2026", which can be 4 March 2026 or 3 April 2026; say dates=dmy or \
            dates=mdy
            All of them in one line, with what is right for this table: keyshift plan list.lua "a b.csv" by=2h \
            booking="Conf #" till=Wish day=Leaves dates=dmy
              or, with the month first: keyshift plan list.lua "a b.csv" by=2h booking="Conf #" till=Wish day=Leaves dates=mdy
            """
        ),
        (
            "Room\\n12\\n", "names = { booking = {} }, asks = {}",
            "the text line 1: the table has no column \"booking\"; there are Room"
        ),
        (
            "when\\n03/04/2026\\n", "as = { when = 'date' }",
            "the text line 2: column when has \"03/04/2026\", which may be 4 March 2026 or 3 April 2026; say dates=dmy or "
                + "dates=mdy"
        ),
        (
            "booking\\nBK-1\\n", "asks = { booking = { hint = { 'conf' } } }",
            "csv.ask, asks.booking has no option \"hint\"; did you mean \"hints\"?"
        ),
    ]

    @Test(arguments: tables.indices)
    func `a table is asked for all that is not certain at once, with a likely answer to each`(place: Int) async throws {
        let (text, options, told) = Self.tables[place]
        let source = """
            local is_read, rows = pcall(csv.ask, { text = "\(text)" }, { line = "keyshift plan list.lua", \(options) })
            print(is_read and #rows .. " row" or (rows:gsub("^test.lua:%d+: ", "")))
            """
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(source, arguments: ["a b.csv", "by=2h"])
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines.joined(separator: "\n") == told)
        }
    }

    @Test func `the answers are options of the next reading, so that a script gets its rows with them`() async throws {
        let source = """
            local options = { line = "keyshift plan list.lua", names = { booking = "Conf #" }, asks = { booking = {} } }
            print(csv.ask({ text = "Conf #;Guest\\nBK-1;Ito\\n" }, options)[1].booking)
            """
        try await ScriptFixture.with { fixture in
            let report = await fixture.plan(source)
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(fixture.printed.lines == ["BK-1"])
        }
    }
}
