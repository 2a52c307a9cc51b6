extension Reference {
    static let time: [ReferenceEntry] = [
        .function(
            "time.now",
            gives: "time",
            "The present instant, by the engine's clock.",
            example: "time.now() + \"2h\""
        ),
        .function(
            "time.parse",
            [.required("text", "string", "ISO 8601 with an offset or Z")],
            gives: "time",
            "The instant of a text.",
            notes: ["A time without an offset is refused: it would be another instant in each zone."],
            example: "time.parse(\"2030-11-24T11:00:00-08:00\")"
        ),
        .function(
            "time.at",
            [.required("text", "string", "a date and a clock time"), zone, choice],
            gives: "time",
            "The instant of a clock on the wall of a zone.",
            notes: [gap],
            example: "time.at(\"2030-11-27 11:00\", \"America/Vancouver\")"
        ),
        .function(
            "time.date",
            [.required("text", "string", "such as \"2030-11-24\"")],
            gives: "date",
            "The date of a text.",
            example: "time.date(\"2030-11-24\"):weekday()"
        ),
        .function(
            "time.duration",
            [.required("length", "string|table", "\"2h30m\", or { hours =, minutes =, seconds = }")],
            gives: "duration",
            "A length of time.",
            notes: ["\"1d\" is refused, because a day is 23 or 25 hours when clocks change: \"24h\", or { days = 1 }."],
            example: "time.duration(\"2h30m\")"
        ),
    ]

    static let times: [ReferenceEntry] = [
        .function("time:date", [zone], gives: "date", "The date in a zone.", example: "stay.ends_at:date(stay.zone)"),
        .function("time:clock", [zone], gives: "string", "The clock in a zone, such as \"11:00\"."),
        .function(
            "time:add",
            [
                .required("what", "table", "{ days =, hours =, minutes =, seconds = }"),
                .optional("zone", "string", "for days, which have a length only in a zone"),
                choice,
            ],
            gives: "time",
            "A later instant; a day later is the same time on the clock.",
            notes: [gap],
            example: "time.now():add({ days = 1 }, \"Europe/Paris\")"
        ),
        .function(
            "time:format",
            [.required("format", "string", "with %a %A %d %e %b %B %m %Y %y %H %I %p %M %S %z %Z"), zone],
            gives: "string",
            "The instant as text.",
            example: "time.now():format(\"%a %d %b %H:%M\", \"Europe/Paris\")"
        ),
        .function(
            "date:at",
            [.required("clock", "string", "such as \"11:00\""), zone, choice],
            gives: "time",
            "The instant of a clock time on this date.",
            notes: [gap],
            example: "time.date(\"2030-11-24\"):at(\"11:00\", \"Europe/Paris\")"
        ),
        .function(
            "date:add",
            [.required("what", "table", "{ days = n }")],
            gives: "date",
            "A later date.",
            example: "time.date(\"2030-11-24\"):add({ days = 1 })"
        ),
        .function("date:weekday", gives: "string", "The day of the week, such as \"Tuesday\"."),
    ]

    private static let zone = ReferenceParameter.required(
        "zone",
        "string",
        "such as \"America/Vancouver\", or a fixed offset such as \"-08:00\""
    )

    private static let choice = ReferenceParameter.optional(
        "choose",
        "string",
        "which instant is meant where the clocks change"
    ).among("earlier", "later")

    private static let gap =
        "A clock time that a clock change leaves out, or shows twice, is an error with both instants in it."
}
