internal import ArgumentParser
internal import Model
internal import RunEngine

/// What a script may use of the machine.
struct ScriptLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The memory of the script.", valueName: "size"))
    var memoryLimit = "256MB"

    @Option(
        help: ArgumentHelp("The time from the script's start to its end, not that of the apply.", valueName: "duration")
    )
    var timeLimit = "5m"

    @Option(
        help: ArgumentHelp(
            "A folder that the script may read beside its own; may be given more than once.",
            valueName: "dir"
        )
    )
    var allowRead: [String] = []

    mutating func validate() throws {
        do throws(PlanError) {
            _ = try limits()
        } catch {
            throw ValidationError(error.message)
        }
    }

    func limits() throws(PlanError) -> ScriptLimits {
        try ScriptLimits(memory: memoryLimit, time: timeLimit, readableFolders: allowRead.map(ScriptFile.absolute))
    }
}
