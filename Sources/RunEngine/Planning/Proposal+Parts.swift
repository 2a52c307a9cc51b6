internal import CivilTime
internal import Model
internal import Spelling

extension Proposal {
    /// Adds a row for each code with another PIN where a script gives a stay other hours or another name, and has not planned
    /// the code itself.
    mutating func takeParts() {
        guard let facts, !facts.index.parts.isEmpty else { return }
        let parts = facts.index.parts
        let told = Set(plan.rows.map(\.target)).union(plan.leftOut.compactMap(\.target))
        let builder = PlanBuilder(index: facts.index)
        var rows: [Row] = []
        for row in plan.rows.planned where row.change == .hours {
            for part in parts[row.target] ?? [] where !told.contains(part) {
                if let row = Self.row(of: part, like: row, builder, at: plan.madeAt) { rows.append(row) }
            }
        }
        if !rows.isEmpty { self.facts?.index = builder.index }
        plan.rows += rows
        let whole = plan.rows.planned.filter { row in
            row.changesDoors ? parts[row.target] != nil : (parts[row.target] ?? []).contains { !told.contains($0) }
        }
        guard !whole.isEmpty else { return }
        let names = PreflightRule.listed(Set(whole.map(\.label)).sorted())
        let doors = Set(whole.flatMap { parts[$0.target] ?? [] }).count.counted("code")
        let sentence = "\(names): \(doors) with another PIN than the others of the stay; changed along with them"
        plan.warnings.append(Warning(.otherPIN, sentence, rows: whole.map(\.target.identifier)))
    }

    private static func row(of part: Row.Target, like row: Row, _ builder: PlanBuilder, at now: Instant) -> Row? {
        guard let after = row.members.first?.after else { return nil }
        var change = Change()
        if row.changes.contains(.startsAt) { change.starts = after.startsAt.map(Change.Move.to) }
        if row.changes.contains(.endsAt) { change.ends = after.endsAt.map(Change.Move.to) }
        if row.changes.contains(.name) { change.name = after.name }
        change.because = row.because
        change.position = row.position
        change.allowed = row.allowed
        change.once = row.once
        guard !change.isEmpty, (try? builder.record(change, of: part, at: now)) != nil else { return nil }
        guard var made = builder.rows.last(where: { $0.target == part }) else { return nil }
        made.isRelative = row.isRelative
        made.wallZones = row.wallZones
        return made
    }
}
