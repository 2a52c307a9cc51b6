extension Surface {
    /// The module `doors`, and what it tells of each.
    package enum Doors {
        package static let all = SurfaceFunction(
            "doors.all",
            "Every door of the workspace, by their names.",
            gives: .list(.record("door")),
            notes: ["The workspace is read at the first use, once a run, as for groups.all."],
            example: "for _, door in ipairs(doors.all()) do print(door.name, door.battery) end"
        )

        /// What is known of a door.
        package static let fields: [SurfaceEntry] = [
            field("name", .text, "What the operator calls it."),
            field("id", .text, "The id of its device, as in stay.device_ids."),
            field("house", .optional(.text), "The house that it is of: as keyshift.json, Seam or its name has it."),
            field("zone", .optional(.text), "Its zone; nil where neither Seam nor keyshift.json knows one."),
            field("online", .optional(.boolean), "Whether it can be reached now; nil where that is not known."),
            field("battery", .optional(.number), "How full its battery is, 0 to 1; nil where that is not known."),
            field("brand", .optional(.text), "Who makes its lock, or runs the service that it is reached by."),
            field("offline_since", .optional(.object(.time)), "Since when it cannot be reached, where Seam says so."),
            field("errors", .list(.text), "Seam's error codes of it and of its account, such as \"device_removed\"."),
            field("just_in_time", .boolean, "Whether its lock gets a code only an hour before it begins."),
            field("shared", .boolean, "Whether guests share it, as a front door; other doors are one stay's own."),
            field("check_in", .optional(.text), "When guests get in, by keyshift.json, such as \"15:00\"."),
            field("check_out", .optional(.text), "When guests leave, by keyshift.json, such as \"11:00\"."),
            field("reach", .optional(.object(.duration)), "How long somebody needs to get there, by keyshift.json."),
        ]

        static let entries = [all.entry] + fields

        private static func field(_ name: String, _ type: ScriptType, _ summary: String) -> SurfaceEntry {
            .field("door.\(name)", type, summary, example: "doors.all()[1].\(name)")
        }
    }
}
