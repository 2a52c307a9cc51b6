internal import Journal
internal import Model

extension Reference {
    static let groups: [ReferenceEntry] = [
        .function(
            "groups.all",
            gives: "query",
            "Every group whose hours have an end: linked codes, and single ones.",
            notes: ["The workspace is read at the first use, once a run: the devices, and the codes of each."],
            example: "groups.all():named(\"BK-88012 *\"):one()"
        ),
        .function(
            "groups.get",
            [.required("key", "string", "the common code key, or the id of a code that stands alone")],
            gives: "group",
            "The group of a key; an unknown key is an error with the nearest one.",
            example: "groups.get(key):extend(\"2h\")"
        ),
    ]

    static let queries: [ReferenceEntry] = [
        filter("linked", "Keeps groups whose codes share a key."),
        filter(
            "named",
            [.required("name", "string", "the whole name; * stands for any text")],
            "Keeps groups with this name.",
            example: "groups.all():named(\"BK-88012 *\"):list()"
        ),
        filter(
            "on_devices",
            [.required("ids", "string|string[]", "one device id, or a list of them")],
            "Keeps groups with a code on one of these devices."
        ),
        filter("in_house", "Keeps groups whose guest can open the door now."),
        filter("upcoming", "Keeps groups that have not begun."),
        filter("starting_on", [day], "Keeps groups that start on a date, in their own zone."),
        filter(
            "ending_on",
            [day],
            "Keeps groups that end on a date, in their own zone.",
            example: "groups.all():ending_on(\"2030-11-24\"):count()"
        ),
        filter("starting_between", period, "Keeps groups that start from a up to, not including, b."),
        filter("ending_between", period, "Keeps groups that end from a up to, not including, b."),
        filter("ongoing", "Keeps groups without an end, instead of those with one."),
        filter("uniform", "Keeps groups with the same hours on all doors."),
        filter("mixed", "Keeps groups with different hours on their doors."),
        filter(
            "where",
            [.required("condition", "fun(group: group): boolean", "says yes to the groups to keep")],
            "Keeps groups for which a function says yes.",
            example: "groups.all():where(function(g) return #g.doors > 1 end):count()"
        ),
        .function(
            "query:each",
            gives: "fun(): group?",
            "Goes through the groups in a loop.",
            example: "for g in groups.all():in_house():each() do print(g.name) end"
        ),
        .function("query:list", gives: "group[]", "The groups as a table, by their names."),
        .function("query:count", gives: "integer", "How many groups there are."),
        .function(
            "query:by",
            [.required("name_of", "fun(group: group): any", "gives the name of the list that a group belongs to")],
            gives: "table<any, group[]>",
            "Lists of groups, each under what a function gives for them.",
            example: "groups.all():by(function(g) return g.zone end)"
        ),
        .function("query:one", gives: "group", "The one group; none or several is an error that says which."),
        .function("query:find", gives: "group?", "The one group, or nil and a sentence why; several is an error."),
    ]

