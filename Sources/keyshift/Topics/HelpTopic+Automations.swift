extension HelpTopic {
    /// The scripts that ship.
    static let automations = HelpTopic(
        name: "automations",
        abstract: "The scripts that ship, and what each does",
        parts: [
            .text(
                """
                keyshift plan NAME shows what one would do, keyshift run NAME does it after a question, and keyshift run NAME \
                --help tells its arguments. keyshift new --from NAME copies one, to change it.
                """
            ),
            .table(ShippedAutomation.all.map { ($0.name, $0.abstract) }),
            .text(
                """
                What one has given too much of is taken back with keyshift undo last: --name, --door or --house for a part of \
                the stays, --by 1h for a part of the time.
                """
            ),
        ],
    )
}
