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
            return context.rows.indices.compactMap { place -> RowFinding? in
                guard context.rows[place].madeCount > 0 else { return nil }
                guard let obstacle = capacity.obstacle(ofRowAt: place) else { return nil }
                var finding = RowFinding(row: place, sentence: obstacle.sentence, isCertain: obstacle.isOfLength)
                if obstacle.isOfLength { finding.command = newPIN(before: context.rows[place], context) }
                return finding
            }
        },
        headline: { _, findings in
            "\(findings.count.counted("stay would get", "stays would get")) a code on a door that cannot take it."
        },
    )

    /// The command that gives a stay a PIN of a length which the doors that it gets back take, too; nil where there is none.
    private static func newPIN(before row: Row, _ context: CheckContext) -> [String]? {
        guard let facts = context.facts, row.keepsPIN, row.endedCount == 0 else { return nil }
        let index = facts.index
        let added = row.members.filter { $0.part == .add }.map(\.deviceID)
        let own = row.members.filter { $0.part != .add }.map(\.deviceID)
        let length = StayRows(index: index, now: context.now).codeLength(on: own, fitting: added)
        guard let length, added.allSatisfy(facts.lostDevices.contains) else { return nil }
        let isTaken = added.allSatisfy { device in
            let lengths = index.doors[device]?.codeLengths ?? []
            return lengths.isEmpty || lengths.contains(length)
        }
        guard isTaken else { return nil }
        let stay = index.stay(row.target, seenAt: context.now)
        return ["new-pin", StayQuery.handle(of: stay, among: index.guests(seenAt: context.now), at: context.now)]
    }
}