    static let group: [ReferenceEntry] = [
        verb(
            "extend_to",
            [.required("ends_at", "time|string", "the new end")],
            "The end moves to an instant, unless it is later already; can be repeated.",
            example: "stay:extend_to(\"2030-11-24T13:00:00-08:00\")"
        ),
        verb(
            "extend",
            [.required("by", "duration|string|table", "\"2h\", or { days = 1 }: the same time on the door's clock")],
            "The end moves later.",
            notes: ["A second relative change of the same group in one script is refused."],
            example: "stay:extend(\"2h\", { because = \"asked at the desk\" })"
        ),
        verb(
            "shift",
            [.required("by", "duration|string|table", "\"+2h\", { days = 1 }, or { starts = \"1h\", ends = \"2h\" }")],
            "Start and end move, or each by its own.",
            notes: ["A second relative change of the same group in one script is refused."],
            example: "stay:shift({ ends = \"-30m\" })"
        ),
        verb(
            "set",
            [.required("to", "table", "{ starts_at =, ends_at =, name = }; what is not given stays")],
            "Sets hours or the name.",
            notes: [
                "A field that an earlier line has set to something else is refused, unless { replace = true } is given."
            ],
            example: "stay:set({ ends_at = \"2030-11-24T13:00:00-08:00\" })"
        ),
        verb(
            "set_clock",
            [
                .required(
                    "clock",
                    "table",
                    "{ starts =, ends = } as \"15:00\", { choose = \"earlier\" } where clocks change"
                )
            ],
            "Sets times on the door's clock, on the days on which they are.",
            example: "stay:set_clock({ ends = \"11:00\" })"
        ),
        verb(
            "align",
            [.required("edges", "table", "{ starts =, ends = } as \"latest\" or \"earliest\"")],
            "The same start or end on all doors of the group.",
            example: "stay:align({ ends = \"latest\" })"
        ),
        .function(
            "group:leave_out",
            [.required("why", "string", "for the plan")],
            "Records nothing; the plan says that the group was left out, and why."
        ),
        .field("group.key", "string", "The common code key, or the id of a single code."),
        .field("group.kind", "string", "\"group\" for linked codes, \"code\" for a single one."),
        .field("group.name", "string?", "The name of its codes."),
        .field("group.zone", "string?", "The zone of its doors; nil where they have none, or two."),
        .field("group.device_ids", "string[]", "The ids of its doors."),
        .field("group.doors", "string[]", "The names of its doors."),
        .field("group.members", "member[]", "Its codes, one for each door."),
        .field("group.starts_at", "time", "The start, with what was recorded; an error where doors differ."),
        .field("group.ends_at", "time", "The end, with what was recorded; an error where doors differ."),
        .field("group.in_house", "boolean", "Whether the guest can open the door now."),
        .field("group.uniform", "boolean", "Whether all doors have the same hours."),
        .field("group.linked", "boolean", "Whether the codes share a key."),
        .field("member.access_code_id", "string", "The id of the code."),
        .field("member.device_id", "string", "The id of its door."),
        .field("member.door", "string", "The name of its door."),
        .field("member.starts_at", "time?", "The start on this door."),
        .field("member.ends_at", "time?", "The end on this door."),
    ]

    static let own: [ReferenceEntry] = [
        .field("options.because", "string?", "A reason, for the plan and the journal."),
        .field("options.once", "string?", "A label: under it, a group is changed once, whoever runs what."),
        .field(
            "options.allow",
            "string|string[]|nil",
            "The checks that this change may fail: \(allowable). A list of them allows each."
        ),
        .field("options.again", "boolean?", "The same as allow = \"recent\"."),
        .field(
            "options.replace",
            "boolean?",
            "Sets what an earlier line of the script has set to something else, which is refused without it."
        ),
    ]

    /// The names of the options, as a table of them looks.
    static let optionTable = "{ \(ChangeOptions.names.map { "\($0) =" }.joined(separator: ", ")) }"

    private static let allowable = RowCheck.allowable.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static let day = ReferenceParameter.required("date", "date|string", "such as \"2030-11-24\"")

    private static let period: [ReferenceParameter] = [
        .required("a", "date|time|string", "the first date, or instant"),
        .required("b", "date|time|string", "the one after the last, of the same sort"),
    ]

    private static func filter(
        _ name: String,
        _ parameters: [ReferenceParameter],
        _ summary: String,
        example: String? = nil,
    ) -> ReferenceEntry {
        .function("query:\(name)", parameters, gives: "query", summary, example: example)
    }

    private static func filter(_ name: String, _ summary: String) -> ReferenceEntry {
        filter(name, [], summary)
    }

    private static func verb(
        _ name: String,
        _ parameters: [ReferenceParameter],
        _ summary: String,
        notes: [String] = [],
        example: String,
    ) -> ReferenceEntry {
        .function(
            "group:\(name)",
            parameters + [.optional("options", "options", optionTable)],
            summary,
            notes: ["Recorded, not sent."] + notes,
            example: example
        )
    }
}
