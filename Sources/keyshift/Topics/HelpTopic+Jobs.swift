extension HelpTopic {
    /// The jobs of a night, in the words of a desk.
    static let jobs = HelpTopic(
        name: "jobs",
        abstract: "The jobs of a night, and what to type for each",
        parts: [
            .table(Self.jobRows),
            .text(
                """
                NAME is a surname, the number of a booking or a room; where several have it, each is told with a line to type. Every \
                command shows its plan and asks before it sends; --plan, or keyshift plan in the place of keyshift run, only shows it. \
                keyshift help automations lists the scripts, and keyshift run SCRIPT --help tells the arguments of one, which stand \
                behind it: keyshift schedule add night late-checkout today 1h --at 02:00 --zone America/Vancouver
                """
            ),
            .text(
                """
                When the clocks change there is nothing to do for hours that Keyshift or the desk gave: a checkout at 11:00 stays at 11:00 \
                on the clock of its door, and a schedule fires once. Look for codes that others made with the old clock (keyshift run \
                wrong-hours), and who is in the house in that night (keyshift find --on DAY).
                """
            ),
        ],
    )

    /// What is wanted, and the line for it.
    static let jobRows = [
        ("one late checkout", "keyshift extend NAME --to 13:00"),
        ("a list of late checkouts", "keyshift run late-checkout-list FILE DAY"),
        ("a list of new hours", "keyshift run moves-from-list FILE"),
        ("a storm: all stay longer", "keyshift run storm 2h"),
        ("half of it back", "keyshift undo last --by 1h   (or --house, --door, --name)"),
        ("one early check-in", "keyshift move NAME --starts 12:00"),
        ("early check-in for a day", "keyshift run early-check-in DAY 12:00"),
        ("a guest is locked out", "keyshift why NAME   then keyshift open DOOR, pin NAME or backup NAME"),
        ("a lock is offline", "keyshift verify --door DOOR --wait 10m"),
        ("the power or the plug went", "keyshift status, then keyshift resume last"),
        ("a conflict", "keyshift explain NAME   (who has changed it since)"),
        ("who changed this?", "keyshift explain NAME   (who can open a door, and who did: who DOOR)"),
        ("every night at an hour", "keyshift schedule add night SCRIPT --at 02:00 --zone ZONE"),
        (
            "once, at an hour tonight",
            "keyshift schedule add NAME SCRIPT --cron \"0 23 24 12 *\" --zone ZONE   (24 Dec 23:00; then schedule remove NAME)"
        ),
        (
            "the clock changes",
            "keyshift run wrong-hours   (when they do next; who is an hour off, with the line that mends each)"
        ),
    ]
}
