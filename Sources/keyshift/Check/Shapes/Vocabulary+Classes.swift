extension Vocabulary {
    /// The members of each kind of value.
    static let members: [ScriptClass: [String: Shape]] = [
        .query: members(filters + ends),
        .group: members(verbs, values: groupFields),
        .time: members([
            method(.time, "date", [.required("zone", .zone)], .object(.date)),
            method(.time, "clock", [.required("zone", .zone)], .text),
            method(
                .time,
                "add",
                [
                    .required("what is added", units(["days", "hours", "minutes", "seconds"])),
                    .optional("zone", .zone), .optional("the choice", choice),
                ],
                .object(.time),
            ),
            method(.time, "format", [.required("format", .text), .required("zone", .zone)], .text),
        ]),
        .duration: [:],
        .date: members([
            method(
                .date,
                "at",
                [.required("the clock time", .clock), .required("zone", .zone), .optional("the choice", choice)],
                .object(.time),
            ),
            method(.date, "add", [.required("what is added", units(["days"]))], .object(.date)),
            method(.date, "weekday", [], .text),
        ]),
        .task: members([method(.task, "await", [], .unknown)]),
        .argument: [:],
    ]

    private static let choice = Signature.Kind.word(["earlier", "later"])

    private static func method(
        _ owner: ScriptClass,
        _ name: String,
        _ parameters: [Signature.Parameter],
        _ result: Shape,
    ) -> Signature {
        Signature(name: name, parameters: parameters, result: result, owner: owner)
    }

    private static func units(_ names: [String]) -> Signature.Kind {
        .fields(names.map { .init(name: $0, kind: .wholeNumber) }, mayBeEmpty: false)
    }

    // MARK: - Queries

    private static let filters: [Signature] = [
        filter("named", [.required("name", .text)]),
        filter("on_devices", [.required("the devices", .devices)]),
        filter("starting_on", [.required("date", .date)]),
        filter("ending_on", [.required("date", .date)]),
        filter("starting_between", [.required("the first", .dateOrInstant), .required("the end", .dateOrInstant)]),
        filter("ending_between", [.required("the first", .dateOrInstant), .required("the end", .dateOrInstant)]),
        filter("where", [.required("the condition", .callback([.object(.group)]))]),
        filter("in_house"), filter("upcoming"), filter("ongoing"), filter("linked"), filter("uniform"), filter("mixed"),
    ]

    private static let ends: [Signature] = [
        method(.query, "each", [], .iterator([.object(.group)])),
        method(.query, "list", [], .list(.object(.group))),
        method(.query, "count", [], .number),
        method(.query, "by", [.required("the function that names a list", .callback([.object(.group)]))], .table),
        method(.query, "one", [], .object(.group)),
        method(.query, "find", [], .object(.group)),
    ]

    private static func filter(_ name: String, _ parameters: [Signature.Parameter] = []) -> Signature {
        method(.query, name, parameters, .object(.query))
    }

    // MARK: - Groups

    private static let groupFields: [String: Shape] = [
        "key": .text, "kind": .text, "name": .text, "zone": .text, "device_ids": .list(.text), "doors": .list(.text),
        "members": .list(.unknown), "starts_at": .object(.time), "ends_at": .object(.time), "in_house": .boolean,
        "uniform": .boolean, "linked": .boolean,
    ]

    private static let verbs: [Signature] = [
        verb("extend", "the duration", .laterDuration),
        verb("extend_to", "the new end", .instant),
        verb("shift", "the duration", .shift),
        verb(
            "set",
            "what to set",
            .fields(
                [
                    .init(name: "starts_at", kind: .instant), .init(name: "ends_at", kind: .instant),
                    .init(name: "name", kind: .text),
                ],
                mayBeEmpty: false,
            ),
        ),
        verb(
            "set_clock",
            "the clock times",
            .fields(
                [
                    .init(name: "starts", kind: .clock), .init(name: "ends", kind: .clock),
                    .init(name: "choose", kind: choice),
                ],
                mayBeEmpty: false,
            ),
        ),
        verb(
            "align",
            "what to align",
            .fields(
                [
                    .init(name: "starts", kind: .word(["latest", "earliest"])),
                    .init(name: "ends", kind: .word(["latest", "earliest"])),
                ],
                mayBeEmpty: false,
            ),
        ),
        method(.group, "leave_out", [.required("why", .text)], .nothing),
    ]

    private static func verb(_ name: String, _ what: String, _ kind: Signature.Kind) -> Signature {
        method(.group, name, [.required(what, kind), .optional("the options", .options)], .nothing)
    }
}
