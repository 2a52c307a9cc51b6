package import CivilTime
package import Lua

extension Surface {
    /// The module `time`.
    package enum Time {
        package static let now = SurfaceFunction(
            "time.now",
            "The present instant, by the engine's clock.",
            gives: .object(.time),
            example: "time.now() + \"2h\""
        )
        /// A text whose form the options may say.
        private static let writtenTime = Parameter<LuaValue>(
            .required("text", .instant, "ISO 8601 with an offset or Z, or as the options say")
        ) { $0 }

        private static let reading = Parameter<TimeReading?>.optional(
            Parameter.fields(
                "options",
                "{ format =, zone =, choose = }: how another text is read",
                .optional(
                    .timeFormat("format", "with %d %e %m %b %B %Y %y %H %I %p %M %S %a %A %z", .readingFormat)
                ),
                .optional(.zone("whose clock it is, where the text has no offset")),
                .optional(.choice),
            ).map { TimeReading(format: $0.0, zone: $0.1, choice: $0.2) }
        )

        package static let parse = SurfaceFunction(
            "time.parse",
            "The instant of a text.",
            writtenTime,
            reading,
            gives: .object(.time),
            errors: ["A time without an offset is refused without a zone: it would be another instant in each.", gap],
            example: "time.parse(\"24/11/2030 1:00 pm\", { format = \"%d/%m/%Y %I:%M %p\", zone = \"Europe/Paris\" })"
        ).readingFirstBySecond
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

        package static let formatOfDate = SurfaceFunction(
            "date:format",
            "The date as text.",
            .timeFormat("format", "with %a %A %d %e %b %B %m %Y %y", .dateFormat),
            gives: .text,
            example: "time.date(\"2030-11-24\"):format(\"%d.%m.%Y\")"
        )
        package static let hours = SurfaceFunction(
            "duration:hours",
            "How many hours it has, with a fraction.",
            gives: .number,
            example: "(stay.ends_at - stay.starts_at):hours() > 24"
        )
        package static let minutes = SurfaceFunction(
            "duration:minutes",
            "How many minutes it has, with a fraction.",
            gives: .number,
            example: "time.duration(\"2h30m\"):minutes()"
        )

        private static let parts: [SurfaceEntry] = ["year", "month", "day"].map { part in
            .field(
                "date.\(part)",
                .integer,
                part == "year" ? "The year." : "The \(part), from 1.",
                example: "time.date(\"2030-11-24\").\(part)"
            )
        }

        static let entries =
            [
                date.entry, clock.entry, add.entry, format.entry, hours.entry, minutes.entry, at.entry, addDays.entry,
                weekday.entry, formatOfDate.entry,
            ] + parts
    }
}
