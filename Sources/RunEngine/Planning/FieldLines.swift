internal import Model

/// The lines of a script that have set the fields of a group or of a code, as far as a later line must not set them again.
struct FieldLines {
    /// What stands for a line that is not known.
    static let unknown = "an earlier line"

    private var starts: String?
    private var ends: String?
    private var name: String?

    /// The line that has set a field, nil when none has.
    subscript(field: ChangedField) -> String? {
        switch field {
        case .startsAt: starts
        case .endsAt: ends
        case .name: name
        }
    }

    /// Notes what a change sets.
    ///
    /// An alignment says from where later changes move, and sets nothing for good.
    mutating func take(_ change: Change) {
        let line = change.position ?? Self.unknown
        if let move = change.starts, !move.isAlignment { starts = line }
        if let move = change.ends, !move.isAlignment { ends = line }
        if change.name != nil { name = line }
    }
}
