internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// What a script may use of the machine.
struct ScriptLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The memory of the script; 256MB unless given.", valueName: "size"))
    var memoryLimit: String?

    @Option(
        help: ArgumentHelp(
            "The time from the script's start to its end, not that of the apply; 5m unless given.",
            valueName: "duration"
        )
    )
    var timeLimit: String?

    @Option(
        help: ArgumentHelp(
            "A folder that the script may read beside its own; may be given more than once.",
            valueName: "dir"
        )
    )
    var allowRead: [String] = []

    @Option(
        help: ArgumentHelp(
            "A folder to which the script may write, instead of its own; may be given more than once.",
            valueName: "dir"
        )
    )
    var allowWrite: [String] = []

    @Flag(name: .customLong("allow-pins"), help: "Let the script read PINs, and not only hand them back to a call.")
    var allowPINs = false

    @Flag(help: "Run the script although keyshift check finds mistakes in it.")
    var skipCheck = false

    @Option(
        help: ArgumentHelp(
            "A folder in which require finds Lua libraries; may be given more than once.",
            valueName: "dir"
        )
    )
    var modules: [String] = []

    mutating func validate() throws {
        do throws(PlanError) {
            _ = try choice.limits()
        } catch {
            throw ValidationError(error.sentence)
        }
    }

    /// What was typed.
    var choice: ScriptLimitChoice {
        ScriptLimitChoice(
            memory: memoryLimit,
            time: timeLimit,
            readableFolders: allowRead,
            moduleFolders: modules,
            writableFolders: allowWrite,
            skipsCheck: skipCheck,
            seesPINs: allowPINs,
        )
    }
}

/// What a script may use of the machine, as it was typed; as it is made, what every script may.
struct ScriptLimitChoice: Hashable, Sendable {
    /// Its memory.
    var memory: String?
    /// The time from its start to its end.
    var time: String?
    /// The folders that it may read beside its own.
    var readableFolders: [String] = []
    /// The folders in which it finds libraries.
    var moduleFolders: [String] = []
    /// The folders that it may write to, instead of its own.
    var writableFolders: [String] = []
    /// Whether it runs although mistakes are found in its text.
    var skipsCheck = false
    /// Whether it may read PINs.
    var seesPINs = false

    /// The limits.
    /// - Throws: `usage` that names the option and a value that works.
    func limits() throws(PlanError) -> ScriptLimits {
        var limits = ScriptLimits()
        if memory != nil || time != nil {
            limits = try ScriptLimits(memory: memory ?? "256MB", time: time ?? "5m")
        }
        limits.readableFolders = readableFolders.map(ScriptFile.absolute)
        limits.moduleFolders = moduleFolders.map(ScriptFile.absolute)
        limits.seesPINs = seesPINs
        if !writableFolders.isEmpty { limits.writableFolders = writableFolders.map(ScriptFile.absolute) }
        return limits
    }
}
