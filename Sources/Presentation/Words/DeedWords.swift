internal import Model
internal import Spelling

/// What was done to stays, and what is to be, in words.
enum DeedWords {
    /// What some stays were, such as `3 moved` or `1 ends earlier`.
    static func done(_ deed: RowDeed, _ count: Int) -> String {
        deed == .shortened ? count.counted("ends earlier", "end earlier") : "\(count) \(done(deed))"
    }

    /// The word for what one stay was; where several things were done, `done`.
    static func done(_ deed: RowDeed?) -> String {
        switch deed {
        case .moved: "moved"
        case .shortened: "ends earlier"
        case .resent: "sent again"
        case .made: "made"
        case .cancelled: "cancelled"
        case .refitted: "changed"
        case nil: "done"
        }
    }

    /// The same in front of a count: `made 1/3`.
    static func progress(_ deed: RowDeed?) -> String { deed == .shortened ? "shortened" : done(deed) }

    /// How many groups a plan changes, such as `1 group changes` or `3 stays are made`.
    static func changes(_ deed: RowDeed?, _ count: Int) -> String {
        switch deed {
        case .made: count.counted("stay is made", "stays are made")
        case .cancelled: count.counted("stay is cancelled", "stays are cancelled")
        case .resent: count.counted("stay gets its hours again", "stays get their hours again")
        default: count.counted("group changes", "groups change")
        }
    }

    /// What comes of it where a plan begins too late.
    ///
    /// A guest whose end alone moves is inside, or comes in time; one whose start moves may come before the new hours do.
    static func consequence(_ deed: RowDeed?, isOne: Bool, movesStarts: Bool) -> String {
        switch deed {
        case .made: isOne ? "the guest comes before the codes" : "some guests come before their codes"
        case .shortened, .cancelled: isOne ? "it ends later than asked" : "some codes end later than asked"
        default:
            if movesStarts {
                isOne ? "the guest comes before the new hours" : "some guests come before their new hours"
            } else {
                isOne ? "it ends before the new hours arrive" : "some codes end before their new hours arrive"
            }
        }
    }

    /// How many rows are too late whenever the plan begins.
    static func late(_ deed: RowDeed?, _ count: Int, movesStarts: Bool) -> String {
        switch deed {
        case .made: count.counted("stay begins before its codes", "stays begin before their codes")
        case .shortened, .cancelled: count.counted("stay ends later than asked", "stays end later than asked")
        default:
            movesStarts
                ? count.counted("guest comes before the new hours", "guests come before their new hours")
                : count.counted("code ends before its new hours arrive", "codes end before their new hours arrive")
        }
    }
}

extension [Row] {
    /// Whether each of them gets an earlier end, and nothing else.
    var onlyEndEarlier: Bool {
        allSatisfy { row in
            row.change == .hours && row.changes == [.endsAt]
                && row.members.allSatisfy { member in
                    guard let after = member.after.endsAt else { return false }
                    return member.before.endsAt.map { after < $0 } ?? true
                }
        }
    }
}
