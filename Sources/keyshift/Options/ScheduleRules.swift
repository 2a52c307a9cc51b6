internal import ArgumentParser
internal import CivilTime
internal import Model
internal import Presentation
internal import RunEngine

/// What a schedule does about late instants, earlier firings, large plans and failures.
struct ScheduleRules: ParsableArguments {
    @Option(help: "What is done about instants at which nothing could fire: latest, skip or all.")
    var missed = Schedule.Missed.latest

    @Option(help: ArgumentHelp("How late a firing may start.", valueName: "duration"))
    var grace = "1h"

    @Option(help: "What is done while an earlier firing still runs: skip or queue.")
    var overlap = Schedule.Overlap.skip

    @Option(
        help: ArgumentHelp(
            "The number of groups above which a plan waits until somebody approves it, or always.",
            valueName: "n"
        )
    )
    var holdAbove: String?

    @Option(help: "How often a failure before anything was sent is tried again.")
    var retries = 3

    @Option(
        help: ArgumentHelp(
            "A function that its runs may call with effect at once, such as access_codes.create; may be given more than once.",
            valueName: "function"
        )
    )
    var allowDirect: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where failures are posted to: an address, env:NAME of a variable, or secret:NAME.",
            valueName: "url"
        )
    )
    var onFailure: String?

    @Option(
        help: ArgumentHelp(
            "Where the end of failures is posted to: an address, env:NAME or secret:NAME.",
            valueName: "url"
        )
    )
    var onRecovery: String?

    mutating func validate() throws {
        guard (0...20).contains(retries) else { throw ValidationError("--retries is 0 to 20, not \(retries)") }
        _ = try holdNumber()
        do throws(PlanError) {
            if let onFailure { try NoticeSender.check(onFailure, about: .onFailure) }
            if let onRecovery { try NoticeSender.check(onRecovery, about: .onRecovery) }
        } catch {
            throw ValidationError(error.sentence)
        }
        _ = try graceTime()
        _ = try directGrant()
    }

    /// Gives a schedule these rules.
    func set(_ schedule: inout Schedule) throws {
        schedule.missed = missed
        schedule.grace = try graceTime()
        schedule.overlap = overlap
        schedule.holdAbove = try holdNumber()
        schedule.retries = retries
        schedule.options.direct = try directGrant()
        schedule.onFailure = onFailure
        schedule.onRecovery = onRecovery
    }

    private func directGrant() throws -> DirectGrant {
        do throws(PlanError) {
            return try DirectFunctions.grant(allowDirect)
        } catch {
            throw ValidationError(error.sentence)
        }
    }

    /// The number; 0 for always.
    private func holdNumber() throws -> Int? {
        guard let holdAbove else { return nil }
        if holdAbove == "always" { return 0 }
        guard let number = Int(holdAbove), number >= 0 else {
            throw ValidationError("--hold-above is a number from 0, or always, not \(holdAbove.shown)")
        }
        return number
    }

    private func graceTime() throws -> TimeSpan {
        let span: TimeSpan
        do throws(CivilTimeError) {
            span = try TimeSpan(parsing: grace)
        } catch {
            throw ValidationError("--grace: \(error.typedMessage)")
        }
        guard span >= .zero else { throw ValidationError("--grace is how late a firing may be, so without a minus") }
        return span
    }
}

/// The limits of each firing.
struct ScheduleLimits: ParsableArguments {
    @Option(help: "The greatest number of groups that may change.")
    var maxGroups: Int?

    @Option(help: ArgumentHelp("The greatest distance that hours may move.", valueName: "duration"))
    var maxShift: String?

    @Option(help: ArgumentHelp("The settings, instead of those beside the script.", valueName: "file"))
    var settings: String?

    @OptionGroup var checks: CheckOptions

    @Option(
        help: ArgumentHelp("The share of failed rows at which nothing more is sent, such as 10%.", valueName: "share")
    )
    var stopAt: String?

    @Option(help: ArgumentHelp("The memory of the script.", valueName: "size"))
    var memoryLimit: String?

    @Option(help: ArgumentHelp("The time from the script's start to its end.", valueName: "duration"))
    var timeLimit: String?

    @Option(help: ArgumentHelp("A folder that the script may read beside its own.", valueName: "dir"))
    var allowRead: [String] = []

    @Option(help: ArgumentHelp("A folder in which require finds Lua libraries.", valueName: "dir"))
    var modules: [String] = []

    @Option(help: ArgumentHelp("A folder to which the script may write; none unless given.", valueName: "dir"))
    var allowWrite: [String] = []

    mutating func validate() throws {
        _ = try options()
    }

    /// What was typed, read as `keyshift run` reads the same options, so that a wrong one is found now.
    /// - Throws: A usage error that names the option and a value that works.
    func options() throws -> ScheduleOptions {
        var options = ScheduleOptions()
        let typed =
            named("--max-groups", maxGroups.map(String.init)) + named("--max-shift", maxShift)
            + named("--stop-at", stopAt)
        let machine = named("--memory-limit", memoryLimit) + named("--time-limit", timeLimit)
        let limits = try Self.read(LimitOptions.self, typed) { try $0.choice.limits(under: Settings(), SendChoice()) }
        let script = try Self.read(ScriptLimitOptions.self, machine) { try $0.choice.limits() }
        if maxGroups != nil { options.maxGroups = limits.maxGroups }
        if maxShift != nil { options.maxShift = limits.maxShift }
        options.stopAtPercent = limits.stopAtPercent
        if memoryLimit != nil { options.memoryLimit = script.memory }
        if timeLimit != nil { options.timeLimit = TimeSpan(milliseconds: script.milliseconds) }
        options.settings = settings.map(ScriptFile.absolute)
        options.allowed = checks.allowed
        options.leftOut = checks.leftOut
        options.readableFolders = allowRead.map(ScriptFile.absolute)
        options.moduleFolders = modules.map(ScriptFile.absolute)
        options.writableFolders = allowWrite.map(ScriptFile.absolute)
        return options
    }

    private static func read<Options: ParsableArguments, Value>(
        _ type: Options.Type,
        _ words: [String],
        _ body: (Options) throws -> Value,
    ) throws -> Value {
        do {
            return try body(Options.parse(words))
        } catch {
            throw ValidationError(Options.message(for: error))
        }
    }

    /// An option tied to its value, which may begin with a minus.
    private func named(_ option: String, _ value: String?) -> [String] {
        value.map { ["\(option)=\($0)"] } ?? []
    }
}

extension Schedule.Missed: ExpressibleByArgument {}
extension Schedule.Overlap: ExpressibleByArgument {}
