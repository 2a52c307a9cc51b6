internal import LuaSyntax

/// One suffix of an expression, such as the call in `groups.all()`, with what stands before it and what it gives.
struct Step {
    /// The whole expression.
    let chain: Expression
    let suffix: SuffixedExpression.Suffix
    /// What stands before the suffix.
    let receiver: Shape
    /// What is called, for a call of either form: a method where the suffix names one.
    let callee: Shape
    /// What the suffix gives.
    let result: Shape
    /// Whether no further suffix follows.
    let isLast: Bool
    /// The name right before a call, or of the method; nil for `(f)()` and `t[1]()`.
    let name: Name?
    /// The name that the whole expression begins with, when the suffix is the first.
    let isFirst: Bool

    /// The arguments of a call.
    var arguments: CallArguments? {
        switch suffix.kind {
        case .call(let arguments), .methodCall(_, let arguments): arguments
        case .field, .index: nil
        }
    }

    /// The field or method that the suffix names.
    var member: Name? {
        switch suffix.kind {
        case .field(let name), .methodCall(let name, _): name
        case .index, .call: nil
        }
    }

    /// Whether the suffix is a method's name with its arguments.
    var isMethodCall: Bool {
        if case .methodCall = suffix.kind { true } else { false }
    }

    /// Whether a colon stands before a function of a module, which then gets the module as its first argument.
    var isMisdirected: Bool {
        switch receiver {
        case .module, .namespace: isMethodCall
        default: false
        }
    }

    /// Where a problem of the call as a whole is shown.
    var place: SourceRange { name?.range ?? suffix.range }
}
