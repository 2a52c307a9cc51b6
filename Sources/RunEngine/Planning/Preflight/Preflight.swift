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

    /// The warnings, the most urgent first.
    var warnings: [Warning] {
        PreflightRule.all.flatMap { $0.find(self) }
    }

    /// The devices of the plan's doors, in the order of their names.
    var deviceIDs: [String] {
        Set(rows.flatMap { $0.members.map(\.deviceID) }).sorted { (index.doorName($0), $0) < (index.doorName($1), $1) }
    }

    /// The keys and ids of the rows that have a code on a device.
    func targets(on deviceID: String) -> [String] {
        rows.filter { row in row.members.contains { $0.deviceID == deviceID } }.map(\.target.identifier)
    }
}

/// One thing that is looked for.
struct PreflightRule: Sendable {
    /// What its warnings are about.
    let codes: [Warning.Code]
    /// The warnings about it, in the order in which they are told.
    let find: @Sendable (Preflight) -> [Warning]

    /// Everything that is looked for, in the order in which it is told; each file has its own list.
    static let all = doorRules + codeRules + grantRules + hourRules + fieldRules + lastRules

    /// Makes a rule of the codes of its warnings and the function that finds them.
    init(_ codes: Warning.Code..., find: @escaping @Sendable (Preflight) -> [Warning]) {
        self.codes = codes
        self.find = find
    }

    /// A rule that has one warning for each of some rows; beyond five they are counted.
    static func perRow(
        _ code: Warning.Code,
        _ what: String,
        _ sentence: @escaping @Sendable (Row, Preflight) -> String?,
    ) -> PreflightRule {
        PreflightRule(code) { preflight in
            cut(
                preflight.rows.compactMap { row in
                    sentence(row, preflight).map { Warning(code, $0, rows: [row.target.identifier]) }
                },
                what
            )
        }
    }

    /// A rule that has one warning for all rows that it is about, with their names.
    static func together(
        _ code: Warning.Code,
        _ sentence: String,
        _ isConcerned: @escaping @Sendable (Row, Preflight) -> Bool,
    ) -> PreflightRule {
        PreflightRule(code) { preflight in
            let rows = preflight.rows.filter { isConcerned($0, preflight) }
            guard !rows.isEmpty else { return [] }
            let names = listed(rows.map(\.label))
            return [Warning(code, "\(sentence): \(names)", rows: rows.map(\.target.identifier))]
        }
    }

    /// The first five warnings of a kind, and how many more there are.
    static func cut(_ warnings: [Warning], _ what: String) -> [Warning] {
        guard warnings.count > 5, let code = warnings.first?.code else { return warnings }
        let rest = warnings.dropFirst(5)
        return warnings.prefix(5)
            + [Warning(code, "the same for \(rest.count.counted("more \(what)"))", rows: rest.flatMap(\.rows))]
    }

    /// The first names of a list, and how many more there are.
    static func listed(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown), … \(names.count - 3) more" : shown
    }
}

extension Warning.Code {
    /// The codes of all warnings; docs/json.md describes each, and a test compares the two.
    package static let all = PreflightRule.all.flatMap(\.codes) + general
}
