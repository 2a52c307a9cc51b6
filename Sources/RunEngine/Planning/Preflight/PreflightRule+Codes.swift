internal import CivilTime
internal import Model
internal import Spelling

extension Warning.Code {
    /// A linked stay has a code on one door only.
    static let doorMissing = Self("door_missing")
    /// A code is being removed.
    static let codeLeaving = Self("code_leaving")
    /// Codes of staff are changed together with those of guests.
    static let staff = Self("staff")
    /// A code has not reached its lock.
    static let codeNotSet = Self("code_not_set")
}

extension PreflightRule {
    /// What is looked for at the codes.
    ///
    /// scripts/matrix takes each line out in turn.
    static let codeRules: [PreflightRule] = [
        .staffAmongGuests,
        .missingDoors,
        .leavingCodes,
        .unsetCodes,
    ]

    /// What is told last: what the plan does not do.
    static let lastRules: [PreflightRule] = [
        .coverage,
        .settings,
    ]

    /// Codes of staff among those of guests.
    static let staffAmongGuests = PreflightRule(.staff) { place, row, world, hits in
        if world.index.isStaff(row.target) || world.index.hasRooms(row.target) { hits.append(Hit(row: place)) }
    } tell: { hits, preflight in
        guard hits.count < preflight.rows.count else { return [] }
        let rows = hits.map { preflight.rows[$0.row] }
        let staff = rows.filter { preflight.index.isStaff($0.target) }
        let codes = staff.count.counted("code of staff is", "codes of staff are")
        let known = "\(codes) changed with those of guests: \(listed(staff.map(\.label)))"
        let likely = rows.filter { !preflight.index.isStaff($0.target) && preflight.calendar.mayBeStaff($0.target) }
        let verb = likely.count == 1 ? "opens" : "open"
        let guessed =
            "\(listed(likely.map(\.label))) \(verb) rooms of several guests, as staff does, and would be changed with them; "
            + "how staff is named: keyshift help houses"
        return [(staff, known), (likely, guessed)].filter { !$0.0.isEmpty }
            .map { Warning(.staff, $0.1, rows: $0.0.map(\.target.identifier)) }
    }

    /// Linked stays with a code on one door only.
    static let missingDoors = perRow(.doorMissing, "code") { row, world in
        // A key that we made says nothing of other doors, and a code with another PIN has left the key.
        guard case .group(let key) = row.target, !MadeKey.isOurs(key), row.members.count == 1, row.change != .cancel,
            let member = row.members.first, world.index.parts[row.target] == nil
        else { return nil }
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
        PreflightRule(code) { place, row, world, hits in
            for member in row.members where world.index.codes[member.accessCodeID]?.marks.contains(mark) == true {
                hits.append(Hit(row: place, text: sentence(row, member)))
            }
        } tell: { hits, preflight in
            each(hits, code, "code", preflight)
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
