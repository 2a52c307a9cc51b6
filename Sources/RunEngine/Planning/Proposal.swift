package import CivilTime
package import Model
internal import Spelling

/// A plan that nobody has checked, with what the checks have to know of the world it was made in.
///
/// Each way into a run makes one: a script, a command about one booking, a plan file, an undo, a resume. Only
/// `CheckedPlan.check(_:)` takes it further.
package struct Proposal: Sendable {
    /// What the plan was made by, as far as the checks ask.
    package enum Maker: Hashable, Sendable {
        /// A script, a schedule's firing or the prompt.
        case script
        /// A command that names one booking.
        case booking
        /// A plan file.
        case file
        /// The undo of a run.
        case undo
        /// The rest of a run that stopped.
        case resume
    }

    /// What it was made by.
    package var maker: Maker
    /// What the run was begun by whose rest this is, nil for a run of its own: a resume asks no more than that did.
    package var begunBy: Maker?
    /// Whether a script made it whose lines whoever reads its refusals can write anew: none that ships.
    package var isOfOwnScript: Bool
    /// The rows, and what was left out.
    package var plan: Plan
    /// The bounds that the plan must keep to.
    package var limits: Limits
    /// What is known of the workspace, nil where nothing was read because nothing was asked for.
    package var facts: WorkspaceFacts?
    /// The version of the zone data that local times were worked out with.
    package var zoneDataVersion: String?

    /// Makes a proposal of its parts.
    package init(_ maker: Maker, _ plan: Plan, limits: Limits, facts: WorkspaceFacts?, zoneData: String?) {
        self.maker = maker
        isOfOwnScript = maker == .script
        self.plan = plan
        self.limits = limits
        self.facts = facts
        zoneDataVersion = zoneData
    }
}

extension Proposal {
    /// Takes the rows of some targets out of the plan, each with the reason that is told; later checks see their codes as
    /// they are.
    mutating func leaveOut(_ reasons: [Row.Target: Plan.LeftOut]) {
        for row in plan.rows where row.status == .planned {
            guard var reason = reasons[row.target] else { continue }
            reason.isAskedFor = true
            plan.leftOut.append(reason)
            facts?.index.overlay(row, \.before)
        }
        plan.rows.removeAll { $0.status == .planned && reasons[$0.target] != nil }
    }
}

extension Proposal {
    /// Keeps the rows that are asked for, and of what the script left out only that, and tells how many others there were;
    /// `known` has the stays of the plan and of the workspace.
    mutating func keep(_ selection: RowSelection, of known: Selectable) {
        plan.expectedGroups = nil
        plan.asked = selection.words
        let asked = Set(known.stays.filter(selection.contains).flatMap(\.identifiers))
        let left = plan.leftOut.filter { $0.target.map { !asked.contains($0.identifier) } ?? false }
        let others = plan.rows.filter { !selection.contains($0) }
        let count = others.count + left.count
        guard count > 0 else { return }
        for row in others where row.status == .planned {
            facts?.index.overlay(row, \.before)
        }
        plan.rows.removeAll { !selection.contains($0) }
        plan.leftOut.removeAll(where: left.contains)
        let what = count.counted("other group")
        var rest = Plan.LeftOut(what: what, why: "not of \(selection.words)", count: count)
        rest.isOfOthers = true
        plan.leftOut.append(rest)
    }
}

/// What is known of the workspace that a plan was made in.
package struct WorkspaceFacts: Sendable {
    /// The workspace's id.
    package var workspaceID: String
    /// The workspace's name.
    package var workspaceName: String
    /// How far this machine's clock is ahead of the server's, nil where the server did not tell its time.
    package var clockLead: TimeSpan?
    /// The doors of the plan with the codes on them, as they would be with the plan.
    package var index: WorkspaceIndex
    /// Whether the doors are only those of the plan, and others are there.
    var isPart = false
    /// The codes as they were read for the plan of one booking, nil for any other plan: of thousands it would be much.
    package var seen: SeenCodes?
    /// The devices of which the one stay of the plan has lost the code.
    var lostDevices: Set<String> = []
    /// The guests who are to be in now behind doors that the plan gives to others, and whose codes there somebody took.
    var absent: [Stay] = []
    /// Whether a command makes a stay that is new by its words: one that is there under its name was hardly known.
    var isOfNewStay = false
    /// Which room is free in the place of one that another guest has, with the line for it; nil where nothing is known of that.
    var insteadOfRoom: String?
    /// The line for the afternoon, where a time that was typed for one booking may mean that; nil where it hardly does.
    var insteadOfMorning: String?

    /// Makes facts of their parts.
    package init(workspaceID: String, workspaceName: String, clockLead: TimeSpan?, index: WorkspaceIndex) {
        self.workspaceID = workspaceID
        self.workspaceName = workspaceName
        self.clockLead = clockLead
        self.index = index
    }

    /// How far the clocks may differ; from there on plans are refused.
    package static let clockTolerance = TimeSpan(milliseconds: 60_000)

    /// Whether this machine's clock is so far off that it cannot be told who is inside.
    package var isClockOff: Bool { (clockLead?.magnitude ?? .zero) > Self.clockTolerance }

    /// `2h ahead of the server's`; nil where the clocks differ by no more than an answer takes.
    static func clockDifference(_ lead: TimeSpan?) -> String? {
        let lead = certainLead(lead)
        guard lead != .zero else { return nil }
        let seconds = TimeSpan(milliseconds: lead.magnitude.milliseconds / 1000 * 1000)
        return "\(seconds) \(lead > .zero ? "ahead of" : "behind") the server's"
    }

    /// What is said of an end in the past by a clock that is off: that it may be none, and what to do; empty where it is not.
    static func pastAdvice(_ lead: TimeSpan?) -> String {
        guard let difference = clockDifference(lead) else { return "" }
        return " by this machine's clock, which is \(difference); set it, such as with: timedatectl set-ntp true"
    }

    /// How far this machine's clock is ahead of the server's, zero where the two differ by no more than an answer takes.
    static func certainLead(_ lead: TimeSpan?) -> TimeSpan {
        (lead?.magnitude ?? .zero) > clockTolerance ? lead ?? .zero : .zero
    }

    /// The present instant: this machine's, or the server's where the two differ too much.
    package func now(_ clock: EngineClock) -> Instant {
        isClockOff ? clock.now() - (clockLead ?? .zero) : clock.now()
    }
}
