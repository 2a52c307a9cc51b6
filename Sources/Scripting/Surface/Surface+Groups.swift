package import Lua

extension Surface {
    /// The module `groups`.
    package enum Groups {
        package static let all = SurfaceFunction(
            "groups.all",
            "Every group whose hours have an end: linked codes, those of an access grant, and single ones.",
            gives: .object(.query),
            notes: [
                "The workspace is read at the first use, once a run: the devices, the access grants, and the codes of each."
            ],
            example: "groups.all():in_house():list()"
        )
        package static let get = SurfaceFunction(
            "groups.get",
            "The group of a key; an unknown key is an error with the nearest one.",
            .sentence("key", "the common code key, the id of an access grant, or that of a code that stands alone")
                .described {
                    $0.names = .groups
                },
            gives: .object(.group),
            example: "groups.get(key):extend(\"2h\")"
        )

        package static let ensure = SurfaceFunction(
            "groups.ensure",
            "Makes the codes of a stay that is known by an id, or corrects its hours, its name and its doors.",
            .fields(
                "stay",
                "{ id =, name =, doors =, starts_at =, ends_at = }",
                .filled("id", "what knows the stay, such as the number of its booking; the same each time"),
                .sentence("name", "what its codes are named"),
                .texts("doors", of: "door", "the name of a door, or a list of them"),
                .instant("starts_at", "the start"),
                .instant("ends_at", "the end"),
            ),
            Surface.ChangeOptions.parameter,
            gives: .object(.group),
            notes: [
                "Recorded, not sent.",
                "The same id makes nothing twice, whoever runs what: the key of the codes is made of it. Seam chooses the PIN.",
            ],
            errors: ["A door that is not there, and an end that is over."],
            example: "groups.ensure({ id = \"BK-9\", name = \"BK-9 Ito\", doors = stay.doors, "
                + "starts_at = \"2030-11-24T15:00:00-08:00\", ends_at = \"2030-11-26T11:00:00-08:00\" })"
        )

        package static let ensured = SurfaceFunction(
            "groups.ensured",
            "The stay that groups.ensure made for an id; nil where it has no codes.",
            .filled("id", "the id that groups.ensure was given"),
            gives: .optional(.object(.group)),
            example: "groups.ensured(\"BK-9\")"
        )

        package static let ofRow = SurfaceFunction(
            "groups.of_row",
            "The group that a row of a list means, or nil and a sentence why: that of row.booking, as known_by finds it.",
            .table("row", .row, "a row of csv.read with the column booking, which may have the guest's name instead"),
            .optional(.date("day", "on which it ends, where several are known by the name")),
            Surface.Group.ignore,
            gives: .optional(.object(.group)),
            notes: [
                "Columns of the room (Room, Unit, Zimmer, chambre), the house (Hotel, Property, Haus), the arrival and the "
                    + "departure choose among several stays of a name, and a row that says another one means none. Of a room "
                    + "the number has to be that of one of the doors: 203, Zi. 203 and HH-203 are one.",
                "What ignore names is not compared for a row with a number; a row with a name alone is compared all the same, but "
                    + "for a room or a house that no door is called by. Where ignore is given, even as \"nothing\", a reason names "
                    + "it as an argument of the script.",
                "Beside the sentence stands a list of the stays that have the name, and of which the row says something else; it is "
                    + "empty for a row with a number. group:typed makes the line of a command for one of them.",
                "Where booking has no number, one in another column says which group is meant, if only one is known by it; a row "
                    + "whose name is another guest's means none.",
                "Where booking is empty, the guest in row.guest says which group is meant, as in a list that has only guests; where that "
                    + "is empty, too, the room: that of the guest who leaves it on the day, else of the "
                    + "only one who has it then; without a day of the one who has it now. A room of two houses means none.",
            ],
            example: "local g, why = groups.of_row({ booking = \"Ito\" })"
        )

        package static let offers = SurfaceFunction(
            "groups.offers",
            "The lines for stays that a row may mean all the same, to stand behind its reason; empty for none and for more than three.",
            .table("stays", .list(.object(.group)), "the list that groups.of_row gave behind its sentence"),
            .callback(
                "words_of",
                [.init("group", .object(.group))],
                gives: .optional(.list(.text)),
                "gives the words of the command for one of them, as group:typed takes them; nil for none"
            ),
            gives: .text,
            notes: ["A stay for which the function fails has no line."],
            example: "groups.offers({}, function(stay) return { \"extend\", \"--to\", \"13:00\" } end)"
        )

        package static let roomSorts = SurfaceFunction(
            "groups.room_sorts",
            "The titles of columns that are called those of rooms and have sorts of rooms, such as Double, and a sentence about them.",
            .table("rows", .list(.row), "all rows of a list, as csv.read gave them"),
            gives: .list(.text),
            notes: [
                "Only a column of which no cell is a room or a door of the workspace is one. A list that empties its cells is "
                    + "compared by all else: groups.of_row then takes a stay by its name only where no other has the name."
            ],
            example: "groups.room_sorts({ { booking = \"Ito\", Room = \"Double\" } })"
        )

        static let entries = [
            all.entry, get.entry, ofRow.entry, offers.entry, roomSorts.entry, ensure.entry, ensured.entry,
        ]
    }

