internal import CivilTime
internal import Model

/// The script that `keyshift new` writes.
enum StarterScript {
    /// The day that its examples are about: two days after an instant, on which stays of the demo data end whatever the hour.
    static func exampleDay(at now: Instant) -> CivilDate {
        Zone.utc.civil(at: now + TimeSpan(milliseconds: 48 * 3_600_000)).date
    }

    /// The script of a file of this path.
    static func text(for path: String, at now: Instant) -> String {
        let day = exampleDay(at: now)
        return """
            -- Gives the stays that end on a day more time. Change this sentence: keyshift run \(path) --help shows it.
            --
            --   keyshift check \(path)               finds mistakes, and runs nothing
            --   keyshift plan \(path) \(day)     shows what would change, and sends nothing
            --   keyshift run \(path) \(day)      shows it, asks, and sends it
            --
            -- Add --sandbox to any of the last two to try it on doors that are not there.

            -- What the script is given, in this order or by name: by=90m. Beside these there are args.text, args.file, args.time,
            -- args.clock, args.zone, args.number, args.choice and args.flag.
            local given = args{
                date = args.date{ about = "the day on which the stays end, on the calendar of their doors" },
                by = args.duration{ default = "2h", about = "how much later they end" },
            }

            -- Another number of groups than this is refused before anything is sent.
            run.expect{ groups = { 0, 60 } }

            -- groups.all() stands for all stays; each filter behind it keeps some of them. There are also :like("BK-88*"),
            -- :in_house(), :upcoming(), :on_devices(ids), :starting_on(date) and :where(function(stay) return … end).
            for stay in groups.all():linked():ending_on(given.date):each() do
                -- A verb records a change and sends nothing. There are also stay:extend_to(time), stay:shift("+2h"),
                -- stay:set_clock{ ends = "11:00" } and stay:leave_out("why").
                stay:extend(given.by, { because = "more time on " .. tostring(given.date) })
            end

            """
    }
}
