/// Reads the tokens before a cursor and finds out what they lead to.
///
/// It never fails: half a text is what it is for.
struct CursorReader {
    private(set) var tokens: [Token] = []
    private let text: String
    private let bytes: [UInt8]
    /// Where a string begins that the cursor is in.
    private var openString: Int?
    private var isInComment = false

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
        var lexer = Lexer(bytes, firstLine: .isCode)
        reading: while true {
            do throws(SyntaxError) {
                let token = try lexer.next()
                if case .end = token.kind { break reading }
                tokens.append(token)
            } catch {
                note(error)
                break reading
            }
        }
        // The lexer has passed a comment at the end without a word.
        if openString == nil, !isInComment { isInComment = endsInComment }
    }

    private mutating func note(_ error: SyntaxError) {
        switch error.code {
        case .unfinishedString: openString = error.range.start.offset
        case .unfinishedLongString:
            // This error is told of the end of the text; the string begins behind the last token.
            let start = tokens.last?.range.end.offset ?? 0
            openString = bytes[start...].firstIndex(of: UInt8(ascii: "["))
        case .unfinishedComment: isInComment = true
        default: break
        }
    }

    /// Whether the last line has a `--` behind the last token.
    private var endsInComment: Bool {
        let end = tokens.last?.range.end.offset ?? 0
        let rest = bytes[min(end, bytes.count)...]
        let line = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? []
        return String(decoding: line, as: UTF8.self).contains("--") && !line.isEmpty
    }

    /// What is asked for at the cursor.
    mutating func context() -> CursorContext {
        guard !isInComment else { return CursorContext(.nothing, prefix: "") }
        if let openString { return inString(openString) }
        var prefix = ""
        if let last = tokens.last, last.range.end.offset == bytes.count {
            switch last.kind {
            case .name(let name): prefix = name
            case .keyword(let keyword): prefix = keyword.rawValue
            case .integer, .float: return CursorContext(.nothing, prefix: "")
            default: break
            }
            if !prefix.isEmpty { tokens.removeLast() }
        }
        return CursorContext(wanted, prefix: prefix, assigned: assigned)
    }

    private var wanted: CursorContext.Wanted {
        guard let last = tokens.last else { return .name }
        if last.matches(.dot) || last.matches(.colon) {
            guard let chain = chain(endingBefore: tokens.count - 1) else { return .nothing }
            return .member(of: chain, isMethod: last.matches(.colon))
        }
        guard let (place, start) = enclosingTable(before: tokens.count) else { return .name }
        if last.matches(.leftBrace) || last.matches(.comma) || last.matches(.semicolon) {
            return .key(in: place, given: given(from: start))
        }
        if last.matches(.assign), tokens.count > 1, case .name(let name) = tokens[tokens.count - 2].kind {
            return .value(in: place, name: name)
        }
        return .name
    }

    // MARK: - Strings

    private func inString(_ start: Int) -> CursorContext {
        var open = start
        while open < bytes.count, bytes[open] == UInt8(ascii: "[") || bytes[open] == UInt8(ascii: "=") { open += 1 }
        let quoteEnd = open > start ? open : min(start + 1, bytes.count)
        let quote = String(decoding: bytes[start..<quoteEnd], as: UTF8.self)
        let prefix = String(decoding: bytes[quoteEnd...], as: UTF8.self)
        return CursorContext(textWanted, prefix: prefix, quote: quote, assigned: assigned)
    }

    private var textWanted: CursorContext.Wanted {
        let count = tokens.count
        if let last = tokens.last, last.matches(.assign), count > 1, case .name(let name) = tokens[count - 2].kind,
            let (place, _) = enclosingTable(before: count - 2)
        {
            return .text(in: place, name: name)
        }
        guard let open = openBracket(before: count) else {
            // f "…: a string alone is an argument as well.
            return .text(in: chain(endingBefore: count).map { Place($0) }, name: nil)
        }
        if let (place, _) = enclosingTable(before: count) {
            // A list: device_ids = { "…", or f{ "…".
            guard let name = place.path.last else { return .text(in: place, name: nil) }
            return .text(in: Place(place.call, argument: place.argument, path: place.path.dropLast()), name: name)
        }
        if let chain = chain(endingBefore: count), open < count - 1 { return .text(in: Place(chain), name: nil) }
        guard tokens[open].matches(.leftParenthesis), let call = chain(endingBefore: open) else {
            return .text(in: nil, name: nil)
        }
        return .text(in: Place(call, argument: argument(from: open)), name: nil)
    }

    /// The number of commas between an open parenthesis and the cursor.
    private func argument(from open: Int) -> Int {
        var depth = 0
        var count = 0
        for token in tokens[(open + 1)...] {
            if token.opens { depth += 1 } else if token.closes { depth -= 1 }
            if depth == 0, token.matches(.comma) { count += 1 }
        }
        return count
    }

    // MARK: - Tables

    /// The table constructor that the cursor is in, when a call takes it, with the fields that lead to it from there.
    private func enclosingTable(before end: Int) -> (place: Place, start: Int)? {
        guard let open = openBracket(before: end), tokens[open].matches(.leftBrace) else { return nil }
        if open > 1, tokens[open - 1].matches(.assign), case .name(let name) = tokens[open - 2].kind,
            let (outer, _) = enclosingTable(before: open - 2)
        {
            return (Place(outer.call, argument: outer.argument, path: outer.path + [name]), open)
        }
        if let chain = chain(endingBefore: open) { return (Place(chain), open) }
        guard let outer = openBracket(before: open), tokens[outer].matches(.leftParenthesis),
            let chain = chain(endingBefore: outer)
        else { return nil }
        return (Place(chain, argument: argument(from: outer)), open)
    }

    /// The last bracket before a token that nothing has closed.
    private func openBracket(before end: Int) -> Int? {
        var depth = 0
        for place in stride(from: end - 1, through: 0, by: -1) {
            if tokens[place].closes { depth += 1 }
            guard tokens[place].opens else { continue }
            if depth == 0 { return place }
            depth -= 1
        }
        return nil
    }

    private func given(from open: Int) -> [String] {
        var depth = 0
        var names: [String] = []
        for place in (open + 1)..<tokens.count {
            if tokens[place].opens { depth += 1 } else if tokens[place].closes { depth -= 1 }
            if depth == 0, tokens[place].matches(.assign), place > 0, case .name(let name) = tokens[place - 1].kind {
                names.append(name)
            }
        }
        return names
    }
}

extension Token {
    var opens: Bool { matches(.leftParenthesis) || matches(.leftBrace) || matches(.leftBracket) }

    var closes: Bool { matches(.rightParenthesis) || matches(.rightBrace) || matches(.rightBracket) }
}
