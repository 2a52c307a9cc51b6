/// Which tasks of a state can run, what the others wait for, and who started whom: bookkeeping, without effects.
///
/// A task is a slot of an array, 64 bytes, linked to its parent, its siblings and those who await it. A slot is used
/// again after its task has ended. A task whose function has returned ends when all its children have.
struct TaskScheduler {
    /// The number of a task, from 1; `none` stands for no task.
    typealias ID = Int32
    /// A number that no other wait of the state has.
    typealias Ticket = Int64

    static let none: ID = 0

    /// How a task came to be.
    enum Kind: UInt8 { case script, spawned, mapped }
    /// What a task waits for.
    enum Wait: UInt8 { case arrival, task, children }
    private enum Phase: UInt8 { case free, ready, running, waiting, ending }

    private struct Entry {
        var phase = Phase.free
        var kind = Kind.script
        var wait = Wait.arrival
        var isCancelled = false
        var isClosing = false
        var isClosed = false
        var ticket: Ticket = 0
        var latestTicket: Ticket = 0
        var parent = none
        var newestChild = none
        var older = none
        var newer = none
        var awaited = none
        var firstAwaiting = none
        var nextAwaiting = none
    }

    private var entries: [Entry] = [Entry()]
    private var free: [ID] = []
    private var ready = ReadyQueue()
    private var running: [ID] = []
    private var waiting: [Ticket: ID] = [:]
    private var lastTicket: Ticket = 0

    /// The task whose code runs, `none` outside of all tasks.
    var current: ID { running.last ?? Self.none }
    /// The number of tasks that have not ended.
    var count: Int { entries.count - 1 - free.count }
    /// The id that the next task will have.
    var nextID: ID { free.last ?? ID(entries.count) }

    /// Whether the task that runs may start others.
    var canStart: Bool { current != Self.none && !self[current].isCancelled }

    /// Starts a task as a child of the one that runs.
    @discardableResult
    mutating func start(_ kind: Kind) -> ID {
        let id = nextID
        if free.popLast() == nil { entries.append(Entry()) }
        var entry = Entry()
        entry.kind = kind
        entry.phase = .ready
        if kind != .script {
            entry.parent = current
            entry.older = self[current].newestChild
            if entry.older != Self.none { self[entry.older].newer = id }
            self[current].newestChild = id
        }
        self[id] = entry
        ready.append(id)
        return id
    }

    /// The next task that can go on, which runs from now on; nil when none can.
    mutating func next() -> ID? {
        while let id = ready.popFirst() {
            guard self[id].phase == .ready, !self[id].isCancelled else { continue }
            self[id].phase = .running
            running.append(id)
            return id
        }
        return nil
    }

    /// Runs a cancelled task's last code: what its to-be-closed variables do.
    mutating func beginClosing(_ id: ID) {
        self[id].phase = .running
        self[id].isClosing = true
        running.append(id)
    }

    /// The task that runs was suspended by Lua; it waits, or goes on at once when its wait has ended already.
    mutating func suspend() {
        guard let id = running.popLast() else { return }
        self[id].phase = .waiting
        if self[id].ticket == 0 { makeReady(id) }
    }

    /// The function of the task that runs has returned or raised; its children may still run.
    mutating func leave() {
        guard let id = running.popLast() else { return }
        forgetWait(of: id)
        self[id].phase = .ending
    }

    /// Whether the task has left its code for good and has no children: time to end it.
    func hasEnded(_ id: ID) -> Bool {
        let entry = self[id]
        return entry.phase == .ending && entry.newestChild == Self.none && (!entry.isCancelled || entry.isClosed)
    }

    /// Ends a task and answers its parent: those who await it go on, and so does a parent that maps.
    mutating func end(_ id: ID) -> ID {
        let entry = self[id]
        unlink(entry)
        var tickets: [Ticket] = []
        while self[id].firstAwaiting != Self.none {
            let awaiting = self[id].firstAwaiting
            forgetAwaited(of: awaiting)
            tickets.append(self[awaiting].ticket)
        }
        for ticket in tickets.reversed() { finish(ticket) }
        if entry.kind == .mapped, self[entry.parent].wait == .children { finish(self[entry.parent].ticket) }
        self[id] = Entry()
        free.append(id)
        return entry.parent
    }

    /// Forgets all tasks; tickets are not used again.
    mutating func abandonAll() {
        let lastTicket = lastTicket
        self = TaskScheduler()
        self.lastTicket = lastTicket
    }

    private mutating func makeReady(_ id: ID) {
        self[id].phase = .ready
        ready.append(id)
    }

    private mutating func unlink(_ entry: Entry) {
        if entry.newer != Self.none {
            self[entry.newer].older = entry.older
        } else if entry.parent != Self.none {
            self[entry.parent].newestChild = entry.older
        }
        if entry.older != Self.none { self[entry.older].newer = entry.newer }
    }

    private subscript(id: ID) -> Entry {
        get { entries[Int(id)] }
        _modify { yield &entries[Int(id)] }
    }
}

// MARK: - Waits

extension TaskScheduler {
    /// A wait of the task that runs for something that arrives from outside of the scripts.
    mutating func waitForArrival() -> Ticket {
        wait(.arrival)
    }

    /// A wait of the task that runs for the end of one of its mapped children.
    mutating func waitForChildren() -> Ticket {
        wait(.children)
    }

