package import CivilTime
package import Lua
package import Model

extension Surface {
    /// The module `test`, which only files have that `keyshift test` runs.
    package enum Test {
        /// A test of the file.
        package static let testCase = SurfaceFunction(
            "test.case",
            "Makes a test; it runs in a Lua state and with a world of its own.",
            .filled("name", "what the test shows"),
            .callback("fn", [], "the test"),
            errors: ["Two tests of a file with one name are refused, and a test within a test."],
            example: "test.case(\"no stay changes\", function() end)"
        )
        /// Doors and stays.
        package static let world = SurfaceFunction(
            "test.world",
            "Makes doors and stays; outside of a test, those of every test that makes none.",
            .named(
                .moment("now", "the time at which it begins, on the clock of the zone"),
                .zone("the zone of the doors that name none"),
                .optional(
                    .table(
                        "doors",
                        .list(.either([.text, .table])),
                        "names, or { name =, zone =, type =, online =, house =, battery = }"
                    )
                ),
                .optional(
                    .table(
                        "stays",
                        .list(.table),
                        "{ name =, doors =, starts =, ends =, hours =, linked =, code = }"
                    )
                ),
            ),
            notes: [
                "Times are those of the clock of the stay's first door. A stay without starts and ends has codes without an end.",
                "hours gives doors other hours: { [\"Room 1\"] = { starts =, ends = } }. linked = false makes codes without a link.",
            ],
            example:
                "test.world{ now = \"2026-11-24 08:00\", zone = \"Europe/Lisbon\", doors = { \"Room 1\" }, stays = {} }"
        )
        /// A script up to its plan.
        package static let plan = work(
            "test.plan",
            "Runs a script up to its plan in the world of the test; nothing is sent.",
            example: "test.plan(\"../late-checkout.lua\", { \"2026-11-24\", by = \"2h\" })"
        )
        /// A script to its end.
        package static let run = work(
            "test.run",
            "Runs a script and sends its plan to the doors of the world.",
            example: "test.run(\"../late-checkout.lua\", { \"2026-11-24\" }, { allow = \"overlap\" })"
        )
        /// The clock of the world.
        package static let clock = SurfaceFunction(
            "test.clock",
            "Puts the clock of the world forward; without an argument, gives the time there.",
            .optional(.momentOrStep("to", "a time on the clock of the world's zone, or how far")),
            gives: .object(.time),
            errors: ["A time that is over already is refused."],
            example: "test.clock(\"2h\")"
        )
        /// A file for an argument.
        package static let file = SurfaceFunction(
            "test.file",
            "Makes a file for an argument of a script, and gives its path; it lasts as long as the test.",
            .filled("name", "without a folder"),
            .text("text", "what is in it"),
            gives: .text,
            example: "test.file(\"tonight.csv\", \"booking\\nBK-1\\n\")"
        )
        /// What is compared.
        package static let expect = SurfaceFunction(
            "test.expect",
            "Ends the test with what differs; of an outcome, only what is named is compared.",
            .any("actual", .any, "an outcome, or any value"),
            .any("expected", .any, "of an outcome: state, refusal, message, rows, left_out, warnings, output"),
            notes: ["docs/testing.md has what a row can be compared by."],
            example:
                "test.expect(test.plan(\"../late-checkout.lua\", { \"2026-11-25\" }), { rows = {}, left_out = {} })"
        )

        /// The fields of an outcome.
        package static let outcome: [SurfaceEntry] = [
            field("state", .text, "How it ended: planned, completed, partial, refused or failed."),
            field("refusal", .optional(.text), "The code of what refused or stopped it, as in docs/json.md."),
            field("message", .optional(.text), "The sentence about it, with the script's line."),
            field(
                "rows",
                .list(.table),
                "The rows: name, zone, doors, starts, ends, before, after, members, status, because, error."
            ),
            field("left_out", .list(.table), "What was left out: name and why."),
            field("warnings", .list(.table), "The warnings: code and message."),
            field("output", .list(.text), "The lines that the script printed."),
        ]

        static let entries =
            [
                testCase.entry, world.entry, plan.entry, run.entry, clock.entry, file.entry, expect.entry,
            ] + outcome

        private static func work(
            _ name: String,
            _ summary: String,
            example: String,
        ) -> SurfaceFunction<String, LuaValue?, WorkOptions?> {
            SurfaceFunction(
                name,
                summary,
                .filled("script", "a file, seen from that of the test, or the name of an automation"),
                .optional(
                    .any("arguments", .either([.table, .text]), "as they are typed: a list, names, or both")
                ),
                WorkOptions.parameter,
                gives: .object(.outcome),
                example: example
            )
        }

        private static func field(_ name: String, _ type: ScriptType, _ summary: String) -> SurfaceEntry {
            .field("outcome.\(name)", type, summary, example: "test.plan(\"../late-checkout.lua\").\(name)")
        }
    }

    /// The bounds of the plan of a script in a test.
    package struct WorkOptions: Sendable {
        /// Checks that rows may fail.
        package let allowed: Set<RowCheck>
        /// The words of checks whose rows are left out; not all may be words of checks.
        package let leftOut: [String]
        /// The most groups.
        package let maxGroups: Int?
        /// How far a bound may move.
        package let maxShift: TimeSpan?

        static let parameter = Parameter<WorkOptions?>.optional(
            Parameter.fields(
                "options",
                "{ allow =, leave_out =, max_groups =, max_shift = }, as on the command line",
                mayBeEmpty: true,
                .optional(.checks("allow", "the checks that rows may fail")),
                .optional(.texts("leave_out", of: "check", "the checks whose rows are left out")),
                .optional(.count("max_groups", "the most groups that may change", from: 1)),
                .optional(.duration("max_shift", "how far a start or an end may move")),
            ).map { WorkOptions(allowed: Set($0.0 ?? []), leftOut: $0.1 ?? [], maxGroups: $0.2, maxShift: $0.3) }
        )
    }
}
