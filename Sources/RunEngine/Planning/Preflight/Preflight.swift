internal import CivilTime
package import Model
internal import Spelling

/// What an operator should know of a plan before it is sent: things that do not stop it, each with its reason.
///
/// docs/architecture.md tells how to add a warning.
struct Preflight {
    /// The workspace with the plan's changes.
    let index: WorkspaceIndex
    /// The rows that change something.
    let rows: [Row]
    /// What the settings name that is not there.
    let unknownZones: [String]
    let now: Instant
    /// Who is on the plan's doors when.
    let calendar: DoorCalendar

    init(
        _ index: WorkspaceIndex,
        rows: [Row],
        unknownZones: [String] = [],
        now: Instant,
        calendar: DoorCalendar? = nil,
    ) {
        self.index = index
        self.rows = rows.planned
        self.unknownZones = unknownZones
        self.now = now
        self.calendar = calendar ?? DoorCalendar(index, rows: self.rows)
    }

    /// What the rules of rows look at.
    var world: PlanWorld { PlanWorld(index: index, now: now) }

    /// The warnings, the most urgent first.
    var warnings: [Warning] { warnings(world.hits(of: rows)) }

    /// The warnings, by what the rules of rows have found in these rows.
    func warnings(_ hits: RowHits) -> [Warning] {
        zip(PreflightRule.all, hits.byRule).flatMap { rule, hits in
            switch rule.look {
            case .whole(let find): find(self)
            case .rows(_, let tell): hits.isEmpty ? [] : tell(hits, self)
            }
        }
    }

    /// The devices of the plan's doors, in the order of their names.
    var deviceIDs: [String] {
        var devices: Set<String> = []
        for row in rows { for member in row.members { devices.insert(member.deviceID) } }
        return devices.map { (name: index.doorName($0), id: $0) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map(
            \.id
        )
    }

    /// The keys and ids of the rows that have a code on one of these devices, by device.
    func targets(on deviceIDs: Set<String>) -> [String: [String]] {
        guard !deviceIDs.isEmpty else { return [:] }
        var targets: [String: [String]] = [:]
        for row in rows {
            // A row that has two codes on a door is told once.
            for device in Set(row.members.lazy.map(\.deviceID).filter(deviceIDs.contains)) {
                targets[device, default: []].append(row.target.identifier)
            }
        }
        return targets
    }
}

/// What rules of rows need beside the row.
struct PlanWorld: Sendable {
    /// The workspace with the plan's changes.
    let index: WorkspaceIndex
    let now: Instant

    /// What the rules of rows find.
    ///
    /// Row by row: a large plan does not fit into the caches of a processor, and each rule would fetch it anew.
    func hits(of rows: [Row]) -> RowHits {
        var byRule = PreflightRule.all.map { _ in [PreflightRule.Hit]() }
        for place in rows.indices {
            for number in PreflightRule.all.indices {
                guard case .rows(let visit, _) = PreflightRule.all[number].look else { continue }
                visit(place, rows[place], self, &byRule[number])
            }
        }
        return RowHits(byRule: byRule)
    }
}

/// What each rule of rows has found, in the order of the rules.
struct RowHits: Sendable {
    let byRule: [[PreflightRule.Hit]]
}

/// One thing that is looked for.
struct PreflightRule: Sendable {
    /// One row that a rule is about.
    struct Hit: Sendable {
        /// Its place among the plan's rows.
        let row: Int
        /// What the rule says of it.
        var text = ""
    }

    /// How something is looked for.
    enum Look: Sendable {
        /// In the plan as a whole.
        case whole(@Sendable (Preflight) -> [Warning])
        /// In each row, with what is told of all that were found.
        case rows(visit: Visit, tell: @Sendable ([Hit], Preflight) -> [Warning])
    }

    /// Looks at one row, which is at a place, and adds what it finds.
    typealias Visit = @Sendable (Int, Row, PlanWorld, inout [Hit]) -> Void

    /// What its warnings are about.
    let codes: [Warning.Code]
    /// How it is looked for; its warnings come in the order in which they are told.
    let look: Look

    /// Everything that is looked for, in the order in which it is told; each file has its own list.
    static let all = doorRules + codeRules + grantRules + hourRules + fieldRules + lastRules

    /// Makes a rule of the codes of its warnings and the function that finds them in a plan.
    init(_ codes: Warning.Code..., find: @escaping @Sendable (Preflight) -> [Warning]) {
        self.codes = codes
        look = .whole(find)
    }

    /// Makes a rule of the code of its warnings, what finds them in a row, and what tells them.
    init(
        _ code: Warning.Code,
        visit: @escaping Visit,
        tell: @escaping @Sendable ([Hit], Preflight) -> [Warning],
    ) {
        codes = [code]
        look = .rows(visit: visit, tell: tell)
    }

    /// A rule that has one warning for each of some rows; beyond five they are counted.
    static func perRow(
        _ code: Warning.Code,
        _ what: String,
        _ sentence: @escaping @Sendable (Row, PlanWorld) -> String?,
    ) -> PreflightRule {
        PreflightRule(code) { place, row, world, hits in
            if let text = sentence(row, world) { hits.append(Hit(row: place, text: text)) }
        } tell: { hits, preflight in
            each(hits, code, what, preflight)
        }
    }

    /// A warning for each row that was found.
    static func each(_ hits: [Hit], _ code: Warning.Code, _ what: String, _ preflight: Preflight) -> [Warning] {
        cut(hits.map { Warning(code, $0.text, rows: [preflight.rows[$0.row].target.identifier]) }, what)
    }

    /// A rule that has one warning for all rows that it is about, with their names.
    static func together(
        _ code: Warning.Code,
        _ sentence: String,
        _ isConcerned: @escaping @Sendable (Row, PlanWorld) -> Bool,
    ) -> PreflightRule {
        PreflightRule(code) { place, row, world, hits in
            if isConcerned(row, world) { hits.append(Hit(row: place)) }
        } tell: { hits, preflight in
            let rows = hits.map { preflight.rows[$0.row] }
            return [Warning(code, "\(sentence): \(listed(rows.map(\.label)))", rows: rows.map(\.target.identifier))]
        }
    }

    /// The first five warnings of a kind, and how many more there are.
    static func cut(_ warnings: [Warning], _ what: String) -> [Warning] {
        guard warnings.count > 5, let code = warnings.first?.code else { return warnings }
        let rest = warnings.dropFirst(5)
        return warnings.prefix(5)
            + [Warning(code, "the same for \(rest.count.counted("more \(what)"))", rows: rest.flatMap(\.rows))]
    }

    /// The first names of a list, each once, and how many more there are.
    static func listed(_ all: [String]) -> String {
        var told: Set<String> = []
        let names = all.filter { told.insert($0).inserted }
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown), … \(names.count - 3) more" : shown
    }
}

extension Warning.Code {
    /// The codes of all warnings; docs/json.md describes each, and a test compares the two.
    package static let all = PreflightRule.all.flatMap(\.codes) + general
}
