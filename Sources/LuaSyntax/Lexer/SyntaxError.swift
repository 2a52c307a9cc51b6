/// The first thing that is wrong with a Lua text.
package struct SyntaxError: Error, Hashable, Sendable {
    /// What kind of mistake it is.
    package let code: Code

    /// A sentence without position that says what is wrong and, where one is known, what to write instead.
    package let message: String

    /// The token or character at fault; empty and at the end of the text when something is missing there.
    package let range: SourceRange

    /// Whether the text merely ended too early, so that more lines could make it valid.
    package let isIncomplete: Bool

    /// Where the mistake starts.
    package var position: SourcePosition { range.start }

    init(_ code: Code, _ message: String, at range: SourceRange, isIncomplete: Bool = false) {
        self.code = code
        self.message = message
        self.range = range
        self.isIncomplete = isIncomplete
    }
}

extension SyntaxError: CustomStringConvertible {
    package var description: String { "line \(position.line), column \(position.column): \(message)" }
}

extension SyntaxError {
    /// The kinds of mistakes; the raw values are stable.
    package enum Code: String, Sendable, CaseIterable {
        /// A byte that starts no token of Lua.
        case unknownCharacter = "unknown_character"
        /// A numeral that Lua cannot read.
        case malformedNumber = "malformed_number"
        /// A quoted string without its closing quote on the line.
        case unfinishedString = "unfinished_string"
        /// A long string without its closing bracket.
        case unfinishedLongString = "unfinished_long_string"
        /// A long comment without its closing bracket.
        case unfinishedComment = "unfinished_comment"
        /// An escape sequence that Lua does not know or cannot represent.
        case invalidEscape = "invalid_escape"
        /// A long bracket that breaks off after its equals signs.
        case invalidLongBracket = "invalid_long_bracket"

        /// A token where a value or the start of a statement should be.
        case unexpectedToken = "unexpected_token"
        /// Something else should stand here.
        case missingToken = "missing_token"
        /// An opening word or bracket whose counterpart is missing.
        case unclosed = "unclosed"
        /// An expression that is neither called nor assigned to.
        case notAStatement = "not_a_statement"

        /// A `break` that no loop encloses.
        case breakOutsideLoop = "break_outside_loop"
        /// A `goto` whose label is not visible.
        case undefinedLabel = "undefined_label"
        /// A label whose name is taken by a visible one.
        case duplicateLabel = "duplicate_label"
        /// A `goto` that would enter the scope of a local variable.
        case jumpIntoScope = "jump_into_scope"
        /// An assignment to a `<const>` or `<close>` variable.
        case constantAssignment = "constant_assignment"
        /// An attribute other than `const` and `close`.
        case unknownAttribute = "unknown_attribute"
        /// More than one `<close>` in one local statement.
        case multipleClose = "multiple_close"
        /// `...` in a function without variable arguments.
        case varargsOutsideFunction = "varargs_outside_function"

        /// Nesting beyond what liblua accepts.
        case tooDeep = "too_deep"
        /// More local variables in a function than liblua accepts.
        case tooManyLocals = "too_many_locals"
        /// More outer variables in a function than liblua accepts.
        case tooManyUpvalues = "too_many_upvalues"
        /// A list longer than the registers of liblua.
        case tooManyRegisters = "too_many_registers"
    }
}
