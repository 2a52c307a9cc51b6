internal import Model

extension Surface {
    /// A group: its verbs and its fields.
    package enum Group {
        package static let extendTo = verb(
            "extend_to",
            "The end moves to an instant, unless it is later already; can be repeated.",
            .instant("ends_at", "the new end"),
            example: "stay:extend_to(\"2030-11-24T13:00:00-08:00\")"
        )
        package static let extend = verb(
            "extend",
            "The end moves later.",
            .laterDuration("by", "\"2h\", or { days = 1 }: the same time on the door's clock"),
            errors: [twice],
            example: "stay:extend(\"2h\", { because = \"asked at the desk\" })"
        )
        package static let shift = verb(
            "shift",
            "Start and end move, or each by its own.",
            .shift("by", "\"+2h\", { days = 1 }, or { starts = \"1h\", ends = \"2h\" }"),
            errors: [twice],
            example: "stay:shift({ ends = \"30m\" })"
        )
        package static let set = verb(
            "set",
            "Sets hours or the name.",
            .fields(
                "to",
                "{ starts_at =, ends_at =, name = }; what is not given stays",
                .optional(.instant("starts_at", "the new start")),
                .optional(.instant("ends_at", "the new end")),
                .optional(.sentence("name", "the new name")),
            ),
            errors: [
                "A field that an earlier line has set to something else is refused, unless { replace = true } is given."
            ],
            example: "stay:set({ ends_at = \"2030-11-24T13:00:00-08:00\" })"
        )
        package static let setClock = verb(
            "set_clock",
            "Sets times on the door's clock, on the days on which they are.",
            .fields(
                "clock",
                "{ starts =, ends = } as \"15:00\", { choose = \"earlier\" } where clocks change",
                .optional(.clock("starts", "the clock time of the start")),
                .optional(.clock("ends", "the clock time of the end")),
                .optional(.choice),
            ),
            example: "stay:set_clock({ ends = \"12:00\" })"
        )
        package static let align = verb(
            "align",
            "The same start or end on all doors of the group.",
            .fields(
                "edges",
                "{ starts =, ends = } as \"latest\" or \"earliest\"",
                .optional(.word("starts", ["latest", "earliest"])),
                .optional(.word("ends", ["latest", "earliest"])),
            ),
            example: "stay:align({ ends = \"latest\" })"
        )
        package static let endAt = verb(
            "end_at",
            "The end moves earlier to an instant, unless it is earlier already; can be repeated.",
            .instant("ends_at", "the new end"),
            example: "stay:end_at(\"2030-11-24T09:00:00-08:00\", { allow = \"lockout\" })"
        )
        package static let cancel = SurfaceFunction(
            "group:cancel",
            "Its codes end for good, on every door; no undo gives a PIN back.",
            ChangeOptions.parameter,
            notes: ["Recorded, not sent.", "Done when no lock has the code any more."],
            errors: [held],
            example: "stay:cancel({ because = \"asked to leave\", allow = \"lockout\" })"
        )
        package static let changeDoors = verb(
            "change_doors",
            "It gets codes on other doors, with its PIN; the new ones are there before the old ones go.",
            .fields(
                "doors",
                "{ to =, from =, by = }: the doors that it gets and gives up; what is not named stays",
                .texts("to", of: "door", "the doors that it gets"),
                .optional(.texts("from", of: "door", "the doors that it gives up")),
                .optional(.instant("by", "until when a lock is waited for")),
            ),
            errors: [held],
            example: "stay:change_doors({ to = doors.all()[1].name }, { allow = \"overlap\" })"
        )
        package static let leaveOut = SurfaceFunction(
            "group:leave_out",
            "Records nothing; the plan says that the group was left out, and why.",
            .sentence("why", "for the plan"),
            .optional(.option("asked", "whether it was to be changed: where nothing is, not all was done")),
            example: "stay:leave_out(\"the next guest comes early\", { asked = true })"
        )

        package static let hasGuest = SurfaceFunction(
            "group:has_guest",
            "Whether its name has a word of a guest's name, in any case and without accents; nil where nothing can be compared.",
            .text("guest", "the name as a list has it; \"Müller, Ana\" is \"Mueller\", too"),
            gives: .optional(.boolean),
            notes: ["Four letters and more are the beginning of a word. A word with a digit is no name."],
            example: "stay:has_guest(\"García\")"
        )

        package static let differsFrom = SurfaceFunction(
            "group:differs_from",
            "A sentence where a row of a list has another room, house, arrival or departure than it; nil where nothing differs.",
            .table("row", .row, "a row of csv.read; its columns are known as by groups.of_row"),
            ignore,
            gives: .optional(.text),
            example: "stay:differs_from({ Room = \"203\" })"
        )
        package static let typed = SurfaceFunction(
            "group:typed",
            "The line that does something to it alone, as it is typed; behind the first word stands its name, or its key.",
            .texts("words", of: "word", "what is typed behind keyshift, such as { \"extend\", \"--to\", \"13:00\" }"),
            gives: .text,
            example: "stay:typed({ \"extend\", \"--to\", \"13:00\" })"
        )
        package static let runOf = SurfaceFunction(
            "group:run_of",
            "The id of the newest run of this journal that gave it the start or the end that it has; nil where none did.",
            .word("bound", ["starts", "ends"], "which of the two"),
            gives: .optional(.text),
            example: "stay:run_of(\"ends\")"
        )
        package static let stepsOf = SurfaceFunction(
            "group:steps_of",
            "What runs of this journal did to the start or the end that it has, oldest first, without what an undo took back.",
            .word("bound", ["starts", "ends"], "which of the two"),
            gives: .list(.record("step")),
            notes: ["Empty where no run moved it, and where somebody else moved it since."],
            example: "stay:steps_of(\"ends\")"
        )
        /// What of a row is not compared.
        static let ignore = Parameter<String?>.optional(
            .word("ignore", ["nothing", "room", "house", "days", "all"], "what of the row is not compared")
        )

        /// The fields of a group.
        package static let fields: [SurfaceEntry] = [
            field("key", .text, "The common code key, the id of an access grant, or that of a single code."),
            field(
                "kind",
                .text,
                "\"group\" for linked codes, \"grant\" for those of an access grant, \"code\" for a single one."
            ),
            field("name", .optional(.text), "The name of its codes."),
            field("zone", .optional(.text), "The zone of its doors; nil where they have none, or two."),
            field("device_ids", .list(.text), "The ids of its doors."),
            field("doors", .list(.text), "The names of its doors."),
            field("members", .list(.record("member")), "Its codes, one for each door."),
            field("starts_at", .object(.time), "The start, with what was recorded; an error where doors differ."),
            field("ends_at", .object(.time), "The end, with what was recorded; an error where doors differ."),
            field("in_house", .boolean, "Whether the guest can open the door now."),
            field("uniform", .boolean, "Whether all doors have the same hours."),
            field("linked", .boolean, "Whether the codes share a key, or an access grant holds them."),
        ]

        private static let members: [SurfaceEntry] = [
            member(
                "access_code_id",
                .optional(.text),
                "The id of the code; nil where an access grant opens the door without one, such as by a card."
            ),
            member("device_id", .text, "The id of its door."),
            member("door", .text, "The name of its door."),
            member("starts_at", .optional(.object(.time)), "The start on this door."),
            member("ends_at", .optional(.object(.time)), "The end on this door."),
            member("on_lock", .boolean, "Whether the lock has the code, also ahead of its start."),
        ]

        private static let steps: [SurfaceEntry] = [
            step("run", .text, "The id of the run."),
            step("before", .optional(.object(.time)), "The hour before it; nil where the run made the group."),
            step("after", .object(.time), "The hour that it gave."),
            step("by_length", .boolean, "Whether it moved it by a length of time, and not to an hour."),
        ]

        static let entries =
            [
                extendTo.entry, extend.entry, shift.entry, set.entry, setClock.entry, align.entry, endAt.entry,
                cancel.entry, changeDoors.entry, leaveOut.entry, hasGuest.entry,
                differsFrom.entry, typed.entry, runOf.entry, stepsOf.entry,
            ] + fields + members + steps

        private static let held = "A stay that an access grant holds is refused: the grant has its doors and its PIN."
        private static let twice = "A second relative change of the same group in one script is refused."

        private static func verb<Value>(
            _ name: String,
            _ summary: String,
            _ parameter: Parameter<Value>,
            errors: [String] = [],
            example: String,
        ) -> SurfaceFunction<Value, GivenOptions?> {
            SurfaceFunction(
                "group:\(name)",
                summary,
                parameter,
                ChangeOptions.parameter,
                notes: ["Recorded, not sent."],
                errors: errors,
                example: example
            )
        }

        private static func field(_ name: String, _ type: ScriptType, _ summary: String) -> SurfaceEntry {
            .field("group.\(name)", type, summary, example: "stay.\(name)")
        }

        private static func step(_ name: String, _ type: ScriptType, _ summary: String) -> SurfaceEntry {
            .field(
                "step.\(name)",
                type,
                summary,
                example: "for _, step in ipairs(stay:steps_of(\"ends\")) do print(step.\(name)) end",
            )
        }

        private static func member(_ name: String, _ type: ScriptType, _ summary: String) -> SurfaceEntry {
            .field("member.\(name)", type, summary, example: "stay.members[1].\(name)")
        }
    }

