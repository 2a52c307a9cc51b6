import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Codes for doors that cannot take them, as far as the reading shows.
    ///
    /// What a resume makes was asked when its run began, and may be there in part.
    static let takesNoCode = RowRule(
        check: .takesNoCode,
        code: .takesNoCode,
        warningCode: .takesNoCode,
        find: { context in
            guard context.maker != .resume, let index = context.facts?.index,
                context.rows.contains(where: \.changesDoors)
            else { return [] }
            let capacity = DoorCapacity(index, rows: context.rows, now: context.now)
            return context.rows.indices.compactMap { place in
                guard context.rows[place].madeCount > 0 else { return nil }
                return capacity.obstacle(ofRowAt: place).map { RowFinding(row: place, sentence: $0) }
            }
        },
        headline: { _, findings in
            "\(findings.count.counted("stay would get", "stays would get")) a code on a door that cannot take it."
        },
    )
}