    /// A wait of the task that runs for the end of another.
    mutating func wait(for task: ID) -> Ticket {
        let ticket = wait(.task)
        guard current != Self.none else { return ticket }
        self[current].awaited = task
        self[current].nextAwaiting = self[task].firstAwaiting
        self[task].firstAwaiting = current
        return ticket
    }

    /// The number of waits that have not ended.
    var waitCount: Int { waiting.count }

    /// The ticket that a task got last, 0 when it never waited.
    func latestTicket(of id: ID) -> Ticket { self[id].latestTicket }

    /// Whether a wait has not ended.
    func isWaiting(_ ticket: Ticket) -> Bool {
        waiting[ticket] != nil
    }

    /// The task of a wait that has not ended, and what it waits for.
    func waiter(_ ticket: Ticket) -> (task: ID, wait: Wait)? {
        waiting[ticket].map { ($0, self[$0].wait) }
    }

    /// Ends a wait, unless it has ended already: its task can go on.
    mutating func finish(_ ticket: Ticket) {
        guard let id = waiting.removeValue(forKey: ticket) else { return }
        guard id != Self.none, self[id].ticket == ticket else { return }
        self[id].ticket = 0
        forgetAwaited(of: id)
        if self[id].phase == .waiting { makeReady(id) }
    }

    /// A task waits no longer.
    mutating func forgetWait(of id: ID) {
        guard self[id].ticket != 0 else { return }
        waiting[self[id].ticket] = nil
        self[id].ticket = 0
        forgetAwaited(of: id)
    }

    private mutating func wait(_ wait: Wait) -> Ticket {
        lastTicket += 1
        waiting[lastTicket] = current
        if current != Self.none {
            self[current].ticket = lastTicket
            self[current].latestTicket = lastTicket
            self[current].wait = wait
        }
        return lastTicket
    }

    private mutating func forgetAwaited(of id: ID) {
        let awaited = self[id].awaited
        guard awaited != Self.none else { return }
        if self[awaited].firstAwaiting == id {
            self[awaited].firstAwaiting = self[id].nextAwaiting
        } else {
            var before = self[awaited].firstAwaiting
            while self[before].nextAwaiting != id { before = self[before].nextAwaiting }
            self[before].nextAwaiting = self[id].nextAwaiting
        }
        self[id].awaited = Self.none
        self[id].nextAwaiting = Self.none
    }

    /// Whether a task cannot end before the one that runs does.
    func dependsOnCurrent(_ task: ID) -> Bool {
        let entry = self[task]
        let isFree = entry.newestChild == Self.none && entry.awaited == Self.none && entry.phase != .running
        guard !isFree, current != Self.none else { return false }
        var met: Set<ID> = [current]
        var open = [current]
        while let id = open.popLast() {
            for dependent in dependents(of: id) where met.insert(dependent).inserted {
                if dependent == task { return true }
                open.append(dependent)
            }
        }
        return false
    }

    /// The tasks that cannot end before `id` does: its parent, and who awaits it.
    private func dependents(of id: ID) -> [ID] {
        var dependents = self[id].parent == Self.none ? [] : [self[id].parent]
        var awaiting = self[id].firstAwaiting
        while awaiting != Self.none {
            dependents.append(awaiting)
            awaiting = self[awaiting].nextAwaiting
        }
        return dependents
    }
}

// MARK: - Cancellation

extension TaskScheduler {
    /// How a task came to be.
    func kind(of id: ID) -> Kind { self[id].kind }
    /// The parent of a task.
    func parent(of id: ID) -> ID { self[id].parent }
    /// Whether a task was cancelled.
    func isCancelled(_ id: ID) -> Bool { self[id].isCancelled }
    /// Whether a task was cancelled while its code is on the stack, where it cannot be closed.
    func isInterrupted(_ id: ID) -> Bool { self[id].isCancelled && !self[id].isClosing }

    /// Marks the children of a task as cancelled, with all that they started; they do not run again.
    ///
    /// The answer is the order to close them in: the newest first, and each after its own children. One whose code is
    /// on the stack is not in it: it finds out where it waits.
    mutating func cancelChildren(of parent: ID) -> [ID] {
        cancel(children(of: parent))
    }

    /// As ``cancelChildren(of:)``, for those only that a `map` of the task has started.
    mutating func cancelMappedChildren(of parent: ID, except spared: ID = none) -> [ID] {
        cancel(children(of: parent).filter { $0 != spared && self[$0].kind == .mapped })
    }

    private mutating func cancel(_ tasks: [ID]) -> [ID] {
        var closing: [ID] = []
        var open = tasks.reversed().map { (id: $0, isExpanded: false) }
        while let (id, isExpanded) = open.popLast() {
            if isExpanded {
                closing.append(id)
            } else if !self[id].isCancelled {
                self[id].isCancelled = true
                if self[id].phase != .running { open.append((id, true)) }
                open.append(contentsOf: children(of: id).reversed().map { ($0, false) })
            }
        }
        return closing
    }

    /// A cancelled task has been closed; it ends with its last child.
    mutating func close(_ id: ID) {
        if self[id].phase == .running, running.last == id { running.removeLast() }
        self[id].phase = .ending
        self[id].isClosed = true
    }

    /// The children of a task, the newest first.
    private func children(of id: ID) -> [ID] {
        var children: [ID] = []
        var child = self[id].newestChild
        while child != Self.none {
            children.append(child)
            child = self[child].older
        }
        return children
    }
}
