extension HelpTopic {
    /// What the settings say of houses, and who has codes and is no guest.
    static let houses = HelpTopic(
        name: "houses",
        abstract: "Houses, front doors, and who is staff and no guest",
        parts: [
            .text(
                """
                Codes of staff keep nobody out, and no storm moves them. Who is staff is told by a word in the name of the code, such as \
                Cleaner, Staff, Maintenance, Hausmeister, Limpieza or Ménage. Others are named in a file keyshift.json in the folder \
                ~/.config/keyshift, or in that of XDG_CONFIG_HOME; one beside a script is for that script alone. A house with names of its \
                own goes by those alone:
                """
            ),
            .text(
                """
                {"houses": {"Harbour House": {"doors": ["Harbour House *"], "staff": ["Cleaner *", "Ana Kovac"], \
                "shared_doors": ["Harbour House front door"]}}}
                """
            ),
            .table([
                ("doors", "its doors: names, patterns with *, or ids of devices"),
                ("staff", "names of codes that are no guest's: patterns, whole names or first words"),
                ("shared_doors", "doors that all its guests use, on which two may meet"),
                ("zone", "the zone of its doors, where Seam has none"),
                ("check_in, check_out", "when guests get in and leave, on the clock of the doors, such as 15:00"),
                (
                    "reach",
                    "how long somebody needs to get there, such as 20m: keyshift why says it of a lock that is offline"
                ),
            ]),
            .text(
                """
                Without settings a house is what doors have in common at the beginning of their names, and a door is shared where two \
                guests are on it at one time and each has another one.
                """
            ),
        ],
    )
}
