internal import RunEngine

extension Vocabulary {
    /// The members of each module but `seam`.
    static let modules: [String: [String: Shape]] = [
        "groups": members([
            Signature(name: "groups.all", parameters: [], result: .object(.query)),
            Signature(name: "groups.get", parameters: [.required("key", .text)], result: .object(.group)),
        ]),
        "time": members([
            Signature(name: "time.now", parameters: [], result: .object(.time)),
            Signature(name: "time.parse", parameters: [.required("text", .instant)], result: .object(.time)),
            Signature(
                name: "time.at",
                parameters: [.required("text", .wall), .required("zone", .zone), .optional("the choice", choice)],
                result: .object(.time),
            ),
            Signature(name: "time.date", parameters: [.required("text", .date)], result: .object(.date)),
            Signature(
                name: "time.duration",
                parameters: [.required("text", .durationOrUnits)],
                result: .object(.duration),
            ),
        ]),
        "run": members(
            [
                Signature(
                    name: "run.leave_out",
                    parameters: [.required("what", .text), .required("why", .text)],
                    result: .nothing,
                ),
                Signature(
                    name: "run.expect",
                    parameters: [
                        .required(
                            "what is expected",
                            .fields([.init(name: "groups", kind: .range)], mayBeEmpty: false),
                        )
                    ],
                    result: .nothing,
                ),
            ],
            values: ["id": .text, "time": .object(.time), "args": .list(.text), "memory": .unknown],
        ),
        "task": members([
            Signature(
                name: "task.map",
                parameters: [
                    .required("list", .table), .required("fn", .callback([])),
                    .optional(
                        "the options",
                        .fields([.init(name: "concurrency", kind: .wholeNumber)], mayBeEmpty: true),
                    ),
                ],
                result: .list(.unknown),
            ),
            Signature(
                name: "task.spawn",
                parameters: [.required("fn", .callback([]))],
                result: .object(.task),
                isVariadic: true,
            ),
            Signature(name: "task.sleep", parameters: [.required("seconds", .number)], result: .nothing),
        ]),
        "json": members(
            [
                Signature(name: "json.encode", parameters: [.optional("value", .any)], result: .text, isVariadic: true),
                Signature(name: "json.decode", parameters: [.required("text", .text)], isVariadic: true),
                Signature(name: "json.array", parameters: [.optional("list", .table)], result: .list(.unknown)),
                Signature(name: "json.object", parameters: [.optional("table", .table)], result: .table),
            ],
            values: ["null": .unknown],
        ),
        "csv": members([
            Signature(
                name: "csv.rows",
                parameters: [.required("the file", .any), .optional("the options", reading)],
                result: .iterator([.row]),
            ),
            Signature(
                name: "csv.read",
                parameters: [.required("the file", .any), .optional("the options", reading)],
                result: .list(.row),
            ),
            Signature(
                name: "csv.write",
                parameters: [
                    .required("the file", .text), .required("the rows", .table),
                    .optional(
                        "the options",
                        .fields(
                            [.init(name: "columns", kind: .table), .init(name: "separator", kind: .text)],
                            mayBeEmpty: true,
                        ),
                    ),
                ],
                result: .number,
            ),
        ]),
        "log": members(
            ["debug", "info", "warn", "error"].map { level in
                Signature(
                    name: "log.\(level)",
                    parameters: [.required("the text", .any), .optional("the fields", .table)],
                    result: .nothing,
                )
            }
        ),
        "args": members(
            ArgumentKind.allCases.map { kind in
                Signature(
                    name: "args.\(kind.rawValue)",
                    parameters: [.optional("the description", .description(kind))],
                    result: .object(.argument),
                )
            }
        ),
    ]

    private static let choice = Signature.Kind.word(["earlier", "later"])

    private static let reading = Signature.Kind.fields(
        [
            .init(name: "header", kind: .any), .init(name: "separator", kind: .text),
            .init(name: "unique", kind: .text),
            .init(name: "encoding", kind: .word(["utf-8", "latin-1", "windows-1252", "utf-16"])),
        ],
        mayBeEmpty: true,
    )

    /// Members by the last part of their names.
    static func members(_ signatures: [Signature], values: [String: Shape] = [:]) -> [String: Shape] {
        let functions = signatures.map { signature in
            (signature.name.split(separator: ".").last.map(String.init) ?? signature.name, Shape.function(signature))
        }
        return values.merging(functions) { first, _ in first }
    }
}
