internal import LuaSyntax

/// One place in a script that will not do what it says.
struct Finding: Hashable, Sendable {
    /// What kind of mistake it is; the raw values are stable.
    enum Kind: String, Sendable, CaseIterable {
        /// The text is no Lua.
        case syntax
        /// A global variable that nothing sets.
        case undefinedGlobal = "undefined_global"
        /// A namespace, function, method or field that is not there.
        case unknownName = "unknown_name"
        /// A parameter that a call does not take, or that it needs and does not get.
        case parameter
        /// A value of the wrong type, or outside of what is allowed.
        case value
        /// A time, date, clock, duration or zone that is none, or a time without an offset.
        case time
        /// The result of a call that gives none.
        case noResult = "no_result"
        /// A dot where a colon belongs, or the reverse, or a call of what is no function.
        case call
        /// An operator between values that it does not work on.
        case `operator`
        /// A query without an end, or a loop over what cannot be looped over.
        case query
        /// A condition that is always true or never.
        case condition
        /// An assignment to what cannot be assigned to, or a name that is given twice.
        case assignment

        /// What such a mistake is, in a sentence.
        var about: String {
            switch self {
            case .syntax: "The text is no Lua."
            case .undefinedGlobal: "A global variable that nothing sets."
            case .unknownName: "A namespace, function, method or field that is not there."
            case .parameter: "A parameter that a call does not take, or that it needs and does not get."
            case .value: "A value of the wrong type, or outside of what is allowed."
            case .time: "A time, date, duration or zone that is none, or a time without an offset."
            case .noResult: "The result of a call that gives none."
            case .call: "A dot where a colon belongs, or the reverse, or a call of what is no function."
            case .operator: "An operator between values that it does not work on."
            case .query: "A query without an end, or a loop over what cannot be looped over."
            case .condition: "A condition that is always true or never."
            case .assignment: "An assignment to what cannot be assigned to, or a name that is given twice."
            }
        }
    }

    /// The kind.
    let kind: Kind
    /// What is wrong, and where one is known, what to write instead.
    let message: String
    /// The part of the script that is wrong.
    let range: SourceRange

    init(_ kind: Kind, _ message: String, at range: SourceRange) {
        self.kind = kind
        self.message = message
        self.range = range
    }
}