    /// The last argument of whatever records a change.
    package enum ChangeOptions {
        /// The table, which may be left out.
        static let parameter = Parameter<GivenOptions?>.optional(
            Parameter.fields(
                "options",
                "{ because =, once =, allow =, again =, replace = }",
                mayBeEmpty: true,
                .optional(.filled("because", "A reason, for the plan and the journal.")),
                .optional(.filled("once", "A label: under it, a group is changed once, whoever runs what.")),
                .optional(
                    .checks(
                        "allow",
                        "The checks that this change may fail: \(allowable). A list of them allows each."
                    )
                ),
                .optional(.boolean("again", "The same as allow = \"recent\".")),
                .optional(
                    .boolean(
                        "replace",
                        "Sets what an earlier line of the script has set to something else, which is refused without it."
                    )
                ),
            ).map { GivenOptions(because: $0.0, once: $0.1, allow: $0.2, again: $0.3, replace: $0.4) }
        ).described {
            $0.takesNil = false
            $0.record = "options"
        }

        /// Reads the options of a function of the API that records a change.
        package static let described = parameter.described

        static let entries: [SurfaceEntry] = parameter.described.fields.map { field in
            .field(
                "options.\(field.name)",
                .optional(field.type),
                field.summary,
                example: "stay:extend(\"2h\", { \(field.name) = \(examples[field.name] ?? "true") })"
            )
        }

        private static let examples = ["because": "\"storm\"", "once": "\"storm-1\"", "allow": "\"overlap\""]

        private static let allowable = RowCheck.allowable.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }
}
