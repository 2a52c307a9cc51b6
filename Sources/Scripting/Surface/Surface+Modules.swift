extension Surface {
    /// The module `task`, whose functions are C.
    package enum Tasks {
        static let entries = [
            NativeFunction(
                "task.map",
                "Calls a function for each value, several at once; gives the results in the order of the list.",
                [
                    .required("list", .table(.list(.any))),
                    .required(
                        "fn",
                        .callback([.init("value", .any), .init("index", .integer)], gives: .any),
                        "called for each value"
                    ),
                    .optional(
                        "options",
                        .fields(
                            [.optional("concurrency", .wholeNumber(from: 1), "how many at once, 8 unless given")],
                            mayBeEmpty: true
                        ),
                        "{ concurrency = 8 }"
                    ),
                ],
                gives: .list(.any),
                notes: ["An error in one call cancels the others and is raised."],
                errors: ["A list with a gap is refused."],
                example:
                    "task.map(seam.devices.list(), function(d) return #seam.access_codes.list{ device_id = d.device_id } end)"
            ).entry,
            NativeFunction(
                "task.spawn",
                "Starts a function beside the script; an error that nobody awaits is raised at the end.",
                [.required("fn", .callback([], gives: nil), "what is called, with what stands behind it")],
                takesMore: true,
                gives: .object(.task),
                example: "local t = task.spawn(seam.devices.list)\nprint(#t:await())"
            ).entry,
            NativeFunction(
                "task.sleep",
                "Waits; other tasks go on.",
                [.required("seconds", .number(0...31_622_400))],
                example: "task.sleep(0.5)"
            ).entry,
            NativeFunction(
                "taskhandle:await",
                "What the task's function gave; raises its error.",
                takesMore: true,
                gives: .any,
                example: "task.spawn(function() return 1 end):await()"
            ).entry,
        ]
    }

    /// The module `json`, whose functions are C.
    package enum JSON {
        static let entries =
            [
                NativeFunction(
                    "json.encode",
                    "A value as JSON, with its fields in the order of their names.",
                    [
                        .required("value", .any(.any)),
                        .optional(
                            "options",
                            .fields(
                                [.optional("indent", .wholeNumber(from: 0, to: 16), "the spaces of a level")],
                                mayBeEmpty: true
                            ),
                            "{ indent = 2 }"
                        ),
                    ],
                    gives: .text,
                    errors: [
                        "Gaps in lists, cycles, nan and what JSON cannot hold are refused with the path of the value."
                    ],
                    example: "json.encode({ name = \"Ito\", doors = { 1, 2 } })"
                ).entry,
                NativeFunction(
                    "json.decode",
                    "The value of a JSON text; a null reads as nil, in a list as json.null.",
                    [
                        .required("text", .text),
                        .optional(
                            "options",
                            .fields(
                                [.optional("keep_nulls", .boolean, "whether a null stays as json.null")],
                                mayBeEmpty: true
                            ),
                            "{ keep_nulls = true }"
                        ),
                    ],
                    takesMore: true,
                    gives: .any,
                    example: "json.decode('{\"name\":\"Ito\"}').name"
                ).entry,
                NativeFunction(
                    "json.array",
                    "A list that is [] when it is empty.",
                    [.optional("list", .table(.list(.any)))],
                    takesMore: true,
                    gives: .list(.any),
                    example: "json.encode({ doors = json.array() })"
                ).entry,
                NativeFunction(
                    "json.object",
                    "A table that is {} when it is empty.",
                    [.optional("fields", .table(.table))],
                    takesMore: true,
                    gives: .table,
                    example: "json.encode(json.object())"
                ).entry,
            ] + [
                .field(
                    "json.null",
                    .any,
                    "A null, which a list can hold; as a parameter it unsets a value.",
                    example: "json.encode({ 1, json.null, 3 })"
                )
            ]
    }

    /// Lua's own functions, of which a script meets something that Lua's manual does not say.
    package enum Globals {
        static let entries = [
            NativeFunction(
                "print",
                "Prints values; PINs show as ••••12.",
                takesMore: true,
                example: "print(stay.name)"
            ).entry,
            NativeFunction(
                "require",
                "A module: a file of the script's own, or one of these.",
                [.required("name", .text, "\"lib.rates\" loads lib/rates.lua beside the script")],
                gives: .any,
                notes: ["A file of the script's own wins; require \"keyshift.json\" is Keyshift's json all the same."],
                example: "local json = require \"json\""
            ).entry,
            NativeFunction(
                "pcall",
                "Calls a function and catches its error: true and the results, or false and the error.",
                [.required("fn", .any(.function))],
                takesMore: true,
                gives: .boolean,
                notes: ["A limit of time, memory or output cannot be caught."],
                example: "local ok, problem = pcall(seam.access_codes.get, { access_code_id = id })"
            ).entry,
            NativeFunction(
                "load",
                "Compiles a text to a function; nil and the mistake when it is no Lua.",
                [
                    .required(
                        "chunk",
                        .any(.either([.text, .function])),
                        "the text, or a function that gives its pieces"
                    ),
                    .optional("name", .any(.text), "what errors call it"),
                    .optional("mode", .any(.text), "\"t\" or nothing"),
                    .optional("env", .any(.table), "the globals that it sees"),
                ],
                gives: .optional(.function),
                notes: ["A compiled chunk is refused."],
                example: "load(\"return 1 + 1\")()"
            ).entry,
            NativeFunction(
                "setmetatable",
                "Gives a table a metatable.",
                [.required("t", .any(.table)), .required("metatable", .any(.optional(.table)))],
                gives: .table,
                errors: ["A function under __gc is refused: write local x <close> = … where something must end."],
                example: "setmetatable({}, { __index = function(_, name) return name end })"
            ).entry,
            NativeFunction(
                "warn",
                "Writes a line to stderr, after warn(\"@on\").",
                [.required("text", .any(.text))],
                takesMore: true,
                example: "warn(\"@on\")"
            ).entry,
        ]
    }
}
