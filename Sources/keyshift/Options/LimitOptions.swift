internal import ArgumentParser
internal import Model
internal import RunEngine

/// The bounds of a plan.
struct LimitOptions: ParsableArguments {
    @Option(help: "The greatest number of groups that may change; 500 unless the settings say otherwise.")
    var maxGroups: Int?

    @Option(
        help: ArgumentHelp(
            "The greatest distance that hours may move; 168h unless the settings say otherwise.",
            valueName: "duration"
        )
    )
    var maxShift: String?

    @Option(
        help: ArgumentHelp(
            "The settings; else keyshift.json beside the script, else in the user's configuration folder.",
            valueName: "file"
        )
    )
    var settings: String?

    @OptionGroup var checks: CheckOptions

    @Option(
        help: ArgumentHelp("The share of failed rows at which nothing more is sent, such as 10%.", valueName: "share")
    )
    var stopAt: String?

    @Flag(help: "Allow calls that take effect at once, such as creating codes.")
    var allowDirect = false

    @Option(help: "How fast rows go out: within the documented limits, or as fast as the server answers.")
    var pace = Pace.documented

    mutating func validate() throws {
        if let maxGroups, maxGroups < 1 { throw ValidationError("--max-groups is at least 1, not \(maxGroups)") }
        do throws(PlanError) {
            _ = try limits(under: Settings())
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// The engine's options: what was typed, under the settings of the script's folder or of the user.
    ///
    /// A sandbox is no workspace of the house, so that its workspace is not asked for.
    func options(besideScriptIn folder: String?, isSandbox: Bool) throws(PlanError) -> Engine.Options {
        var found = try SettingsFile.read(settings, besideScriptIn: folder, ProcessEnvironment.variables)
        if isSandbox { found.allowAnyWorkspace() }
        try found.refuseDirect(allowDirect)
        var options = Engine.Options()
        options.settings = found
        options.limits = try limits(under: found)
        options.pace = pace
        options.allowsDirectEffects = allowDirect
        return options
    }

    /// The limits that were typed, under settings.
    func limits(under settings: Settings) throws(PlanError) -> Limits {
        var limits = try settings.limits(
            maxGroups: maxGroups,
            maxShift: maxShift,
            allowed: checks.allowed,
            leftOut: checks.leftOut,
        )
        if let stopAt { limits.stopAtPercent = try Limits.percent(stopAt) }
        return limits
    }
}

extension Pace: ExpressibleByArgument {}
