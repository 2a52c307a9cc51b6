extension Parser {
    mutating func breakStatement() throws(SyntaxError) -> Statement.Kind {
        guard functions.last?.isInLoop == true else {
            throw SyntaxError(.breakOutsideLoop, "`break` stands outside of any loop", at: token.range)
        }
        try advance()
        return .break
    }

    mutating func gotoStatement() throws(SyntaxError) -> Statement.Kind {
        try advance()
        let name = try expectName("after `goto`")
        functions[functions.count - 1].addGoto(name)
        return .goto(name)
    }

    /// Reads a label and the labels and semicolons behind it, which decide whether it ends its block.
    mutating func label(into statements: inout [Statement]) throws(SyntaxError) {
        let start = try advance().range.start
        let name = try expectName("after `::`")
        try expect(.doubleColon, "after the name of a label")
        statements.append(Statement(kind: .label(name), range: range(from: start)))
        while token.matches(.semicolon) || token.matches(.doubleColon) {
            try statement(into: &statements)
        }
        try add(label: name)
    }

    private mutating func add(label name: Name) throws(SyntaxError) {
        let function = functions.count - 1
        if let earlier = functions[function].labels.first(where: { $0.name.text == name.text }) {
            let line = earlier.name.range.start.line
            let message = "the label ::\(name.text):: is already defined on line \(line)"
            throw SyntaxError(.duplicateLabel, message, at: name.range)
        }
        let endsBlock = endsBlock(token, countingUntil: false)
        if let (jump, local) = functions[function].addLabel(name, endsBlock: endsBlock) {
            let problem = "`goto \(name.text)` jumps into the scope of the local `\(local)`"
            let message = "\(problem); declare it before the goto, or in a block"
            throw SyntaxError(.jumpIntoScope, message, at: jump.range)
        }
    }
}
