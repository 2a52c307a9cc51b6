internal import CivilTime
internal import Model

/// One row that fails a check, and why.
struct RowFinding {
    /// The place among the rows that are to be sent.
    let row: Int
    /// Why, in a sentence without a name at its beginning.
    let sentence: String
    /// The door that it is about, where naming it as one that guests share may be the way out.
    var sharedDoor: String?
    /// Whom it meets, where that may be staff.
    var staffLike: Row.Target?
    /// Whether the guest whom it meets was there first, and does not come next.
    var meetsEarlier = false
    /// Where the one that is there first ends, or the next one begins: until then the stay meets nobody.
    var meetsAt: Instant?
    /// Whether they meet already, and would for longer.
    var meetsLonger = false
    /// Whether the stay that is there already is on other doors.
    var isElsewhere = false
    /// Whether the row fails for certain, so that nobody is told how to send it all the same.
    var isCertain = false
    /// The words of the command after which the row passes the check; nil where none is known.
    var command: [String]?
}

/// A check of single rows.
struct RowRule: Sendable {
    /// The word of the check.
    let check: RowCheck
    /// The code of its refusal.
    let code: PlanError.Code
    /// The code of the warning about rows that fail it and are meant, or that it spares.
    let warningCode: Warning.Code
    /// The rows that fail it.
    let find: @Sendable (CheckContext) -> [RowFinding]
    /// The first line of the refusal of some rows, of which each stay is there once.
    let headline: @Sendable (CheckContext, [RowFinding]) -> String
    /// Whether a finding is refused, and not only told.
    var isRefused: @Sendable (CheckContext, [RowFinding]) -> Bool = { _, _ in true }
    /// What to write in a script instead, beyond what every check offers; nil for nothing.
    var advice: @Sendable (Row) -> String? = { _ in nil }
    /// What to write in the settings, where the check is mistaken; nil for nothing.
    var setting: @Sendable (CheckContext, [RowFinding]) -> String? = { _, _ in nil }

    /// Every check of rows, in the order in which they refuse.
    ///
    /// scripts/matrix takes each line out in turn.
    static let all: [RowRule] = [
        .mixed,
        .lockout,
        .overlap,
        .duplicate,
        .takesNoCode,
        .shorten,
        .zoneData,
    ]
}

extension RowRule {
    /// The rows that fail a check.
    struct Findings {
        let rule: RowRule
        let rows: [RowFinding]
    }
}

extension RowRule.Findings {
    /// The refusal of the rows that nobody means, nil where they are only told.
    func refusal(_ context: CheckContext) -> PlanError? {
        let open = open(context)
        guard let first = open.first.map({ context.rows[$0.row] }), rule.isRefused(context, open) else { return nil }
        // Only a script of one's own that runs now has lines that can be written anew.
        let place = context.proposal.isOfOwnScript ? first.position.map { "\($0.shown)  " } : nil
        let line = place.map { place in
            rule.advice(first).map { "  \(place)\($0)" } ?? "  \(first.position?.shown ?? "")"
        }
        let each = Self.each(open, context)
        let morning = [.lockout, .overlap].contains(rule.check) ? context.facts?.insteadOfMorning : nil
        let notes = [morning.map { "  \($0)" }, line, rule.setting(context, open).map { "  \($0)" }].compactMap(\.self)
        let hasOthers = context.rows.count > Set(open.map(\.row)).count
        var error = PlanError(
            rule.code,
            ([rule.headline(context, each)] + Self.list(context, each) + notes).joined(separator: "\n"),
            remedy: each.allSatisfy(\.isCertain)
                ? .cannot(rule.check, first: each.count == 1 ? each.first?.command : nil, hasOthers: hasOthers)
                : .rows(rule.check, isInScript: place != nil, hasOthers: hasOthers),
        )
        error.rows = Set(open.map { context.rows[$0.row].target })
        return error
    }

    /// The first finding of each stay: it can meet several others, and have a row for each of its doors.
    private static func each(_ findings: [RowFinding], _ context: CheckContext) -> [RowFinding] {
        var stays: Set<Row.Target> = []
        return findings.filter { stays.insert(context.stay(of: context.rows[$0.row])).inserted }
    }

    /// The rows that are sent because the check is allowed for them; nil where it would have refused none.
    func letThrough(_ context: CheckContext) -> Plan.LetThrough? {
        let meant = Self.each(rows.filter { isMeant($0, context) }, context)
        guard !meant.isEmpty, rule.isRefused(context, rows) else { return nil }
        return Plan.LetThrough(rule.check, meant.map { context.rows[$0.row].label })
    }

    /// The warning about rows that are sent all the same: they are meant, or the check only tells them.
    func warning(_ context: CheckContext) -> Warning? {
        let open = open(context)
        let all = rule.isRefused(context, open) ? rows.filter { isMeant($0, context) } : rows
        let told = Self.each(all, context)
        guard !told.isEmpty else { return nil }
        let names = told.prefix(Self.shown(of: told.count)).map { "\(context.rows[$0.row].label) (\($0.sentence))" }
        let more = told.count > names.count ? ", … \(told.count - names.count) more" : ""
        return Warning(
            rule.warningCode,
            "\(rule.headline(context, told)) \(names.joined(separator: ", "))\(more)",
            rows: Self.targets(of: all, context),
        )
    }

    /// The keys and ids of the rows, each once.
    private static func targets(of findings: [RowFinding], _ context: CheckContext) -> [String] {
        var rows: Set<Int> = []
        return findings.filter { rows.insert($0.row).inserted }.map { context.rows[$0.row].target.identifier }
    }

    private func open(_ context: CheckContext) -> [RowFinding] {
        rows.filter { !isMeant($0, context) }
    }

    private func isMeant(_ finding: RowFinding, _ context: CheckContext) -> Bool {
        context.isAllowed(rule.check, for: context.rows[finding.row])
    }

    /// How many of some are told one by one: never all but one.
    private static func shown(of count: Int) -> Int { count > mostShown + 1 ? mostShown : count }

    private static let mostShown = 3

    private static func list(_ context: CheckContext, _ findings: [RowFinding]) -> [String] {
        let shown = findings.prefix(shown(of: findings.count)).map { "  \(context.rows[$0.row].label)  \($0.sentence)" }
        return findings.count > shown.count ? shown + ["  … \(findings.count - shown.count) more"] : shown
    }
}
