internal import CivilTime
internal import Model

/// What the checks of one plan look at.
struct CheckContext {
    private(set) var proposal: Proposal
    let settings: Settings
    let isSandbox: Bool
    /// Whether a schedule makes the plan, so that nobody sees what it prints.
    let isUnattended: Bool
    let now: Instant
    /// The rows that are to be sent.
    private(set) var rows: [Row]
    /// Who is on the plan's doors, nil where nothing was read.
    private(set) var calendar: DoorCalendar?
    /// The stays of which rows change single codes, by the ids of those codes.
    let stays: [String: Row.Target]

    init(_ proposal: Proposal, settings: Settings, isSandbox: Bool, isUnattended: Bool, now: Instant) {
        self.proposal = proposal
        self.settings = settings
        self.isSandbox = isSandbox
        self.isUnattended = isUnattended
        self.now = Self.instant(of: proposal, now)
        let allowed = proposal.limits.allowed
        for place in proposal.plan.rows.indices where !allowed.isEmpty {
            self.proposal.plan.rows[place].allowed.formUnion(allowed)
        }
        stays = proposal.staysOfCodes
        rows = self.proposal.plan.rows.planned
        calendar = proposal.facts.map { DoorCalendar($0.index, rows: rows, absent: $0.absent) }
    }

    /// By which instant a plan is checked: by which its command was read, where it names one booking.
    static func instant(of proposal: Proposal, _ now: Instant) -> Instant {
        proposal.maker == .booking ? proposal.plan.madeAt : now
    }

    var plan: Plan { proposal.plan }
    var maker: Proposal.Maker { proposal.maker }
    /// What the plan was made by; for the rest of a run, what the run was begun by.
    var beginning: Proposal.Maker { proposal.begunBy ?? proposal.maker }
    var limits: Limits { proposal.limits }
    var facts: WorkspaceFacts? { proposal.facts }

    /// Whether a command names one booking, and each of its doors is open at least as long as before.
    ///
    /// A stay that gets its codes, or gets its hours again, gains them. Such a plan is not refused for the clock, the zone data or mixed hours: somebody stands outside.
    var isOneNamedGain: Bool {
        beginning == .booking
            && plan.rows.filter(\.isOpen).allSatisfy { $0.onlyGainsTime || $0.sendsAgain || $0.change == .create }
    }

    /// The stay that a row is of, also where it changes a single code of it: guests are counted by it.
    func stay(of row: Row) -> Row.Target { stays[row.target.identifier] ?? row.target }

    /// How many stays the plan changes.
    var stayCount: Int { Set(rows.lazy.map(stay(of:))).count }

    /// Whether a check may be passed over for a row.
    func isAllowed(_ check: RowCheck, for row: Row) -> Bool { row.allowed.contains(check) }

    /// What every check of rows finds; each is asked once.
    func findings() -> [RowRule.Findings] {
        RowRule.all.map { RowRule.Findings(rule: $0, rows: $0.find(self)) }
    }

    /// What the operator should know of the plan as it stands.
    ///
    /// With `hits` for these rows they need not be looked for.
    func warnings(_ findings: [RowRule.Findings], _ hits: RowHits? = nil) -> [Warning] {
        guard let facts, let calendar else { return [] }
        let preflight = Preflight(
            facts.index,
            rows: rows,
            unknownZones: unknownZones,
            now: now,
            calendar: calendar,
        )
        return PlanRule.all.compactMap { $0.warning(self) } + findings.compactMap { $0.warning(self) }
            + (hits.map(preflight.warnings) ?? preflight.warnings)
    }

    /// What the settings name that is not there; only where the whole workspace was read.
    private var unknownZones: [String] {
        guard maker == .script, let doors = facts?.index.doors.values else { return [] }
        let named = Set(doors.map(\.deviceID)).union(doors.map(\.name))
        return settings.zones.keys.filter { !named.contains($0) }.sorted()
    }

    /// Takes out the rows that fail a check whose rows are to be left out; what is left is looked at again.
    mutating func leaveOut(_ rules: [RowRule]) {
        let rules = rules.filter { limits.leftOut.contains($0.check) }
        var isChanged = !rules.isEmpty
        while isChanged {
            isChanged = false
            for rule in rules {
                let findings = rule.find(self).filter { !isAllowed(rule.check, for: rows[$0.row]) }
                guard !findings.isEmpty else { continue }
                leaveOut(findings, rule.check)
                isChanged = true
            }
        }
    }

    private mutating func leaveOut(_ findings: [RowFinding], _ check: RowCheck) {
        proposal.leaveOut(
            Dictionary(
                findings.map { finding in
                    let (row, why) = (rows[finding.row], "\(check.rawValue): \(finding.sentence)")
                    return (row.target, Plan.LeftOut(what: row.handle, why: why, target: row.target))
                }
            ) { first, _ in first }
        )
        rows = proposal.plan.rows.planned
        calendar = proposal.facts.map { DoorCalendar($0.index, rows: rows, absent: $0.absent) }
    }
}
