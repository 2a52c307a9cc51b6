extension HelpTopic {
    /// How times are typed, and on whose clock they are.
    static let times = HelpTopic(
        name: "times",
        abstract: "How times are typed, and on whose clock they are",
        parts: [
            .text("Times of move and extend, on the clock of the booking's doors:"),
            .table([
                ("13:00, 9:00, 1pm", "that time on the day on which the booking begins or ends now"),
                ("\"tomorrow 13:00\"", "that time, counted from today; also \"today 1pm\""),
                ("\"2026-11-27 13:00\"", "that day and time"),
                ("\"4.12. 13:00\", \"Dec 4 1pm\"", "that time on the day of that name near today"),
                ("now", "in two minutes, by the server's clock"),
                ("+2h", "two hours after where it is now; --ends=-1h is an hour before"),
                ("2026-11-27T13:00:00-08:00", "that instant, whatever clock the doors are on"),
            ]),
            .text("Lengths of time, for options and for scripts:"),
            .table([
                ("2h, 90m, 1h30m, 45s", "hours, minutes and seconds"),
                (
                    "24h",
                    "a day of the calendar has 23 or 25 hours when the clocks change, so that 1d is not read: --to names the day"
                ),
            ]),
            .text(
                """
                In a script an instant has an offset, or a zone beside it: time.at("2026-11-27 11:00", zone). A time that the \
                clocks leave out or show twice, in the night in which they change, is refused with both instants. A plan shows \
                hours on the clock of each door; --json has them in UTC.
                """
            ),
            .text(
                """
                The rules of the clocks come from the system's zone files. With files older than 2026f Vancouver, Edmonton and \
                Winnipeg are an hour wrong since November 2026; keyshift doctor tells. Whose codes were made an hour wrong \
                by a clock change (DST, summer time), and when the next is: keyshift run wrong-hours
                """
            ),
        ],
    )
}
