/// What the parser knows of one function while it is inside of it.
struct FunctionScope {
    /// A local variable in reach; the hidden state of a `for` loop has no declaration and an empty name.
    struct Local {
        let name: String
        let declaration: LocalDeclaration.ID?
        /// Whether liblua folds the variable away, so that it needs neither register nor upvalue.
        var isFolded = false
    }

    struct Label {
        let name: Name
        let activeLocals: Int
    }

    struct PendingGoto {
        let name: Name
        /// Locals active at the jump, lowered to those of the enclosing block when a block ends.
        var activeLocals: Int
    }

    struct BlockScope {
        let isLoop: Bool
        let firstLabel: Int
        let firstGoto: Int
        let activeLocals: Int
    }

    /// A variable of an enclosing function, or the chunk's environment.
    enum Upvalue: Equatable {
        case environment
        case local(LocalDeclaration.ID)
    }

    var isVararg: Bool
    /// Declared locals; those beyond `activeLocals` wait for the end of their statement.
    var locals: [Local] = []
    var activeLocals = 0
    var blocks: [BlockScope] = []
    var labels: [Label] = []
    var pendingGotos: [PendingGoto] = []
    /// Each once; they are few, and a set asks the runtime for the conformance of its elements at each start.
    private(set) var upvalues: [Upvalue] = []

    var isInLoop: Bool { blocks.contains(where: \.isLoop) }

    /// Registers that active locals take at least.
    var usedRegisters: Int {
        locals.prefix(activeLocals).count { !$0.isFolded }
    }

    func activeLocal(named name: String) -> Local? {
        locals.prefix(activeLocals).last { $0.name == name }
    }

    mutating func note(_ upvalue: Upvalue) {
        if !upvalues.contains(upvalue) { upvalues.append(upvalue) }
    }

    mutating func activateAll() {
        activeLocals = locals.count
    }

    mutating func enterBlock(isLoop: Bool) {
        let block = BlockScope(
            isLoop: isLoop,
            firstLabel: labels.count,
            firstGoto: pendingGotos.count,
            activeLocals: activeLocals,
        )
        blocks.append(block)
    }

    /// Ends the scope of the innermost block; its unresolved jumps pass to the enclosing block.
    mutating func leaveBlock() {
        guard let block = blocks.popLast() else { return }
        locals.removeSubrange(block.activeLocals...)
        activeLocals = block.activeLocals
        labels.removeSubrange(block.firstLabel...)
        for index in pendingGotos.indices.dropFirst(block.firstGoto) {
            pendingGotos[index].activeLocals = block.activeLocals
        }
    }

    /// Adds a jump, unless its label stands before it and is visible.
    mutating func addGoto(_ name: Name) {
        guard !labels.contains(where: { $0.name.text == name.text }) else { return }
        pendingGotos.append(.init(name: name, activeLocals: activeLocals))
    }

    /// Adds a label and takes out the jumps that it resolves.
    ///
    /// - Returns: the first jump that would enter the scope of a local, with that local's name.
    mutating func addLabel(_ name: Name, endsBlock: Bool) -> (goto: Name, local: String)? {
        guard let block = blocks.last else { return nil }
        let label = Label(name: name, activeLocals: endsBlock ? block.activeLocals : activeLocals)
        labels.append(label)
        for jump in pendingGotos.dropFirst(block.firstGoto) where jump.name.text == name.text {
            if jump.activeLocals < label.activeLocals {
                return (jump.name, locals[jump.activeLocals].name)
            }
        }
        let kept = pendingGotos.dropFirst(block.firstGoto).filter { $0.name.text != name.text }
        pendingGotos.replaceSubrange(block.firstGoto..., with: kept)
        return nil
    }
}
