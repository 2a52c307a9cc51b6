extension Reference {
    static let args: [ReferenceEntry] = [
        argument(
            .text,
            "string",
            "An argument that is a text, not an empty one.",
            example: "args.text{ about = \"the booking\" }"
        ),
        argument(
            .file,
            "string",
            "An argument that is a file, whose full path the script gets.",
            notes: [
                "The file may be read wherever it is, because whoever runs the script named it; a default may not."
            ],
            example: "args.file{ about = \"a table with the column booking\" }"
        ),
        argument(.date, "date|string", "An argument that is a date.", example: "args.date()"),
        argument(.time, "time|string", "An argument that is an instant, with its offset.", example: "args.time()"),
        argument(
            .duration,
            "duration|string",
            "An argument that is a duration.",
            example: "args.duration{ default = \"2h\" }"
        ),
        argument(
            .clock,
            "string",
            "An argument that is a clock time, which the script gets as text.",
            example: "args.clock{ default = \"11:00\" }"
        ),
        argument(.zone, "string", "An argument that is the name of a zone.", example: "args.zone()"),
        argument(
            .number,
            "number",
            "An argument that is a number.",
            more: [.optional("min", "number", "the least"), .optional("max", "number", "the most")],
            example: "args.number{ default = 1, min = 1, max = 7 }"
        ),
        argument(
            .choice,
            "string",
            "An argument that is one of some words.",
            notes: ["The words stand in the table beside the names: args.choice{ \"report\", \"move\" }."],
            example: "args.choice{ \"report\", \"move\", default = \"report\" }"
        ),
        argument(
            .flag,
            "boolean",
            "An argument that is yes or no; false when it is not given.",
            example: "args.flag{ about = \"whether to say everything\" }"
        ),
    ]

    private static func argument(
        _ kind: ArgumentKind,
        _ type: String,
        _ summary: String,
        more: [ReferenceParameter] = [],
        notes: [String] = [],
        example: String,
    ) -> ReferenceEntry {
        .table(
            "args.\(kind.rawValue)",
            [
                .optional("about", "string", "what it is, for --help"),
                .optional("default", type, "the value when none is given"),
                .optional("optional", "boolean", "whether it may be nil"),
            ] + more,
            gives: "argument",
            summary,
            notes: notes,
            example: example
        )
    }
}
