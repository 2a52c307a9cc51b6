extension HelpTopic {
    /// What the number tells with which a command ends.
    static let exitCodes = HelpTopic(
        name: "exit-codes",
        abstract: "The number with which a command ends",
        parts: [
            .table([
                ("0", "done; plan: nothing would change"),
                (
                    "1",
                    "failed, and the plan sent nothing; check, doctor and test: something was found; find: nothing was"
                ),
                ("2", "plan, and --plan: there are changes"),
                (
                    "3",
                    """
                    something asked for did not happen: a conflict, a failure, not shown by Seam yet, left to another run, or nothing was done because \
                    all that was asked for was left out, also by --leave-out; with --plan: nothing would change, and something asked for cannot; status: something \
                    needs a person
                    """
                ),
                ("4", "refused by a check or a limit, or nobody said yes; nothing was sent"),
                ("64", "the line makes no sense; nothing was done"),
                ("130", "interrupted; keyshift resume goes on"),
            ]),
            .text(
                """
                A script of the shell may rely on 0 and 4: after 0 all that was asked for is as it shall be, and after 4 nothing \
                has changed. After 1 a plan has sent nothing; calls that take effect at once, which --allow-direct lets through, \
                are in the journal. After 3 keyshift verify last tells each door.
                """
            ),
            .text(
                "A result that could not be written, as on a full disk, ends with 1; with 3 where something was sent."
            ),
        ],
    )
}
