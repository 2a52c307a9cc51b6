internal import CivilTime
package import Model

extension Warning.Code {
    /// Seam issues the code of a guest inside anew, and it opens nothing until then.
    static let grantGap = Self("grant_gap")
    /// A card has to be encoded anew.
    static let grantCard = Self("grant_card")
    /// The grant belongs to a reservation.
    static let grantReservation = Self("grant_reservation")
    /// A lock cannot keep to the hours of a grant.
    static let grantConstrained = Self("grant_constrained")

    /// What a plan warns of only because access grants hold its stays.
    package static let ofGrants: Set<Self> = [grantGap, grantCard, grantReservation, grantConstrained]
}

extension PreflightRule {
    /// What is looked for at stays that access grants hold.
    ///
    /// scripts/matrix takes each line out in turn.
    static let grantRules: [PreflightRule] = [
        .gaps,
        .cards,
        .reservations,
        .constrained,
    ]

    /// Guests inside whose access is issued anew.
    static let gaps = together(
        .grantGap,
        "Seam takes the access of these guests back and issues it anew, with the same PIN, so that it opens nothing for a "
            + "moment while they can open now",
    ) { row, world in
        row.isOfGrant && row.changesHours && row.members.contains { $0.before.isInside(at: world.now) }
    }

    /// Cards that open by the old hours until somebody encodes them.
    static let cards = together(
        .grantCard,
        "the cards of these stays must be encoded anew at the desk before they open by the new hours",
    ) { row, world in
        row.changesHours && world.grant(of: row)?.marks.contains(.card) == true
    }

    /// Grants of reservations: the next push of the reservation may undo what is changed here, and all grants of one must
    /// have some time in common.
    static let reservations = perRow(.grantReservation, "stay") { row, world in
        guard row.changesHours, let grant = world.grant(of: row), let key = grant.reservationKey else { return nil }
        let push = "\(row.label) belongs to the reservation \(key.shown), whose next push may undo the change"
        let apart = world.index.grants.values
            .filter { $0.reservationKey == key && $0.accessGrantID != grant.accessGrantID }
            .filter { other in row.after.map { !$0.meets(other.state) } ?? false }
        guard !apart.isEmpty else { return push }
        let names = listed(apart.map { ($0.state.name ?? $0.accessGrantID).shown }.sorted())
        return
            "\(push); Seam refuses it, because \(names) of the same reservation \(apart.count == 1 ? "has" : "have") no "
            + "time in common with the new hours: make the hours longer first, and shorter in a second run"
    }

    /// Grants whose hours a lock cannot keep to as they are.
    static let constrained = together(
        .grantConstrained,
        "a lock cannot keep to the hours of these access grants, and may open by others (device_time_constraints_violated)",
    ) { row, world in
        row.changesHours && world.grant(of: row)?.marks.contains(.constrained) == true
    }
}

extension PlanWorld {
    /// The access grant that holds a row's stay, nil where none does.
    func grant(of row: Row) -> IndexedGrant? {
        guard case .grant(let id) = row.target else { return nil }
        return index.grants[id]
    }
}

extension CodeState {
    /// Whether both have some time in common; a bound that is not there limits nothing.
    fileprivate func meets(_ other: CodeState) -> Bool {
        let starts = [startsAt, other.startsAt].compactMap(\.self).max()
        let ends = [endsAt, other.endsAt].compactMap(\.self).min()
        guard let starts, let ends else { return true }
        return starts < ends
    }
}
