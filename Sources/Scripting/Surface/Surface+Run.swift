extension Surface {
    /// The module `run`.
    package enum Run {
        /// What a script says of the plan that it makes.
        package static let expect = SurfaceFunction(
            "run.expect",
            "Says how many groups the script expects to change; another number is refused, nothing sent.",
            .named(.range("groups", "a number, or the least and the most, such as { 1, 60 }")),
            example: "run.expect{ groups = { 1, 60 } }"
        )
        /// A line under LEFT OUT.
        package static let leaveOut = SurfaceFunction(
            "run.leave_out",
            "Puts a line under LEFT OUT into the plan.",
            .sentence("what"),
            .sentence("why"),
            .optional(.option("unread", "whether it is a line that could not be read: then not all was done")),
            example: "run.leave_out(\"BK-1\", \"the next guest comes early\")"
        )

        /// What a list has, for the line that a script prints at its end.
        package static let listSummary = SurfaceFunction(
            "run.list_summary",
            "What a list has, as a line to print: its rows, those that could not be read, and how many stays of it are here.",
            .table("rows", .list(.row), "what csv.read gave; a row with a problem could not be read"),
            .table("stays", .table, "what its rows have found, with a field for each stay, such as by its key"),
            gives: .text,
            example: "print(run.list_summary(csv.read({ text = \"booking\\nBK-1\\n\" }), {}))"
        )

        /// Something that a person should know of.
        package static let alarm = SurfaceFunction(
            "run.alarm",
            "Raises an alarm: people are told once for each cause, and again when it becomes urgent.",
            .named(
                .filled("kind", "the sort of trouble, such as \"offline\""),
                .any(
                    "about",
                    .either([.object(.group), .table, .text]),
                    "a group, a door of doors.all(), { door = name }, { house = name }, or a word"
                ),
                .filled("text", "a sentence, with what to do"),
                .optional(.word("level", ["warning", "urgent"], "how much it matters; a warning unless it is said")),
                .optional(.duration("after", "how long it has to last before anybody is told")),
                .optional(.instant("due", "by when it has to be mended; urgent from then on")),
            ),
            notes: [
                "A cause is the kind and what it is about. A run that ends completed clears the alarms which its schedule, or the "
                    + "same script with the same arguments, raised before and does not raise any more.",
                "keyshift plan raises none.",
            ],
            errors: [
                "A door or a house that is not there is refused with the nearest name, and so are more than 1000 alarms."
            ],
            example: "run.alarm{ kind = \"offline\", about = { door = stay.doors[1] }, text = \"nobody reaches it\" }"
        )

        private static let fields: [SurfaceEntry] = [
            .field("run.id", .text, "The id of the run.", example: "print(run.id)"),
            .field(
                "run.time",
                .object(.time),
                "The instant that the run stands for; time.now() is the real clock.",
                example: "run.time + \"2h\""
            ),
            .field("run.args", .list(.text), "The arguments behind the script's name.", example: "run.args[1]"),
            .field(
                "run.memory",
                .table,
                "A table that lasts from one run of the script to the next that ends completed; 64 KB as JSON at the most.",
                example: "run.memory.last = tostring(run.time)"
            ),
        ]

        static let entries = fields + [expect.entry, leaveOut.entry, listSummary.entry, alarm.entry]
    }
}
