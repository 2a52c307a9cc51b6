/// A check of single rows: a plan with such rows is refused, unless somebody means them or leaves them out.
///
/// The word is the error's code, the word of `allow =` in a script, and that of `--allow` and `--leave-out`.
package enum RowCheck: String, Sendable, Hashable, CaseIterable {
    /// Somebody who can open a door now could not after the change.
    case lockout
    /// The codes of the group have different hours, and it is open what is meant.
    case mixed
    /// Many stays that were not named singly lose time.
    case shorten
    /// Two stays would meet on a door of their own, and did not before.
    case overlap
    /// A stay with the same name is on the same door at the same time.
    case duplicate
    /// A door of which it is known that it cannot take a code of the stay.
    case takesNoCode = "takes_no_code"
    /// A relative change of a group whose hours some run changed in the last hours.
    case recent
    /// Another run works on the group.
    case busy
    /// A run that stopped before it finished holds the group.
    case unfinishedRun = "unfinished_run"
    /// The label was used for the group already.
    case once
    /// A time on the clock of a zone whose rules changed after the zone data was made.
    case zoneData = "zone_data"

    /// Whether somebody can mean such rows; those that another run holds can only be left out.
    package var canBeAllowed: Bool { self != .busy && self != .unfinishedRun }

    /// The words that can be allowed.
    package static var allowable: [RowCheck] { allCases.filter(\.canBeAllowed) }
}
