extension Reference {
    static let run: [ReferenceEntry] = [
        .field("run.id", "string", "The id of the run."),
        .field("run.time", "time", "The instant that the run stands for; time.now() is the real clock."),
        .field("run.args", "string[]", "The arguments behind the script's name."),
        .field(
            "run.memory",
            "table",
            "A table that lasts from one run of the script to the next that ends completed; 64 KB as JSON at the most."
        ),
        .table(
            "run.expect",
            [.required("groups", "integer|integer[]", "a number, or the least and the most, such as { 1, 60 }")],
            "Says how many groups the script expects to change; another number is refused, nothing sent.",
            example: "run.expect{ groups = { 1, 60 } }"
        ),
        .function(
            "run.leave_out",
            [.required("what", "string"), .required("why", "string")],
            "Puts a line under LEFT OUT into the plan.",
            example: "run.leave_out(\"BK-1\", \"the next guest comes early\")"
        ),
    ]

    static let task: [ReferenceEntry] = [
        .function(
            "task.map",
            [
                .required("list", "any[]"),
                .required("fn", "fun(value: any, index: integer): any", "called for each value"),
                .optional("options", "table", "{ concurrency = 8 }"),
            ],
            gives: "any[]",
            "Calls a function for each value, several at once; gives the results in the order of the list.",
            notes: ["An error in one call cancels the others and is raised."],
            example:
                "task.map(seam.devices.list(), function(d) return #seam.access_codes.list{ device_id = d.device_id } end)"
        ),
        .function(
            "task.spawn",
            [.required("fn", "function"), .optional("...", "any", "what the function is called with")],
            gives: "taskhandle",
            "Starts a function beside the script; an error that nobody awaits is raised at the end.",
            example: "local t = task.spawn(seam.devices.list)\nprint(#t:await())"
        ),
        .function(
            "task.sleep",
            [.required("seconds", "number")],
            "Waits; other tasks go on.",
            example: "task.sleep(0.5)"
        ),
        .function("taskhandle:await", gives: "any", "What the task's function gave; raises its error."),
    ]

    static let csv: [ReferenceEntry] = [
        .function(
            "csv.rows",
            [source, reading],
            gives: "fun(): table<string, string>?",
            "Goes through a file a row at a time, each with its fields by the names of the columns, and line.",
            notes: columns,
            example:
                "for row in csv.rows({ text = \"booking\\nBK-1\\n\" }, { unique = \"booking\" }) do print(row.booking) end"
        ),
        .function(
            "csv.read",
            [source, reading],
            gives: "table<string, string>[]",
            "All rows of a file, after the whole file was checked.",
            notes: columns,
            example: "csv.read({ text = \"booking,door\\nBK-1,204\\n\" })"
        ),
        .function(
            "csv.write",
            [
                .required("path", "string"), .required("rows", "table[]"),
                .optional("options", "table", "{ columns =, separator = }"),
            ],
            gives: "integer",
            "Writes a file, complete or not at all; gives the number of rows.",
            notes: ["Only under the script's own folder and those that --allow-read names."]
        ),
    ]

    static let json: [ReferenceEntry] = [
        .function(
            "json.encode",
            [.required("value", "any")],
            gives: "string",
            "A value as JSON, with its fields in the order of their names.",
            notes: ["Gaps in lists, cycles, nan and what JSON cannot hold are refused with the path of the value."],
            example: "json.encode({ name = \"Ito\", doors = { 1, 2 } })"
        ),
        .function(
            "json.decode",
            [.required("text", "string"), .optional("options", "table", "{ keep_nulls = true }")],
            gives: "any",
            "The value of a JSON text; a null reads as nil, in a list as json.null.",
            example: "json.decode('{\"name\":\"Ito\"}').name"
        ),
        .function("json.array", [.optional("list", "any[]")], gives: "any[]", "A list that is [] when it is empty."),
        .function(
            "json.object",
            [.optional("fields", "table")],
            gives: "table",
            "A table that is {} when it is empty."
        ),
        .field("json.null", "any", "A null, which a list can hold; as a parameter it unsets a value."),
    ]

    static let log: [ReferenceEntry] = ["debug", "info", "warn", "error"].map { level in
        .function(
            "log.\(level)",
            [.required("text", "string"), .optional("fields", "table", "named values behind the text")],
            "Writes a line of the level \(level) to stderr.",
            notes: ["Fields with names such as code, pin or token are hidden."],
            example: "log.\(level)(\"read\", { rows = 12 })"
        )
    }

    static let keyshift: [ReferenceEntry] = [
        .field("keyshift.version", "string", "The version of Keyshift, such as \"0.1.0\"."),
        .field("keyshift.features", "table<string, boolean>", "What Lua's own program has and is here, too, by name."),
    ]

    static let globals: [ReferenceEntry] = [
        .function("print", [.optional("...", "any")], "Prints values; PINs show as ••••12."),
        .function(
            "require",
            [.required("name", "string", "\"lib.rates\" loads lib/rates.lua beside the script")],
            gives: "any",
            "A module: a file of the script's own, or one of these.",
            notes: ["A file of the script's own wins; require \"keyshift.json\" is Keyshift's json all the same."]
        ),
        .function(
            "pcall",
            [.required("fn", "function"), .optional("...", "any")],
            gives: "boolean",
            "Calls a function and catches its error: true and the results, or false and the error.",
            notes: ["A limit of time, memory or output cannot be caught."],
            example: "local ok, problem = pcall(seam.access_codes.get, { access_code_id = id })"
        ),
    ]

    private static let source = ReferenceParameter.required("path", "string|table", "a file, or { text = \"…\" }")

    private static let reading = ReferenceParameter.optional(
        "options",
        "table",
        "{ header =, separator =, unique =, encoding = }"
    )

    private static let columns = [
        "A column that is not there is an error; so is a value that comes twice in the column that unique names.",
        "encoding is utf-8, latin-1, windows-1252 or utf-16.",
    ]
}
