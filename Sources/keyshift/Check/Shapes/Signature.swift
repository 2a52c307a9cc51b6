internal import Model
internal import RunEngine

/// What a function takes and gives.
struct Signature: Hashable, Sendable {
    /// One parameter.
    struct Parameter: Hashable, Sendable {
        /// The word for it in a sentence.
        let name: String
        let kind: Kind
        var isRequired = true
    }

    /// One named value of a table that is an argument.
    struct Field: Hashable, Sendable {
        let name: String
        let kind: Kind
    }

    /// What an argument has to be.
    indirect enum Kind: Hashable, Sendable {
        case any
        case text
        case number
        case wholeNumber
        case boolean
        case table
        /// A duration such as `2h`.
        case duration
        /// A duration that is longer than nothing, or `{ days = 1 }`.
        case laterDuration
        /// A duration, or `{ days = 1 }`.
        case durationOrDays
        /// A duration, `{ days = 1 }`, or a table with durations for starts and ends.
        case shift
        /// A duration, or a table of hours, minutes and seconds.
        case durationOrUnits
        case instant
        case date
        /// A date or an instant.
        case dateOrInstant
        case zone
        case clock
        /// A day and a clock time without an offset.
        case wall
        /// One of these words.
        case word([String])
        /// One of these words, or a list of them.
        case words([String])
        /// A table with none but these names, and at least one of them unless it may be empty.
        case fields([Field], mayBeEmpty: Bool)
        /// A function, and what it is called with.
        case callback([Shape])
        /// A device's id, or a list of them.
        case devices
        /// What a script says about one of its arguments.
        case description(ArgumentKind)
        /// A number, or the least and the most of a range.
        case range
    }

    /// The name as messages show it.
    let name: String
    let parameters: [Parameter]
    var result: Shape = .unknown
    /// Set for a method: what it is called on.
    var owner: ScriptClass?
    /// Whether more arguments may follow.
    var isVariadic = false
}

extension Signature.Kind {
    /// The last argument of whatever records a change.
    static let options = fields(
        [
            .init(name: "because", kind: .text), .init(name: "once", kind: .text),
            .init(name: "allow", kind: .words(RowCheck.allowable.map(\.rawValue))),
            .init(name: "again", kind: .boolean),
            .init(name: "replace", kind: .boolean),
        ],
        mayBeEmpty: true,
    )
}

extension Signature.Parameter {
    static func required(_ name: String, _ kind: Signature.Kind) -> Self { Self(name: name, kind: kind) }

    static func optional(_ name: String, _ kind: Signature.Kind) -> Self {
        Self(name: name, kind: kind, isRequired: false)
    }
}
