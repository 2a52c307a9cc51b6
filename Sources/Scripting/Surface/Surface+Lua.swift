extension Surface {
    /// The table `keyshift`.
    package enum Keyshift {
        static let entries: [SurfaceEntry] = [
            .field(
                "keyshift.version",
                .text,
                "The version of Keyshift, such as \"0.2.0\".",
                example: "keyshift.version"
            ),
            .field(
                "keyshift.features",
                .map(.boolean),
                "What Lua's own program has and is here, too, by name.",
                example: "keyshift.features[\"io.open\"]"
            ),
        ]
    }

    /// The library `io`, which reads files and writes none.
    package enum IO {
        static let entries: [SurfaceEntry] =
            [
                .field("io.stdout", file, "What is printed.", example: "io.stdout:write(\"begun\\n\")"),
                .field("io.stderr", file, "What is said beside it.", example: "io.stderr:write(\"begun\\n\")"),
            ] + [open.entry, lines.entry, write.entry, type.entry, close.entry]

        private static let file = ScriptType.record("file")

        private static let open = NativeFunction(
            "io.open",
            "Opens a file to read it; nil, a sentence and a number when that may not be.",
            [
                .required("path", .any(.text), "from the script's folder, unless it begins with /"),
                .optional("mode", .any(.text), "\"r\" or \"rb\""),
            ],
            gives: .optional(file),
            notes: [
                "It is read whole, and takes an eighth of the memory at the most; csv.rows reads longer ones.",
                "A file has read, lines, seek and close.",
            ],
            errors: ["A mode that writes gives nil: csv.write writes files."],
            example: "local f <close> = io.open(\"moved.csv\")\nprint(f and f:read(\"a\"))"
        )
        private static let lines = NativeFunction(
            "io.lines",
            "Goes through the lines of a file.",
            [.required("path", .any(.text))],
            takesMore: true,
            gives: .iterator(.text),
            errors: ["A file that cannot be read is an error."],
            example: "for line in io.lines(\"moved.csv\") do print(line) end"
        )
        private static let write = NativeFunction(
            "io.write",
            "Prints texts and numbers without an end of line.",
            takesMore: true,
            gives: file,
            notes: ["PINs show as ••••12."],
            example: "io.write(\"ends \", 2, \"\\n\")"
        )
        private static let type = NativeFunction(
            "io.type",
            "\"file\", \"closed file\", or nil for anything else.",
            [.required("value", .any(.any))],
            gives: .optional(.text),
            example: "io.type(io.stdout)"
        )
        private static let close = NativeFunction(
            "io.close",
            "Closes a file; standard files stay open.",
            [.required("file", .any(file))],
            gives: .boolean,
            example: "local f = io.open(\"moved.csv\")\nif f then io.close(f) end"
        )
    }

    /// The library `os`, without what reaches the machine.
    package enum OS {
        static let entries = [
            NativeFunction(
                "os.exit",
                "Ends the script at once, and nothing catches it.",
                [.optional("status", .any(.either([.boolean, .integer])), "true and 0 are a good end")],
                notes: [
                    "After a good end what was recorded is the plan. After any other nothing is sent; the exit code is 1."
                ],
                example: "os.exit(true)"
            ).entry,
            NativeFunction(
                "os.getenv",
                "Gives nil: what the program was started with may hold secrets.",
                [.required("name", .any(.text))],
                gives: .optional(.text),
                notes: ["args gives a script what it needs."],
                example: "os.getenv(\"HOME\")"
            ).entry,
            NativeFunction(
                "os.time",
                "The seconds since 1970, now or at a date of this machine's zone.",
                [.optional("date", .any(.table))],
                gives: .integer,
                notes: ["time.now() is an instant that can be compared and moved."],
                example: "os.time()"
            ).entry,
            NativeFunction(
                "os.date",
                "A date as text in this machine's zone, which need not be a door's.",
                [.optional("format", .any(.text)), .optional("time", .any(.integer))],
                gives: .any,
                notes: ["An instant has format, which takes the zone."],
                example: "os.date(\"!%Y-%m-%d\", 0)"
            ).entry,
            NativeFunction(
                "os.clock",
                "The seconds of processor time that were used.",
                gives: .number,
                example: "os.clock()"
            ).entry,
            NativeFunction(
                "os.difftime",
                "The seconds between two times of os.time.",
                [.required("later", .any(.integer)), .required("earlier", .any(.integer))],
                gives: .number,
                example: "os.difftime(os.time(), 0)"
            ).entry,
        ]
    }

    /// The library `debug`, without what reaches into functions.
    package enum Debug {
        static let entries = [
            NativeFunction(
                "debug.getinfo",
                "What is known of a function, or of one that runs.",
                [
                    .required(
                        "what",
                        .any(.either([.function, .integer])),
                        "the function, or its level: 1 is the caller"
                    ),
                    .optional("fields", .any(.text), "letters for what to tell, all unless given"),
                ],
                gives: .optional(.table),
                notes: ["The field func is there for functions of Lua only, or where the function itself was given."],
                example: "debug.getinfo(1, \"l\").currentline"
            ).entry,
            NativeFunction(
                "debug.traceback",
                "The calls that led here, as text.",
                [.optional("message", .any(.any)), .optional("level", .any(.integer))],
                takesMore: true,
                gives: .text,
                notes: ["Of more than 200 calls it has the innermost 20."],
                example: "debug.traceback(\"here\")"
            ).entry,
        ]
    }

    /// The table `package`.
    package enum Package {
        static let entries: [SurfaceEntry] = [
            .field(
                "package.path",
                .text,
                "Where require looks for files, which can be changed; it reaches no further than files may be read.",
                example: "package.path = package.path .. \";lib/?.lua\""
            ),
            .field(
                "package.loaded",
                .table,
                "What require has loaded, by name; what stands there is given again.",
                example: "package.loaded.rates = { night = 2 }"
            ),
            .field(
                "package.preload",
                .map(.function),
                "Functions that make modules, by name; require asks them before it looks for files.",
                example: "package.preload.rates = function() return { night = 2 } end"
            ),
            .field(
                "package.cpath",
                .text,
                "Empty: modules of C are outside of every limit.",
                example: "print(package.cpath)"
            ),
            .field(
                "package.config",
                .text,
                "The signs that package.path is made of.",
                example: "print(package.config)"
            ),
        ]
    }
}
