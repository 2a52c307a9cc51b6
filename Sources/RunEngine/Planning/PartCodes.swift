internal import CivilTime
internal import Model

/// The codes that were of a stay's key until somebody gave them another PIN, which takes the key from them.
///
/// The guest is one: what a plan does to the stay is to be done on those doors, too.
struct PartCodes: Sendable {
    private let index: WorkspaceIndex
    /// The codes that may be parts, by their names.
    private let byName: [String: [IndexedCode]]

    /// Looks for the codes of an index that stand alone, or have got a key of their own with a new PIN.
    init(_ index: WorkspaceIndex) {
        self.index = index
        var byName: [String: [IndexedCode]] = [:]
        for code in index.codes.values where code.commonCodeKey.map(MadeKey.isOurs) ?? true {
            guard let name = code.state.name, Self.mayBePart(code, name, in: index) else { continue }
            byName[name, default: []].append(code)
        }
        self.byName = byName
    }

    /// Whether there is none at all.
    var isEmpty: Bool { byName.isEmpty }

    /// Those of the stay of a row: codes with its name and a booking's number in it, with its hours before or after the row, in
    /// the same house, each on a door that it has not, and with another PIN.
    func codes(of row: Row) -> [IndexedCode] {
        guard case .group = row.target, let name = row.name, let candidates = byName[name],
            let first = row.members.first, row.members.allSatisfy({ $0.before.hasHours(of: first.before) })
        else { return [] }
        let taken = Set(row.members.map(\.deviceID))
        let pins = Set(row.members.compactMap { index.pinMark(of: $0.accessCodeID) })
        let houses = Set(taken.map { index.doors[$0]?.house ?? "" })
        guard houses.count == 1, let house = houses.first, !pins.isEmpty else { return [] }
        return candidates.filter { code in
            guard !taken.contains(code.deviceID), (index.doors[code.deviceID]?.house ?? "") == house,
                let pin = code.pinMark, !pins.contains(pin)
            else { return false }
            return code.state.hasHours(of: first.before) || code.state.hasHours(of: first.after)
        }
        .sorted { (index.doorName($0.deviceID), $0.accessCodeID) < (index.doorName($1.deviceID), $1.accessCodeID) }
    }

    private static func mayBePart(_ code: IndexedCode, _ name: String, in index: WorkspaceIndex) -> Bool {
        guard name.contains(where: \.isNumber), code.state.kind == .timeBound, code.accessGrantID == nil else {
            return false
        }
        let unit = index.unit(of: code)
        return !unit.isGrant && index.members(of: unit).count == 1 && !index.isStaff(unit)
    }
}

extension Proposal {
    /// Adds a row for each code that has left the key of a stay with another PIN, where a script cancels the stay or gives it
    /// other hours or another name, and has not planned the code itself.
    mutating func takeParts() {
        guard let facts, !plan.rows.isEmpty else { return }
        let parts = PartCodes(facts.index)
        guard !parts.isEmpty else { return }
        let told = Set(plan.rows.map(\.target)).union(plan.leftOut.compactMap(\.target))
        let builder = PlanBuilder(index: facts.index)
        var added: [Row] = []
        for row in plan.rows.planned where row.change == .hours || row.change == .cancel {
            for code in parts.codes(of: row) where !told.contains(facts.index.unit(of: code)) {
                guard let part = Self.row(of: code, like: row, builder, at: plan.madeAt) else { continue }
                added.append(part)
            }
        }
        guard !added.isEmpty else { return }
        self.facts?.index = builder.index
        plan.rows += added
        plan.expectedGroups = plan.expectedGroups.map { $0.lowerBound + added.count...$0.upperBound + added.count }
        let names = Set(added.map(\.label)).sorted()
        let doors = added.count == 1 ? "1 door" : "\(added.count) doors"
        plan.warnings.append(
            Warning(
                .otherPIN,
                "\(PreflightRule.listed(names)): \(doors) with another PIN than the other doors of the stay; changed along with them",
                rows: added.map(\.target.identifier),
            )
        )
    }

    private static func row(of code: IndexedCode, like row: Row, _ builder: PlanBuilder, at now: Instant) -> Row? {
        guard row.change == .hours else { return cancellation(of: code, like: row, builder, at: now) }
        guard let after = row.members.first?.after else { return nil }
        var change = Change()
        if row.changes.contains(.startsAt) { change.starts = after.startsAt.map(Change.Move.to) }
        if row.changes.contains(.endsAt) { change.ends = after.endsAt.map(Change.Move.to) }
        if row.changes.contains(.name) { change.name = after.name }
        change.because = row.because
        change.position = row.position
        change.allowed = row.allowed
        change.once = row.once
        let unit = builder.index.unit(of: code)
        guard !change.isEmpty, (try? builder.record(change, of: unit, at: now)) != nil else { return nil }
        guard var part = builder.rows.last(where: { $0.target == unit }) else { return nil }
        part.isRelative = row.isRelative
        part.wallZones = row.wallZones
        return part
    }

    private static func cancellation(
        of code: IndexedCode,
        like row: Row,
        _ builder: PlanBuilder,
        at now: Instant,
    ) -> Row? {
        var part = StayRows(index: builder.index, now: now).cancellation(of: builder.index.unit(of: code))
        part.because = row.because
        part.position = row.position
        part.allowed = row.allowed
        return (try? builder.record(part)) == nil ? nil : part
    }
}
