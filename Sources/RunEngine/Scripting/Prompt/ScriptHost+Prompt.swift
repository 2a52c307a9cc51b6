internal import CivilTime
internal import Lua
internal import Seam

/// What a statement of the prompt came to.
package struct PromptAnswer: Sendable {
    /// What is printed of its values.
    package var lines: [PromptLine]
    /// The records or lines that there was no room for.
    package var left = 0
}

extension ScriptHost {
    /// Evaluates an expression or statements; the first value becomes `_`.
    /// - Throws: `ScriptError` with the line of the statement; the rows recorded before the error stay.
    package func evaluate(_ input: String, name: String, _ layout: PromptLayout) throws(ScriptError) -> PromptAnswer {
        do throws(LuaError) {
            let state = try openState()
            prompt.beginStatement(layout, session)
            defer { prompt.endStatement(session) }
            return try answer(to: try values(of: input, name: name, in: state), layout, in: state)
        } catch {
            throw ScriptError(error, shown: shown)
        }
    }

    /// The next page of what the last statement gave; nil when there is none.
    /// - Throws: `ScriptError` of a `__tostring` that failed.
    package func more(_ layout: PromptLayout) throws(ScriptError) -> PromptAnswer? {
        do throws(LuaError) {
            guard let page = try prompt.rest?.page(layout) else { return nil }
            return answer(page)
        } catch {
            throw ScriptError(error, shown: shown)
        }
    }

    /// Takes back what the last statement that recorded something has recorded; false when there is none.
    package func takeBack() -> Bool {
        prompt.takeBack(session)
    }

    private func values(of input: String, name: String, in state: LuaState) throws(LuaError) -> [LuaValue] {
        guard let expression = try? state.load("return \(input)", name: name) else {
            return try state.echo(try state.load(input, name: name))
        }
        return try state.echo(try prompt.keeper(in: state), [.function(expression)])
    }

    private func answer(
        to values: [LuaValue],
        _ layout: PromptLayout,
        in state: LuaState,
    ) throws(LuaError) -> PromptAnswer {
        prompt.rest = nil
        var pages: [PromptPages] = []
        for value in values { pages.append(try self.pages(of: value, layout, in: state)) }
        // More than one value, as pcall gives them, stand below each other, and whole.
        guard pages.count == 1 else {
            var lines: [PromptLine] = []
            for page in pages { lines += try page.page(PromptLayout(width: layout.width)) }
            return answer(lines)
        }
        prompt.rest = pages[0]
        return answer(try pages[0].page(layout))
    }

    private func answer(_ lines: [PromptLine]) -> PromptAnswer {
        let left = prompt.rest?.left ?? 0
        if left == 0 { prompt.rest = nil }
        return PromptAnswer(lines: lines.map { PromptLine(shown($0.text), $0.style) }, left: left)
    }

    private func pages(of value: LuaValue, _ layout: PromptLayout, in state: LuaState) throws(LuaError) -> PromptPages {
        let text = ValueText(state: state, showsPINs: session.context.showsPINs, width: layout.width)
        switch value {
        case .object(is GroupQuery):
            let list = try state.run(try state.load("return (...):list()", name: "repl"), [value]).first ?? .nil
            if case .table(let table) = list, table.isEmpty { return .lines([PromptLine("no groups", .note)]) }
            return try pages(of: list, layout, in: state)
        case .object(let group as GroupValue):
            guard let index = session.builder?.index else { break }
            return .lines(GroupRecord(group, index).lines.map { PromptLine($0) })
        case .table(let table) where table.fields.isEmpty && table.others.isEmpty:
            let groups = table.sequence.compactMap { value in
                if case .object(let group as GroupValue) = value { group } else { nil }
            }
            if let index = session.builder?.index, !groups.isEmpty, groups.count == table.sequence.count {
                return .records(try GroupRecord.pager(groups, index))
            }
            guard table.sequence.count > 1, let columns = RecordColumns(table.sequence)?.names else { break }
            return .records(try Self.pager(of: table.sequence, columns, text))
        default: break
        }
        return .lines(try text.lines(of: value).map { PromptLine($0) })
    }

    private static func pager(
        of list: [LuaValue],
        _ columns: [String],
        _ text: ValueText,
    ) throws(LuaError) -> RecordPager {
        try RecordPager(columns: columns, count: list.count) { place throws(LuaError) in
            guard case .table(let table) = list[place] else { return columns.map { _ in "" } }
            var cells: [String] = []
            for name in columns { cells.append(try text.cell(name, table.fields[name] ?? .nil)) }
            return cells
        }
    }
}

extension ScriptError {
    /// The error of a statement, with the PINs masked.
    init(_ error: LuaError, shown: (String) -> String) {
        self.init(
            description: error.exitStatus == nil
                ? shown(error.description) : "os.exit ends a script; :quit leaves the prompt",
            chunk: error.position?.split(separator: ":").dropLast().joined(separator: ":"),
            line: error.position.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) },
            isInterruption: error.code == .interrupted
        )
    }
}
