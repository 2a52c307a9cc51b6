internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// The bounds of a plan that a script makes.
struct LimitOptions: ParsableArguments {
    /// The help of an option that commands without a script have, too.
    static let maxShiftHelp = ArgumentHelp(
        "The greatest distance that hours may move; 168h unless the settings say otherwise.",
        valueName: "duration"
    )

    @Option(help: "The greatest number of groups that may change; 500 unless the settings say otherwise.")
    var maxGroups: Int?

    @Option(help: Self.maxShiftHelp)
    var maxShift: String?

    @Option(
        help: ArgumentHelp(
            "The settings; else keyshift.json beside the script, else in the user's configuration folder.",
            valueName: "file"
        )
    )
    var settings: String?

    @Option(
        help: ArgumentHelp("The share of failed rows at which nothing more is sent, such as 10%.", valueName: "share")
    )
    var stopAt: String?

    @Flag(help: "Allow calls that take effect at once, such as creating codes.")
    var allowDirect = false

    mutating func validate() throws {
        if let maxGroups, maxGroups < 1 { throw ValidationError("--max-groups is at least 1, not \(maxGroups)") }
        do throws(PlanError) {
            _ = try choice.limits(under: Settings(), SendChoice())
        } catch {
            throw ValidationError(error.sentence)
        }
    }

    /// What was typed.
    var choice: LimitChoice {
        LimitChoice(
            maxGroups: maxGroups,
            maxShift: maxShift,
            settingsFile: settings,
            stopAt: stopAt,
            allowsDirect: allowDirect,
        )
    }
}

/// The bounds of a plan as they were typed; as it is made, those of the settings.
struct LimitChoice: Hashable, Sendable {
    /// The greatest number of groups.
    var maxGroups: Int?
    /// The greatest distance.
    var maxShift: String?
    /// The file of the settings, nil for those that are found.
    var settingsFile: String?
    /// The share of failed rows at which nothing more is sent.
    var stopAt: String?
    /// Whether calls may be made that take effect at once.
    var allowsDirect = false

    /// The engine's options: what was typed, under the settings of the script's folder, or kept with it, or of the user.
    ///
    /// A sandbox is no workspace of the house, so that its workspace is not asked for.
    func options(
        besideScriptIn folder: String?,
        kept: KeptSettings? = nil,
        isSandbox: Bool,
        _ send: SendChoice,
    ) throws(PlanError) -> Engine.Options {
        let variables = ProcessEnvironment.variables
        var found = try SettingsFile.read(settingsFile, besideScriptIn: folder, variables, kept: kept)
        if isSandbox { found.allowAnyWorkspace() }
        try found.refuseDirect(allowsDirect)
        var options = Engine.Options()
        options.settings = found
        options.limits = try limits(under: found, send)
        options.apply(send)
        options.allowsDirectEffects = allowsDirect
        return options
    }

    /// The limits that were typed, under settings.
    func limits(under settings: Settings, _ send: SendChoice) throws(PlanError) -> Limits {
        var limits = try settings.limits(
            maxGroups: maxGroups,
            maxShift: maxShift,
            allowed: send.allowed,
            leftOut: send.leftOut,
        )
        if let stopAt { limits.stopAtPercent = try Limits.percent(stopAt) }
        return limits
    }
}
