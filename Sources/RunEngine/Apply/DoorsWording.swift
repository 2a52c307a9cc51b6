import CivilTime
internal import Model

/// The sentences about one row that makes and ends codes, in the time of its doors.
struct DoorsWording {
    private let row: Row

    init(_ row: Row) {
        self.row = row
    }

    /// What was found instead of what was planned from; nothing was sent.
    func conflict(_ view: DoorsView) -> RowError {
        RowError(code: .conflict, message: differences(view) + "; nothing was sent")
    }

    /// What was found after calls were sent.
    func look(_ view: DoorsView, requestID: String?) -> RowError {
        let message = "after the change was begun: \(differences(view)); see in the Seam Console who changed it"
        return RowError(code: .look, message: message, requestID: requestID)
    }

    /// New codes that locks have not taken yet, so that the old ones stay.
    func notOnLock(_ late: [(place: Int, stage: DoorCode.Stage)]) -> RowError {
        let doors = late.map { place, stage in
            guard case .refused(let codes) = stage else { return row.members[place].door.shown }
            return "\(row.members[place].door.shown) (\(codes.joined(separator: ", ").shown))"
        }
        return RowError(
            code: .waiting,
            message: "\(list(doors)) has not got the new code yet, and so \(list(dropped)) stays open as it was; "
                + "resume the run when the lock is online",
        )
    }

    /// Old codes that locks may have still.
    func leaving(_ view: DoorsView) -> RowError {
        let doors = row.members.indices.filter { view.findings[$0] == .leaving }.map { row.members[$0].door.shown }
        return RowError(
            code: .stillOpens,
            message: "Seam has ended the code, and the old PIN still opens \(list(doors)) until the lock is online; "
                + "resume the run to look again",
        )
    }

    /// Codes of one stay with different PINs.
    var twoPINs: RowError {
        RowError(
            code: .twoPINs,
            message: "the server gave the doors of this stay different PINs; what was made was ended again",
        )
    }

    /// A code whose PIN is not known, so that no other door can have it.
    var unknownPIN: RowError {
        RowError(
            code: .twoPINs,
            message: "the stay's PIN cannot be read, so that no other door can get it; its doors stay as they are",
        )
    }

    private var dropped: [String] { row.members.filter { $0.part == .drop }.map(\.door.shown) }

    private func differences(_ view: DoorsView) -> String {
        let texts = view.others.map { place in
            guard case .other(let state?) = view.findings[place] else {
                return "\(row.members[place].door.shown) has no code of this stay any more"
            }
            return "\(row.members[place].door.shown) has other hours than planned from (\(hours(state)))"
        }
        return list(texts, separator: "; ")
    }

    private func hours(_ state: CodeState) -> String {
        guard let startsAt = state.startsAt, let endsAt = state.endsAt else { return "no end" }
        return "\(LocalTime.full(startsAt, row.zone)) to \(LocalTime.full(endsAt, row.zone))"
    }

    private func list(_ items: [String], separator: String = ", ") -> String {
        let shown = items.prefix(3).joined(separator: separator)
        return items.count > 3 ? "\(shown)\(separator)and \(items.count - 3) more" : shown
    }
}
