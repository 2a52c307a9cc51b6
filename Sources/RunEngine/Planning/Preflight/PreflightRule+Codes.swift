internal import CivilTime
internal import Model

extension Warning.Code {
    /// A linked stay has a code on one door only.
    static let doorMissing = Self("door_missing")
    /// A code is being removed.
    static let codeLeaving = Self("code_leaving")
    /// A code has not reached its lock.
    static let codeNotSet = Self("code_not_set")
}

extension PreflightRule {
    /// What is looked for at the codes.
    ///
    /// scripts/matrix takes each line out in turn.
    static let codeRules: [PreflightRule] = [
        .missingDoors,
        .leavingCodes,
        .unsetCodes,
    ]

    /// What is told last: what the plan does not do.
    static let lastRules: [PreflightRule] = [
        .coverage,
        .settings,
    ]

    /// Linked stays with a code on one door only.
    static let missingDoors = perRow(.doorMissing, "codes") { row, preflight in
        guard case .group = row.target, row.members.count == 1, let member = row.members.first else { return nil }
        return
            "\(row.label) has a code on \(member.door.shown) only, and its key says that there are more: is one missing?"
    }

    /// Codes that are being removed.
    static let leavingCodes = marked(.codeLeaving, .leaving) { row, member in
        "the code of \(row.label) on \(member.door.shown) is being removed"
    }

    /// Codes that have not reached their locks.
    static let unsetCodes = marked(.codeNotSet, .notSet) { row, member in
        "the code of \(row.label) has not reached \(member.door.shown) so far (failed_to_set_on_device)"
    }

    private static func marked(
        _ code: Warning.Code,
        _ mark: IndexedCode.Marks,
        _ sentence: @escaping @Sendable (Row, Row.Member) -> String,
    ) -> PreflightRule {
        PreflightRule(code) { preflight in
            cut(
                preflight.rows.flatMap { row in
                    row.members.filter { preflight.index.codes[$0.accessCodeID]?.marks.contains(mark) == true }
                        .map { Warning(code, sentence(row, $0), rows: [row.target.identifier]) }
                },
                "codes"
            )
        }
    }

    /// What the plan's doors have that it does not change.
    static let coverage = PreflightRule { preflight in
        let coverage = Coverage(
            index: preflight.index,
            rows: preflight.rows,
            calendar: preflight.calendar,
            now: preflight.now
        )
        return coverage.sentences.map { Warning(.notCovered, $0) }
    }
}
