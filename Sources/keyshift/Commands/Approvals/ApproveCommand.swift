internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import Spelling

/// `keyshift approve HASH`: the second pair of eyes.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Let a plan that waits begin: exactly the rows of this hash, once.",
        discussion: """
            With people an approver has to be signed in, and nobody approves their own plan. keyshift serve starts what is \
            approved, where it has the key; without one keyshift apply HASH does. All checks are made again then. After \
            15 minutes without an approver the author may use --break-glass with a reason: it is told and stays marked.
            """,
    )

    @Argument(help: "The plan's hash, or its first 8 signs: keyshift plans has them.") var hash: String
    @OptionGroup var person: PersonOptions
    @Flag(help: "Approve your own plan, because nobody else is there; needs --reason.") var breakGlass = false
    @OptionGroup var output: JSONFlag

    mutating func validate() throws {
        if breakGlass, person.reason?.isEmpty != false {
            throw ValidationError(ReasonLine.sentence("nobody else can look at it"))
        }
    }

    func run() async throws {
        let now = EngineClock.system.now()
        let plan = try await PlanDecision.make(hash, person, breaksGlass: breakGlass, at: now) {
            journal,
            hash,
            decider in
            try await journal.approvePlan(hash, by: decider, at: now)
        }
        if output.json { return Terminal(json: true).result(WaitingPlanEntry(plan, at: now).json) }
        let terminal = Terminal()
        let own = breakGlass ? " by its own author, which is told and stays marked" : ""
        terminal.result(
            "Approved\(own): the plan \(plan.shortHash) of \(plan.author.shown), \(plan.groups.counted("group"))."
        )
        terminal.result("keyshift serve begins it, where it has the key, until \(LocalTime.full(plan.expiresAt, nil)).")
        terminal.result("Without one: keyshift apply \(plan.shortHash)")
    }
}

/// `keyshift refuse HASH --reason TEXT`.
struct RefuseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Refuse a plan that waits, or that is approved and was not begun: nothing of it is sent.",
        usage: "keyshift refuse <hash> --reason <text> [<options>]",
        discussion: """
            It needs a reason, which the author is told, and asks for it where --reason does not say it. With people an approver \
            has to be signed in; an author may take their own plan back.
            """,
    )

    @Argument(help: "The plan's hash, or its first 8 signs: keyshift plans has them.") var hash: String
    @OptionGroup var person: PersonOptions
    @OptionGroup var output: JSONFlag

    private static let example = "the group leaves early"

    mutating func validate() throws { try ReasonLine.require(person.reason, Self.example) }

    func run() async throws {
        var person = person
        person.reason = try ReasonLine.asked(person.reason, Self.example, at: Terminal(json: output.json))
        let now = EngineClock.system.now()
        let plan = try await PlanDecision.make(hash, person, at: now) { journal, hash, decider in
            try await journal.refusePlan(hash, by: decider, at: now)
        }
        if output.json { return Terminal(json: true).result(WaitingPlanEntry(plan, at: now).json) }
        Terminal().result(
            "Refused: the plan \(plan.shortHash) of \(plan.author.shown). Nothing is sent, and the author is told."
        )
    }
}

/// Whether the result is printed as JSON.
struct JSONFlag: ParsableArguments {
    @Flag(help: "Print one JSON document on stdout.") var json = false
}

/// What approving and refusing have in common.
enum PlanDecision {
    /// Decides about a plan in the name of who is signed in.
    static func make(
        _ named: String,
        _ options: PersonOptions,
        breaksGlass: Bool = false,
        at now: Instant,
        _ decide: (any Journal, String, PlanDecider) async throws -> WaitingPlan,
    ) async throws -> WaitingPlan {
        try await LocalJournal.with { journal in
            let person = try await DeskFile(ProcessEnvironment.variables).person { journal }
            let hash = try await ApprovedPlan.resolve(named, in: journal, at: now)
            let decider = PlanDecider(
                person: person?.name,
                name: options.note,
                reason: options.reason,
                breaksGlass: breaksGlass,
            )
            return try await decide(journal, hash, decider)
        }
    }
}
