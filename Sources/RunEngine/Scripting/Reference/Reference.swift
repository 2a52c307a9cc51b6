internal import Seam

/// Everything that a script can name, in one place: the source of `help`, completion, type definitions and the reference.
package enum Reference {
    /// The globals that lead to functions, in the order in which they are taught.
    package static let modules: [ReferenceEntry] = [
        .owner(
            "groups",
            .module,
            "Finds groups of door codes; a group records changes of its hours.",
            example: "groups.all():in_house():list()"
        ),
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
            example: "args{ date = args.date(), by = args.duration{ default = \"2h\" } }"
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

    /// The sorts of values that the modules make.
    package static let types: [ReferenceEntry] = [
        .owner("query", .type, "A question for groups: filters that can be chained, and an end that answers it."),
        .owner(
            "group",
            .type,
            "Linked codes with one key, or a single code; its verbs record changes and send nothing."
        ),
        .owner("member", .type, "One code of a group, on one door."),
        .owner("options", .type, "The last argument of the verbs of a group."),
        .owner("time", .type, "An instant. t1 - t2 is a duration; t + \"2h\" is a time; < and == compare."),
        .owner("duration", .type, "A length of time, such as time.duration(\"2h30m\"); + - < == work."),
        .owner("date", .type, "A day of the calendar, without a time; < and == compare."),
        .owner("taskhandle", .type, "A task that was started."),
        .owner("argument", .type, "The description of an argument; args{ … } makes values of them."),
    ]

    /// What belongs to a module (`groups`, `seam`, `seam.devices`), to a type (`query`, `group`), or to a resource (`device`).
    package static func members(of owner: String) -> [ReferenceEntry] {
        if let own = byOwner[owner] { return owner == "seam" ? own + SeamReference.members(of: "") : own }
        if owner.hasPrefix("seam.") { return SeamReference.members(of: String(owner.dropFirst("seam.".count))) }
        return SeamReference.fields(of: owner)
    }

    /// What is known of a name: `groups`, `groups.all`, `query:named`, `group.key`, `seam.devices.get`, `device`; else nil.
    package static func entry(_ name: String) -> ReferenceEntry? {
        if let known = byName[name] { return known }
        if let owner = (modules + types).first(where: { $0.name == name }) { return owner }
        if name.hasPrefix("seam.") { return SeamReference.entry(String(name.dropFirst("seam.".count))) }
        if let dot = name.firstIndex(of: ".") {
            return SeamReference.fields(of: String(name[..<dot])).first { $0.name == name }
        }
        return SeamReference.resource(name)
    }

    /// The entries whose last part is a name: `add` is one of `date:add`, `time:add`.
    package static func entries(calledLast name: String) -> [ReferenceEntry] {
        listed.filter { $0.shortName == name }
    }

    /// Every entry but those that the API's catalogue makes, in the order in which they are taught.
    package static let listed =
        groups + queries + group + own + time + times + run + args + task + csv + json + log + keyshift + globals
        + SeamReference.own

    /// The names that `help` knows, without those of the API's functions.
    package static let names: [String] = (modules + types + listed).map(\.name)

    private static let byName = Dictionary(listed.map { ($0.name, $0) }) { first, _ in first }

    private static let byOwner = Dictionary(grouping: listed, by: \.owner)
}
