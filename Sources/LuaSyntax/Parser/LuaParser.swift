/// Reads Lua 5.4 texts and says whether and where they are wrong, as `luac -p` would.
package enum LuaParser {
    /// Parses a script, whose first line may be a shebang.
    package static func parse(_ source: String) -> ParseOutcome {
        parse(bytes: Array(source.utf8))
    }

    /// Parses the bytes of a script file, which need not be UTF-8; its first line may be a shebang.
    package static func parse(bytes: [UInt8]) -> ParseOutcome {
        do throws(SyntaxError) {
            var parser = try Parser(Lexer(bytes))
            return .tree(try parser.chunk())
        } catch {
            return .failure(error)
        }
    }

    /// Tells whether a prompt can run `input`, should ask for more lines, or should report an error.
    ///
    /// Expressions such as `1 + 1` or `x.y` count as complete, and `1 +` as incomplete. A `#` at the start is the
    /// length operator here.
    package static func completeness(of input: String) -> Completeness {
        let bytes = Array(input.utf8)
        guard let statementError = error(in: bytes, { parser throws(SyntaxError) in _ = try parser.chunk() }),
            let expressionError = error(in: bytes, { parser throws(SyntaxError) in _ = try parser.expressionChunk() })
        else { return .complete }
        if statementError.isIncomplete || expressionError.isIncomplete { return .incomplete }
        return .invalid(expressionError.position > statementError.position ? expressionError : statementError)
    }

    private static func error(
        in bytes: [UInt8],
        _ read: (inout Parser) throws(SyntaxError) -> Void,
    ) -> SyntaxError? {
        do throws(SyntaxError) {
            var parser = try Parser(Lexer(bytes, firstLine: .isCode))
            try read(&parser)
            return nil
        } catch {
            return error
        }
    }
}

/// What parsing a text comes to.
package enum ParseOutcome: Hashable, Sendable {
    /// The text is valid Lua.
    case tree(SyntaxTree)

    /// The text is not valid; the error is the first one.
    case failure(SyntaxError)

    /// The tree of a valid text.
    package var tree: SyntaxTree? {
        guard case .tree(let tree) = self else { return nil }
        return tree
    }

    /// The first error of an invalid text.
    package var error: SyntaxError? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}

/// Whether a prompt can run what was typed so far.
package enum Completeness: Hashable, Sendable {
    /// Statements, or a list of expressions whose values the prompt shows.
    case complete

    /// Valid so far; more lines are needed.
    case incomplete

    /// No further line can make it valid.
    case invalid(SyntaxError)
}
