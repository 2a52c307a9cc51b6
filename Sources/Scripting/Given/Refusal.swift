/// Why an argument is not taken: the same sentence in a call and in `check`.
package struct Refusal: Hashable, Sendable {
    /// What sort of mistake it is.
    package enum Sort: Hashable, Sendable {
        /// A value of another kind, or out of its bounds.
        case value
        /// A text that is no time, date, duration or zone.
        case time
        /// A name that a table does not have.
        case name
        /// An argument too few or too many.
        case count
    }

    /// One step from the arguments of a call to the place of the mistake.
    package enum Step: Hashable, Sendable {
        /// An argument, counted from 0.
        case argument(Int)
        /// The value of a field.
        case field(String)
        /// The value at a place of a list, counted from 0.
        case element(Int)
    }

    /// The sort of the mistake.
    package let sort: Sort
    /// What is wrong, with which value, and what to write.
    package let message: String
    /// Where it is; empty for the call as a whole.
    package let path: [Step]
}

/// Where an argument stands: the function, the words for the argument, and the way to it.
struct GivenPlace {
    /// How messages begin.
    let function: String
    /// The name of the parameter, or of the field.
    let name: String
    let path: [Refusal.Step]

    /// The place of a field of the table here.
    func field(_ name: String) -> GivenPlace {
        GivenPlace(function: function, name: name, path: path + [.field(name)])
    }

    /// The place of an element of the list here.
    func element(_ index: Int, _ name: String) -> GivenPlace {
        GivenPlace(function: function, name: name, path: path + [.element(index)])
    }

    func refusal(_ problem: String, _ sort: Refusal.Sort = .value) -> Refusal {
        Refusal(sort: sort, message: "\(function): \(problem)", path: path)
    }

    /// A value of another kind than it has to be.
    func mismatch(_ wanted: String, _ given: Given) -> Refusal {
        refusal("\(name) must be \(wanted), not \(given.words)\(Self.hint(wanted, given))")
    }

    private static func hint(_ wanted: String, _ given: Given) -> String {
        switch given {
        case .nil: " (nil is what Lua gives for a name that is not there: is one misspelled?)"
        case .object(.date) where wanted == ParameterKind.instant.words:
            "; a date has no clock time: date:at(\"11:00\", zone) gives a time"
        case .object(.time) where wanted == ParameterKind.date.words:
            "; a time has a date only in a zone: t:date(zone)"
        case .object(.group) where wanted == ParameterKind.text.words: "; give one of its fields, such as its key"
        default: ""
        }
    }
}
