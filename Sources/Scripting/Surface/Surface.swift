/// Everything that a script can name but the API's functions, which `Seam`'s catalogue describes: one entry for each.
///
/// A call reads its arguments from here, and `help`, docs/reference.md, completion, type definitions and `check` are made of
/// it. `docs/lua-modules.md` tells how a module is added.
package enum Surface {
    /// The globals that lead to functions, in the order in which they are taught.
    package static let modules: [SurfaceEntry] = [
        .owner(
            "groups",
            .module,
            "Finds groups of door codes; a group records changes of its hours.",
            example: "groups.all():in_house():list()"
        ),
        .owner("doors", .module, "The doors of the workspace, and what is known of each.", example: "#doors.all()"),
        .owner(
            "seam",
            .module,
            "The API by its own names: seam.<namespace>.<function>{ named parameters }.",
            example: "seam.devices.list{ limit = 20 }"
        ),
        .owner("time", .module, "Instants, durations and dates.", example: "time.now() + \"2h\""),
        .owner(
            "run",
            .module,
            "What a script knows of its own run, and what it expects of it.",
            example: "run.args[1]"
        ),
        .owner(
            "args",
            .module,
            "Describes what the script is given on the command line, and gets it by name.",
            operators: ["overload fun(arguments: table<string, argument>): table<string, any>"],
            example: "args{ date = args.date{ default = \"2030-11-24\" }, by = args.duration{ default = \"2h\" } }"
        ),
        .owner(
            "task",
            .module,
            "Lets several calls wait at the same time.",
            example: "task.map({ 1, 2, 3 }, function(n) return n * n end)"
        ),
        .owner(
            "csv",
            .module,
            "Reads and writes tables of text, with columns by name.",
            example: "csv.read({ text = \"booking,door\\nBK-1,204\\n\" })"
        ),
        .owner("json", .module, "JSON, with whole numbers exact to 64 bits.", example: "json.encode({ 1, 2 })"),
        .owner("log", .module, "Lines for the log, which goes to stderr.", example: "log.info(\"begun\")"),
        .owner("keyshift", .module, "By which a library knows where it runs.", example: "keyshift.version"),
    ]

    /// Libraries of Lua of which a script has a part, or which do here what Lua's manual does not say.
    package static let libraries: [SurfaceEntry] = [
        .owner("io", .library, "Files that may be read, and what is printed.", example: "io.write(\"begun\\n\")"),
        .owner("os", .library, "The clock of this machine, and the end of the script.", example: "os.clock()"),
        .owner("debug", .library, "What is known of functions that run.", example: "debug.traceback()"),
        .owner("package", .library, "Where require looks.", example: "print(package.path)"),
    ]

    /// The module of tests, which no script has outside of `keyshift test`.
    package static let testModules: [SurfaceEntry] = [
        .owner(
            "test",
            .module,
            "Tests of scripts on small worlds; only in files that keyshift test runs.",
            example: "test.case(\"nothing changes\", function() end)"
        )
    ]

    /// The sorts of values that the module of tests makes.
    package static let testTypes: [SurfaceEntry] = [
        .owner(
            "outcome",
            .type,
            "What a script came to in a test.",
            example: "test.plan(\"../late-checkout.lua\", { \"2026-11-24\" }).state"
        )
    ]

    /// The sorts of values that the modules make.
    package static let types: [SurfaceEntry] = [
        .owner(
            "query",
            .type,
            "A question for groups: filters that can be chained, and an end that answers it.",
            example: "groups.all():in_house():count()"
        ),
        .owner(
            "group",
            .type,
            "Linked codes with one key, or a single code; its verbs record changes and send nothing.",
            example: "stay:extend(\"2h\")"
        ),
        .owner("member", .type, "One code of a group, on one door.", example: "stay.members[1].door"),
        .owner(
            "step",
            .type,
            "What a run did to the start or the end of a group.",
            example: "for _, step in ipairs(stay:steps_of(\"ends\")) do print(step.run) end"
        ),
        .owner("door", .type, "A door as doors.all tells of it.", example: "doors.all()[1].name"),
        .owner(
            "options",
            .type,
            "The last argument of the verbs of a group.",
            example: "stay:extend(\"2h\", { because = \"asked at the desk\" })"
        ),
        .owner(
            "time",
            .type,
            "An instant. t1 - t2 is a duration; t + \"2h\" is a time; < and == compare.",
            operators: [
                "operator add(duration|string): time", "operator sub(duration|string): time",
                "operator sub(time): duration",
            ],
            example: "stay.ends_at - stay.starts_at > time.duration(\"12h\")"
        ),
        .owner(
            "duration",
            .type,
            "A length of time, such as time.duration(\"2h30m\"); + - < == work, and d:hours() is a number.",
            operators: [
                "operator add(duration|string): duration", "operator sub(duration|string): duration",
                "operator unm: duration",
            ],
            example: "time.duration(\"2h\") + \"30m\""
        ),
        .owner(
            "date",
            .type,
            "A day of the calendar, without a time; d1 - d2 is a number of days; < and == compare.",
            operators: ["operator sub(date): integer"],
            example: "time.date(\"2030-11-24\") < time.date(\"2030-12-01\")"
        ),
        .owner(
            "taskhandle",
            .type,
            "A task that was started.",
            example: "task.spawn(function() return 1 end):await()"
        ),
        .owner(
            "argument",
            .type,
            "The description of an argument; args{ … } makes values of them.",
            example: "args.date{ about = \"the day\" }"
        ),
    ]

    /// Every entry that belongs to a module or a type, and Lua's own functions, in the order in which they are taught.
    package static let entries: [SurfaceEntry] =
        Groups.entries + Queries.entries + Group.entries + ChangeOptions.entries + Doors.entries + Time.entries
        + Times.entries
        + Run.entries + Args.entries + Tasks.entries + CSV.entries + JSON.entries + Log.entries + Keyshift.entries
        + Globals.entries + IO.entries + OS.entries + Debug.entries + Package.entries + API.entries

    /// Every entry of `test`, and of what it gives.
    package static let testEntries: [SurfaceEntry] = Test.entries
}