    /// A query: its filters and its ends.
    package enum Queries {
        package static let linked = filter(
            "linked",
            "Keeps groups whose codes share a key, or that an access grant holds."
        )
        package static let named = filter(
            "named",
            "Keeps groups with this name.",
            .sentence("name", "the whole name, in any case").described { $0.names = .groupNames },
            example: "groups.all():named(\"BK-88012 Ito\"):list()"
        )
        package static let booking = filter(
            "booking",
            "Keeps the groups of a booking.",
            .sentence("booking", "the whole name, or its first words; a number behind letters where one group has it"),
            example: "groups.all():booking(\"BK-88012\"):list()"
        )
        package static let knownBy = filter(
            "known_by",
            "Keeps the groups of a booking, or else those whose name has all these words, such as a surname, or has them without accents.",
            .sentence("name", "what stands in a list: the booking, or whole words of its name, in any order"),
            example: "groups.all():known_by(\"Ito\"):list()"
        )
        package static let like = filter(
            "like",
            "Keeps groups whose name fits a pattern.",
            .sentence("pattern", "the whole name; * stands for any text"),
            example: "groups.all():like(\"BK-88*\"):list()"
        )
        package static let onDoors = filter(
            "on_doors",
            "Keeps groups with a code on one of these doors; a door that is not there is an error.",
            .texts("doors", of: "door", "the name of a door, or a list of them"),
            example: "groups.all():on_doors(stay.doors):count()"
        )
        package static let doorsLike = filter(
            "doors_like",
            "Keeps groups with a code on a door whose name fits a pattern; one that no door fits is an error.",
            .sentence("pattern", "the whole name of a door; * stands for any text"),
            example: "groups.all():doors_like(stay.doors[1]:sub(1, 4) .. \"*\"):count()"
        )
        package static let ofHouse = filter(
            "of_house",
            "Keeps groups with a code on a door of a house: as keyshift.json, Seam or the names of the doors have it.",
            .sentence("house", "the name of the house in any case, or its first words where no other begins so"),
            example: "groups.all():of_house(\"Harbour House\"):count()"
        )
        package static let stays = filter("stays", "Keeps guests: no code of staff, cleaners and the like.")
        package static let onDevices = filter(
            "on_devices",
            "Keeps groups with a code on one of these devices.",
            .texts("ids", of: "device id", "one device id, or a list of them").described { $0.names = .devices },
            example: "groups.all():on_devices(stay.device_ids):count()"
        )
        package static let inHouse = filter("in_house", "Keeps groups whose guest can open the door now.")
        package static let upcoming = filter("upcoming", "Keeps groups that have not begun.")
        package static let startingOn = filter(
            "starting_on",
            "Keeps groups that start on a date, in their own zone.",
            .date("date", "such as \"2030-11-24\""),
            example: "groups.all():starting_on(\"2030-11-24\"):count()"
        )
        package static let endingOn = filter(
            "ending_on",
            "Keeps groups that end on a date, in their own zone.",
            .date("date", "such as \"2030-11-24\""),
            example: "groups.all():ending_on(\"2030-11-24\"):count()"
        )
        package static let startingBetween = between("starting_between", "Keeps groups that start")
        package static let endingBetween = between("ending_between", "Keeps groups that end")
        package static let ongoing = filter("ongoing", "Keeps groups without an end, instead of those with one.")
        package static let uniform = filter("uniform", "Keeps groups with the same hours on all doors.")
        package static let mixed = filter("mixed", "Keeps groups with different hours on their doors.")
        package static let `where` = filter(
            "where",
            "Keeps groups for which a function says yes.",
            .callback(
                "condition",
                [.init("group", .object(.group))],
                gives: .boolean,
                "says yes to the groups to keep"
            ),
            example: "groups.all():where(function(g) return #g.doors > 1 end):count()"
        )

        package static let each = SurfaceFunction(
            "query:each",
            "Goes through the groups in a loop.",
            gives: .iterator(.object(.group)),
            example: "for g in groups.all():in_house():each() do print(g.name) end"
        )
        package static let list = SurfaceFunction(
            "query:list",
            "The groups as a table, by their names.",
            gives: .list(.object(.group)),
            example: "#groups.all():upcoming():list()"
        )
        package static let count = SurfaceFunction(
            "query:count",
            "How many groups there are.",
            gives: .integer,
            example: "groups.all():mixed():count()"
        )
        package static let by = SurfaceFunction(
            "query:by",
            "Lists of groups, each under what a function gives for them.",
            .callback(
                "name_of",
                [.init("group", .object(.group))],
                gives: .any,
                "gives the name of the list that a group belongs to"
            ),
            gives: .lists(.object(.group)),
            example: "groups.all():by(function(g) return g.zone end)"
        )
        package static let one = SurfaceFunction(
            "query:one",
            "The one group; none or several is an error that says which.",
            gives: .object(.group),
            example: "groups.all():named(stay.name):one()"
        )
        package static let find = SurfaceFunction(
            "query:find",
            "The one group, or nil and a sentence why; several is an error.",
            gives: .optional(.object(.group)),
            example: "local g, why = groups.all():named(\"BK-1\"):find()"
        )

        static let entries = [
            linked.entry, named.entry, booking.entry, knownBy.entry, like.entry, onDevices.entry, onDoors.entry,
            doorsLike.entry,
            ofHouse.entry, stays.entry, inHouse.entry, upcoming.entry, startingOn.entry,
            endingOn.entry, startingBetween.entry, endingBetween.entry, ongoing.entry, uniform.entry, mixed.entry,
            `where`.entry, each.entry, list.entry, count.entry, by.entry, one.entry, find.entry,
        ]

        private static func filter(_ name: String, _ summary: String) -> SurfaceFunction<> {
            SurfaceFunction(
                "query:\(name)",
                summary,
                gives: .object(.query),
                example: "groups.all():\(name)():count()"
            )
        }

        private static func filter<Value>(
            _ name: String,
            _ summary: String,
            _ parameter: Parameter<Value>,
            example: String,
        ) -> SurfaceFunction<Value> {
            SurfaceFunction("query:\(name)", summary, parameter, gives: .object(.query), example: example)
        }

        private static func between(_ name: String, _ summary: String) -> SurfaceFunction<GivenDay, GivenDay> {
            SurfaceFunction(
                "query:\(name)",
                "\(summary) from a up to, not including, b.",
                .dateOrInstant("a", "the first date, or instant"),
                .dateOrInstant("b", "the one after the last, of the same sort"),
                gives: .object(.query),
                errors: ["A date beside an instant, and a range without a day or a moment in it, are refused."],
                example: "groups.all():\(name)(\"2030-11-24\", \"2030-11-26\"):count()"
            )
        }
    }
}
