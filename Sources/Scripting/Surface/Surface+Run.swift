extension Surface {
    /// The module `run`.
    package enum Run {
        /// What a script says of the plan that it makes.
        package static let expect = SurfaceFunction(
            "run.expect",
            "Says how many groups the script expects to change; another number is refused, nothing sent.",
            .named(.range("groups", "a number, or the least and the most, such as { 1, 60 }")),
            example: "run.expect{ groups = { 1, 60 } }"
        )
        /// A line under LEFT OUT.
        package static let leaveOut = SurfaceFunction(
            "run.leave_out",
            "Puts a line under LEFT OUT into the plan.",
            .sentence("what"),
            .sentence("why"),
            example: "run.leave_out(\"BK-1\", \"the next guest comes early\")"
        )

        private static let fields: [SurfaceEntry] = [
            .field("run.id", .text, "The id of the run.", example: "print(run.id)"),
            .field(
                "run.time",
                .object(.time),
                "The instant that the run stands for; time.now() is the real clock.",
                example: "run.time + \"2h\""
            ),
            .field("run.args", .list(.text), "The arguments behind the script's name.", example: "run.args[1]"),
            .field(
                "run.memory",
                .table,
                "A table that lasts from one run of the script to the next that ends completed; 64 KB as JSON at the most.",
                example: "run.memory.last = tostring(run.time)"
            ),
        ]

        static let entries = fields + [expect.entry, leaveOut.entry]
    }
}
