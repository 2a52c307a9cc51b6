/// What a change does to a stay, for the words of lists: not all that is sent has moved.
package enum RowDeed: Hashable, Sendable, CaseIterable {
    /// Its hours or its name become others.
    case moved
    /// It was named to end earlier, and nothing else of it changes.
    case shortened
    /// Its hours were sent again as they are.
    case resent
    /// Its codes are made.
    case made
    /// Its codes end for good.
    case cancelled
    /// It gets other doors or another PIN.
    case refitted

    /// The one deed of all of some rows; nil where there are several, or no row.
    package static func common(of rows: some Sequence<Row>) -> RowDeed? {
        let deeds = Set(rows.map(\.deed))
        return deeds.count == 1 ? deeds.first : nil
    }
}

extension Row {
    /// What it does to its stay.
    package var deed: RowDeed {
        switch change {
        case .create: .made
        case .cancel: .cancelled
        case .doors: .refitted
        case .hours: sendsAgain ? .resent : isNamed && onlyEndsEarlier ? .shortened : .moved
        }
    }

    private var onlyEndsEarlier: Bool {
        changes == [.endsAt]
            && members.allSatisfy { member in
                guard let after = member.after.endsAt, let before = member.before.endsAt else { return false }
                return after < before
            }
    }
}
