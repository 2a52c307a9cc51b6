internal import CivilTime
internal import Model

/// What the checks of one plan look at.
struct CheckContext {
    var plan: Plan
    let maker: Proposal.Maker
    let limits: Limits
    let settings: Settings
    let isSandbox: Bool
    let now: Instant
    let zoneDataVersion: String?
    private(set) var facts: WorkspaceFacts?
    /// The rows that are to be sent.
    private(set) var rows: [Row]
    /// Who is on the plan's doors, nil where nothing was read.
    private(set) var calendar: DoorCalendar?

    init(_ proposal: Proposal, settings: Settings, isSandbox: Bool, now: Instant) {
        plan = proposal.plan
        maker = proposal.maker
        limits = proposal.limits
        facts = proposal.facts
        zoneDataVersion = proposal.zoneDataVersion
        self.settings = settings
        self.isSandbox = isSandbox
        self.now = proposal.maker == .booking ? proposal.plan.madeAt : now
        for place in plan.rows.indices where !limits.allowed.isEmpty {
            plan.rows[place].allowed.formUnion(limits.allowed)
        }
        rows = plan.rows.planned
        calendar = facts.map { DoorCalendar($0.index, rows: rows) }
    }

    /// Whether a command names one booking, and each of its doors is open at least as long as before.
    ///
    /// Such a plan is not refused for the clock, the zone data or mixed hours: somebody stands outside.
    var isOneNamedGain: Bool {
        maker == .booking && rows.allSatisfy(\.onlyGainsTime)
    }

    /// Whether a check may be passed over for a row.
    func isAllowed(_ check: RowCheck, for row: Row) -> Bool { row.allowed.contains(check) }

    /// What the operator should know of the plan as it stands.
    var warnings: [Warning] {
        guard let facts else { return [] }
        let preflight = Preflight(facts.index, rows: rows, unknownZones: unknownZones, now: now)
        return PlanRule.all.compactMap { $0.warning(self) } + RowRule.all.compactMap { $0.warning(self) }
            + preflight.warnings
    }

    /// What the settings name that is not there; only where the whole workspace was read.
    private var unknownZones: [String] {
        guard maker == .script, let doors = facts?.index.doors.values else { return [] }
        let named = Set(doors.map(\.deviceID)).union(doors.map(\.name))
        return settings.zones.keys.filter { !named.contains($0) }.sorted()
    }

    /// The refusal of the rows that fail a check and that nobody means.
    func refusal(of rule: RowRule) -> PlanError? {
        let findings = rule.find(self).filter { !isAllowed(rule.check, for: rows[$0.row]) }
        return findings.isEmpty ? nil : rule.refusal(self, findings)
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
        let reasons = Dictionary(findings.map { (rows[$0.row].target, $0.sentence) }) { first, _ in first }
        for row in rows {
            guard let reason = reasons[row.target] else { continue }
            plan.leftOut.append(Plan.LeftOut(what: row.label, why: "\(check.rawValue): \(reason)"))
            for member in row.members { facts?.index.overlay(member.before, on: member.accessCodeID) }
        }
        plan.rows.removeAll { $0.status == .planned && reasons[$0.target] != nil }
        rows = plan.rows.planned
        calendar = facts.map { DoorCalendar($0.index, rows: rows) }
    }
}
