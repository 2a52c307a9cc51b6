package import CivilTime

extension Surface {
    /// The module `time`.
    package enum Time {
        package static let now = SurfaceFunction(
            "time.now",
            "The present instant, by the engine's clock.",
            gives: .object(.time),
            example: "time.now() + \"2h\""
        )
        package static let parse = SurfaceFunction(
            "time.parse",
            "The instant of a text.",
            .instant("text", "ISO 8601 with an offset or Z"),
            gives: .object(.time),
            errors: ["A time without an offset is refused: it would be another instant in each zone."],
            example: "time.parse(\"2030-11-24T11:00:00-08:00\")"
        )
        package static let at = SurfaceFunction(
            "time.at",
            "The instant of a clock on the wall of a zone.",
            .wall("text", "a date and a clock time"),
            zone,
            .optional(.choice),
            gives: .object(.time),
            errors: [gap],
            example: "time.at(\"2030-11-27 11:00\", \"America/Vancouver\")"
        )
        package static let date = SurfaceFunction(
            "time.date",
            "The date of a text.",
            .date("text", "such as \"2030-11-24\""),
            gives: .object(.date),
            example: "time.date(\"2030-11-24\"):weekday()"
        )
        package static let duration = SurfaceFunction(
            "time.duration",
            "A length of time.",
            .durationOrUnits("length", "\"2h30m\", or { hours =, minutes =, seconds = }"),
            gives: .object(.duration),
            errors: [
                "\"1d\" is refused, because a day is 23 or 25 hours when clocks change: \"24h\", or { days = 1 }."
            ],
            example: "time.duration(\"2h30m\")"
        )

        static let entries = [now.entry, parse.entry, at.entry, date.entry, duration.entry]

        static var zone: Parameter<Zone> {
            .zone("such as \"America/Vancouver\", or a fixed offset such as \"-08:00\"")
        }

        static let gap =
            "A clock time that a clock change leaves out, or shows twice, is an error with both instants in it."
    }

    /// Methods of instants and of dates.
    package enum Times {
        package static let date = SurfaceFunction(
            "time:date",
            "The date in a zone.",
            Time.zone,
            gives: .object(.date),
            example: "stay.ends_at:date(stay.zone)"
        )
        package static let clock = SurfaceFunction(
            "time:clock",
            "The clock in a zone, such as \"11:00\".",
            Time.zone,
            gives: .text,
            example: "stay.ends_at:clock(stay.zone)"
        )
        package static let add = SurfaceFunction(
            "time:add",
            "A later instant; a day later is the same time on the clock.",
            .civilStep("what", "{ days =, hours =, minutes =, seconds = }"),
            .optional(.zone("for days, which have a length only in a zone")),
            .optional(.choice),
            gives: .object(.time),
            errors: [Time.gap],
            example: "time.now():add({ days = 1 }, \"Europe/Paris\")"
        )
        package static let format = SurfaceFunction(
            "time:format",
            "The instant as text.",
            .timeFormat("format", "with %a %A %d %e %b %B %m %Y %y %H %I %p %M %S %z %Z"),
            Time.zone,
            gives: .text,
            example: "time.now():format(\"%a %d %b %H:%M\", \"Europe/Paris\")"
        )
        package static let at = SurfaceFunction(
            "date:at",
            "The instant of a clock time on this date.",
            .clock("clock", "such as \"11:00\""),
            Time.zone,
            .optional(.choice),
            gives: .object(.time),
            errors: [Time.gap],
            example: "time.date(\"2030-11-24\"):at(\"11:00\", \"Europe/Paris\")"
        )
        package static let addDays = SurfaceFunction(
            "date:add",
            "A later date.",
            .fields("what", "{ days = n }", .count("days", "days on the calendar")),
            gives: .object(.date),
            example: "time.date(\"2030-11-24\"):add({ days = 1 })"
        )
        package static let weekday = SurfaceFunction(
            "date:weekday",
            "The day of the week, such as \"Tuesday\".",
            gives: .text,
            example: "time.date(\"2030-11-24\"):weekday()"
        )

        static let entries = [
            date.entry, clock.entry, add.entry, format.entry, at.entry, addDays.entry, weekday.entry,
        ]
    }
}
