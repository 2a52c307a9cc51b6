extension CursorReader {
    /// The chain whose last token stands before `end`.
    func chain(endingBefore end: Int) -> Chain? {
        var links: [Chain.Link] = []
        var place = end - 1
        while place >= 0 {
            switch tokens[place].kind {
            case .name(let name):
                guard place > 0, tokens[place - 1].matches(.dot) || tokens[place - 1].matches(.colon) else {
                    return Chain(name, links.reversed())
                }
                links.append(tokens[place - 1].matches(.dot) ? .field(name) : .method(name))
                place -= 2
            case .string:
                links.append(.call)
                place -= 1
            case .symbol(.rightParenthesis), .symbol(.rightBrace):
                guard let open = opening(of: place) else { return nil }
                // (x).y: what stands in parentheses of its own is the value itself.
                if tokens[place].matches(.rightParenthesis), !endsValue(before: open) {
                    return chain(endingBefore: place).map { Chain($0.base, $0.links + links.reversed()) }
                }
                links.append(.call)
                place = open - 1
            case .symbol(.rightBracket):
                guard let open = opening(of: place) else { return nil }
                if place == open + 2, case .string(let bytes) = tokens[open + 1].kind {
                    links.append(.field(String(decoding: bytes, as: UTF8.self)))
                } else {
                    links.append(.element)
                }
                place = open - 1
            default: return nil
            }
        }
        return nil
    }

    /// Whether what stands before a parenthesis can be called.
    private func endsValue(before open: Int) -> Bool {
        guard open > 0 else { return false }
        switch tokens[open - 1].kind {
        case .name, .string, .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): return true
        default: return false
        }
    }

    private func opening(of close: Int) -> Int? {
        var depth = 0
        for place in stride(from: close, through: 0, by: -1) {
            if tokens[place].closes { depth += 1 }
            if tokens[place].opens {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return nil
    }

    /// `name = chain` and `for name in chain do` before the cursor; the last one counts.
    var assigned: [String: Chain] {
        var assigned: [String: Chain] = [:]
        for place in tokens.indices where place > 0 {
            guard case .name(let name) = tokens[place - 1].kind else { continue }
            let isLoop = tokens[place].matches(.in)
            guard isLoop || tokens[place].matches(.assign) else { continue }
            let end = endOfChain(from: place + 1)
            guard end > place + 1, var chain = chain(endingBefore: end), chain.base != name else { continue }
            chain.isLooped = isLoop
            assigned[name] = chain
        }
        return assigned
    }

    /// Behind the last token of the chain that begins at `start`.
    private func endOfChain(from start: Int) -> Int {
        var place = start
        guard place < tokens.count, case .name = tokens[place].kind else { return start }
        place += 1
        while place < tokens.count {
            switch tokens[place].kind {
            case .symbol(.dot), .symbol(.colon): place += 2
            case .string: place += 1
            case _ where tokens[place].opens:
                guard let close = closing(of: place) else { return place }
                place = close + 1
            default: return place
            }
        }
        return min(place, tokens.count)
    }

    private func closing(of open: Int) -> Int? {
        var depth = 0
        for place in open..<tokens.count {
            if tokens[place].opens { depth += 1 }
            if tokens[place].closes {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return nil
    }
}
