internal import Lua

extension Surface {
    /// The module `csv`, which the library of Lua has.
    package enum CSV {
        package static let rows = NativeFunction(
            "csv.rows",
            "Goes through a file a row at a time, each with its fields by the names of the columns, and line.",
            [source, reading],
            gives: .iterator(.row),
            notes: notes,
            errors: errors,
            example:
                "for row in csv.rows({ text = \"booking\\nBK-1\\n\" }, { unique = \"booking\" }) do print(row.booking) end"
        )
        package static let read = NativeFunction(
            "csv.read",
            "All rows of a file, after the whole file was checked.",
            [source, reading],
            gives: .list(.row),
            notes: notes,
            errors: errors,
            example: "csv.read({ text = \"booking,door\\nBK-1,204\\n\" })"
        )
        package static let ask = NativeFunction(
            "csv.ask",
            "All rows of a file, as csv.read gives them; what is not certain in it stops the script with all questions at once.",
            [
                source,
                .required(
                    "options",
                    .fields(
                        [
                            .required(
                                "line",
                                .text,
                                "the words that run the script, such as \"keyshift plan my-list.lua\"; its arguments follow"
                            ),
                            .optional("asks", .table(.table), "the columns that are asked for: { booking = { … } }"),
                        ] + readingOptions,
                        mayBeEmpty: false
                    ),
                    "{ line =, asks =, names =, as =, … }"
                ),
            ],
            gives: .list(.row),
            notes: [
                "Each question has a likely answer, with which the table is read again; the error has the whole line with all "
                    + "answers. Where only the order of dates is not certain, or nothing is likely, it is the sentence alone.",
                "A table of asks may have argument (the script's argument that names the column, if it is not the column's), "
                    + "says (what follows the sentence, with %s for the title), never (how words in the titles of columns begin "
                    + "that are not offered), hints (how words in the title of a missing column "
                    + "may begin; without them it is not asked for), called (what a column that suspect has found looks like), "
                    + "instead (the columns that a table has not, once this one is told) and days = true (asked for where other "
                    + "things are, and no row has a day; says is then the whole sentence).",
                "The script's argument for the order of dates is called dates.",
                "A list of versions has columns that say the same of a row, the day before the hour: of \"Departure\" and \"New "
                    + "departure\" the new one is taken, and the old one stays under its title. { columns = { \"day\" }, new = \"till\" } "
                    + "takes the old one, and the new one as till; kept = true leaves columns without a second one as they are.",
            ],
            errors: errors,
            example:
                "csv.ask({ text = \"Conf\\nBK-1\\n\" }, { line = \"keyshift plan my.lua\", asks = { Conf = {} }, names = { Conf = {} } })"
        )
        package static let write = NativeFunction(
            "csv.write",
            "Writes a file, complete or not at all; gives the number of rows.",
            [
                .required("path", .text, "from the script's folder, unless it begins with /"),
                .required("rows", .table(.list(.table)), "tables with their fields by name, or lists"),
                .optional(
                    "options",
                    .fields(
                        [
                            .optional("columns", .texts(of: "string"), "the fields to write, in their order"),
                            .optional("separator", .separator, "between two fields, a comma unless given"),
                            .optional("overwrite", .boolean, "whether a file that is there already may be replaced"),
                        ],
                        mayBeEmpty: true
                    ),
                    "{ columns =, separator =, overwrite = }"
                ),
            ],
            gives: .integer,
            notes: [
                "Writes where --allow-write says, which is the script's own folder when a person starts the script, and "
                    + "nowhere for a schedule without it."
            ],
            errors: [
                "A file that the script did not write itself in this run is refused, unless overwrite = true is given.",
                "A folder, a link, a pipe and a device are refused.",
            ],
            example: "csv.write(\"moved.csv\", { { name = \"BK-1\" } }, { columns = { \"name\" }, overwrite = true })"
        )

        static let entries = [rows.entry, read.entry, ask.entry, write.entry]

        private static let source = SurfaceParameter.required("path", .source, "a file, or { text = \"…\" }")

        private static let reading = SurfaceParameter.optional(
            "options",
            .fields(readingOptions, mayBeEmpty: true),
            "{ separator =, skip =, encoding =, unique =, names =, as =, … }"
        )

        private static let readingOptions: [SurfaceParameter] = [
            .optional("header", .booleanOrTexts, "whether a row names the columns, or their names"),
            .optional("separator", .separator, "between two fields; found unless given"),
            .optional(
                "skip",
                .wholeNumber(from: 0, to: 1_000_000),
                "the lines above the header; title lines are found where they are certain"
            ),
            .optional("unique", .text, "a column in which no value may be empty or come twice"),
            .optional(
                "encoding",
                .wordInAnyCase(["utf-8", "latin-1", "windows-1252", "utf-16", "auto"]),
                "how letters are written; a byte order mark wins, and it is utf-8 unless given"
            ),
            .optional(
                "names",
                .table(.table),
                "other names that a column may have: { booking = { \"reservation\" } }; a text is the only one"
            ),
            .optional("optional", .texts(of: "string"), "columns that the table may lack"),
            .optional(
                "as",
                .table(.table),
                "what cells are read as: { day = \"date\" }; date, clock, when, hour, hours, duration or number"
            ),
            .optional("dates", .word(["dmy", "mdy", "ymd"]), "what 03/04/2026 is; found where it is certain"),
            .optional(
                "problems",
                .boolean,
                "whether a row that cannot be read comes all the same, with why in row.problem"
            ),
            .optional(
                "suspect",
                .texts(of: "string"),
                "optional columns; one of another name that looks like them is refused where they are missing"
            ),
            .optional(
                "others",
                .texts(of: "string"),
                "names of columns that look like those of suspect, and are none"
            ),
            .optional(
                "told",
                .table(.table),
                "the one name that a column has, whatever names says: { ends = \"Until\" }"
            ),
            .optional(
                "versions",
                .table(.table),
                "columns of which a table may have an old one and a new one: { { \"ends\", \"end_hour\" } }"
            ),
            .optional("raw", .boolean, "whether spaces at the ends of cells stay"),
        ]

        private static let notes = [
            "A first line sep=; says the separator. Empty rows and columns without a name are passed over.",
            "A cell that as reads is false where it is empty, and a bad one is an error with the line, the column and the text.",
            "Files are read where the script may read: docs/scripting.md has the rules.",
        ]

        private static let errors = [
            "A column that is not there is an error; so is a value that comes twice in the column that unique names."
        ]
    }

    /// The module `log`, which the library of Lua has.
    package enum Log {
        /// The function of a level.
        package static func writer(_ level: String) -> NativeFunction {
            NativeFunction(
                "log.\(level)",
                "Writes a line of the level \(level) to stderr.",
                [
                    .required("text", .any(.text)),
                    .optional("fields", .table(.table), "named values behind the text"),
                ],
                gives: nil,
                notes: ["Fields with names such as code, pin or token are hidden."],
                example: "log.\(level)(\"read\", { rows = 12 })"
            )
        }

        static let entries = LuaLogLine.Level.allCases.map { writer($0.rawValue).entry }
    }
}
