internal import Journal
internal import Model

/// What is said of the sandbox that a command with `--sandbox` brings: it ends with the command, and its journal as well.
enum EmbeddedSandbox {
    private static let port = 8123

    /// How to keep one with the same stays, a line each.
    static let keeping = [
        "To keep one with the same stays, leave this running in a terminal of its own:",
        "    keyshift sandbox --port \(port) --rng-seed \(Session.sandboxSeed)",
        "and then type commands without --sandbox in another one, after this line:",
        "    export SEAM_ENDPOINT=http://127.0.0.1:\(port) SEAM_API_KEY=seam_sandbox_key",
    ]

    /// What stands below the end of a run that sent something to one.
    static let ended =
        ["This sandbox and its journal ended with the command: there is nothing to undo, to verify or to resume."]
        + keeping

    /// That a run was named where none can be.
    static let noRun = JournalError(
        .unknownRun,
        ([
            "A --sandbox and its journal begin and end with their command: it has no run of another command, and what one "
                + "sent to a --sandbox is gone."
        ] + keeping).joined(separator: "\n")
    )
}
