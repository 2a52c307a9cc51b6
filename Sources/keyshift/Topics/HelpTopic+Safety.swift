extension HelpTopic {
    /// What keeps a change from going wrong, and what to do when something has.
    static let safety = HelpTopic(
        name: "safety",
        abstract: "What keeps a change from going wrong, and the way back",
        parts: [
            .text(
                """
                A script plans. Nothing is sent before the whole plan was made, checked and agreed to; what goes out are instants, \
                never distances, so that sending twice is the same as sending once.
                """
            ),
            .text(
                """
                A plan is refused, with the stays that are concerned, when it would do this; --allow WORD sends such stays all \
                the same, --leave-out WORD sends the others:
                """
            ),
            .table([
                ("lockout", "take time from somebody who can open a door now"),
                ("overlap", "let two stays meet on a door of their own"),
                ("duplicate", "make a stay that is on the door already, by its name"),
                ("takes_no_code", "try to put a code on a door that cannot take it, such as a full lock"),
                ("shorten", "take time from five stays or more that were not named one by one"),
                ("mixed", "change a stay that has different hours on its doors"),
                ("recent", "add to hours that some run changed in the last 12 hours"),
                ("once", "use a label again for the same stay"),
                ("zone_data", "read a time on a clock that this machine's zone data has wrong"),
                ("busy, unfinished_run", "touch what another run holds; it can only be left out"),
            ]),
            .text(
                """
                A command that names one booking, and only gives it time, is never refused as recent: somebody may stand outside. The \
                warning says what it was given in the last 12 hours, and the end as it was, as it is and as it would be.
                """
            ),
            .text(
                """
                And as a whole, when it changes more groups than --max-groups (500) or moves hours further than --max-shift \
                (168h).
                """
            ),
            .table([
                ("keyshift plan", "shows it all and sends nothing"),
                ("keyshift verify last", "tells which doors have the new hours"),
                ("keyshift undo last --plan", "shows the way back; without --plan it is taken"),
                (
                    "keyshift undo last --by 1h",
                    "takes back a part of the time; --name, --door and --house a part of the stays"
                ),
                ("keyshift resume last", "goes on after a crash; each stay is read first, so that none moves twice"),
                ("keyshift freeze", "holds every send, in all runs of the journal, until keyshift thaw"),
                ("keyshift runs stop RUN", "does the same to one run"),
            ]),
        ],
    )
}
