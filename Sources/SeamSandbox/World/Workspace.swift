/// One owner's doors, codes and what happened to them, with no reference to another owner's.
struct Workspace: Sendable {
    private static let mostEvents = 10_000
    private static let mostAttempts = 10_000

    let id: Identifier
    let createdAt: Int64
    /// How long a door takes to do what it is told, in milliseconds.
    let settle: Int64
    var profile: WorkspaceProfile
    var devices: [Device] = []
    var accounts: [ConnectedAccount] = []
    var identities: [UserIdentity] = []
    var spaces: [Space] = []
    /// The grants and their methods.
    var stays = GrantTable()
    /// The codes; a slot whose code is gone is given to another one.
    private(set) var codes: [AccessCode] = []
    private(set) var events = Ring<Event>(capacity: mostEvents)
    var attempts = Ring<ActionAttempt>(capacity: mostAttempts)
    var attemptIndex: [Identifier: Int] = [:]
    /// The attempts that are under way, by their due time, which only grows.
    var works = Queue()
    /// The numbers of attempts that wait for their device to come back.
    var overdue: Set<Int> = []
    /// Ids of events and attempts.
    var random: SandboxRandom
    private var agenda = Agenda()
    private var deviceIndex: [Identifier: Int] = [:]
    private var codeIndex: [Identifier: Int] = [:]
    private var membersByKey: [String: [Int]] = [:]
    private var freeSlots: [Int] = []
    private var codeCount = 0

    init(id: Identifier, profile: WorkspaceProfile, createdAt: Int64, settle: Int64, random: SandboxRandom) {
        self.id = id
        self.profile = profile
        self.createdAt = createdAt
        self.settle = settle
        self.random = random
    }

    // MARK: Looking up

    /// The position of the device with this id.
    func position(ofDevice id: Identifier) -> Int? {
        deviceIndex[id]
    }

    /// The position of the code with this id, whether or not a reader may see it.
    func position(ofCode id: Identifier) -> Int? {
        codeIndex[id]
    }

    /// The positions of the members of a group that a request can change.
    func members(ofGroup key: String) -> [Int] {
        (membersByKey[key] ?? []).filter { codes[$0].isChangeable }
    }

    /// The code that already has `pin` on a device; hours do not matter, as on real locks.
    func code(withPIN pin: String, onDevice device: Int) -> AccessCode? {
        for position in devices[device].codes where codes[position].current.pin == pin && codes[position].holdsPIN {
            return codes[position]
        }
        return nil
    }

    /// The backup codes of a device that were not pulled yet.
    func availableBackups(onDevice device: Int) -> [Int] {
        guard devices[device].hasBackupPool else { return [] }
        return devices[device].codes.filter { codes[$0].traits.isBackup && !codes[$0].isPulled && codes[$0].holdsPIN }
    }

    /// What a code's door is like now.
    func door(of code: AccessCode) -> AccessCode.Door {
        // Only a code on its way can find that another one has its PIN.
        let isComing = code.stage == .waiting || code.stage == .setting
        return door(ofDevice: code.device, rival: isComing ? rival(of: code) : nil)
    }

    /// Another code with the same PIN that the door has.
    private func rival(of code: AccessCode) -> (id: Identifier, isManaged: Bool)? {
        for position in devices[code.device].codes where codes[position].onDevice?.pin == code.current.pin {
            guard codes[position].id != code.id else { continue }
            return (codes[position].id, codes[position].current.isManaged)
        }
        return nil
    }

    /// What a door is like now for a code with that rival.
    func door(ofDevice position: Int, rival: (id: Identifier, isManaged: Bool)? = nil) -> AccessCode.Door {
        let device = devices[position]
        return AccessCode.Door(
            isReachable: isReachable(position),
            hasSpace: hasSpace(device),
            refuses: device.refuses,
            rival: rival,
            schedulesNatively: device.model.schedulesNatively,
            settle: settle
        )
    }

    func isReachable(_ device: Int) -> Bool {
        devices[device].obeys && accounts[devices[device].account].isConnected
    }

    private func hasSpace(_ device: Device) -> Bool {
        guard let most = device.mostCodes ?? device.model.mostCodes else { return true }
        return device.storedCodes < most
    }

    // MARK: Changing

    mutating func insert(_ device: Device) {
        deviceIndex[device.id] = devices.count
        devices.append(device)
    }

    /// Adds a code that `make` makes, given its order of creation; returns its position.
    mutating func insert(_ make: (Int) -> AccessCode) -> Int {
        let code = make(codeCount)
        codeCount += 1
        let position: Int
        if let free = freeSlots.popLast() {
            position = free
            codes[free] = code
        } else {
            position = codes.count
            codes.append(code)
        }
        codeIndex[code.id] = position
        devices[code.device].codes.append(position)
        if let key = code.current.commonCodeKey { membersByKey[key, default: []].append(position) }
        return position
    }

    /// Places a code of the starting world, with nothing to tell about it.
    mutating func settleIn(_ position: Int, at now: Int64) {
        let door = door(ofDevice: codes[position].device)
        codes[position].arrive(at: now, door)
        recount(position, wasStored: false)
        agenda.set(codes[position].due(door), at: position)
    }

    /// Changes a code, tells what happened, and does at once what thereby became due.
    mutating func update(
        _ position: Int,
        at now: Int64,
        _ change: (inout AccessCode, AccessCode.Door) -> [AccessCode.Happening]
    ) {
        let door = door(of: codes[position])
        let key = codes[position].current.commonCodeKey
        let wasStored = codes[position].onDevice != nil
        let happenings = change(&codes[position], door)
        recount(position, wasStored: wasStored)
        if codes[position].current.commonCodeKey != key {
            leave(key, position)
            if let key = codes[position].current.commonCodeKey { membersByKey[key, default: []].append(position) }
        }
        let method = codes[position].traits.method
        for happening in happenings { tell(happening, of: position, at: now) }
        schedule(position, door, at: now)
        while agenda.first == position, let due = agenda.next, due <= now { stepFirst(at: now) }
        if let method { review(method: method, at: now) }
    }

    /// When the next thing is due on its own.
    var nextDue: Int64? {
        let next = min(works.nextDue ?? .max, agenda.next ?? .max, stays.next?.due ?? .max)
        return next == .max ? nil : next
    }

    /// Does the one thing that is due first, at its own instant.
    mutating func stepNext() {
        let grant = stays.next
        if let work = works.nextDue, work <= min(agenda.next ?? .max, grant?.due ?? .max) {
            finishWork(at: work)
        } else if let grant, grant.due < agenda.next ?? .max {
            step(grant: grant.grant, at: grant.due)
        } else if let due = agenda.next {
            stepFirst(at: due)
        }
    }

    /// Adds an event.
    mutating func note(
        _ kind: Event.Kind,
        at now: Int64,
        device: Int? = nil,
        account: Int? = nil,
        code: Identifier? = nil,
        attempt: Identifier? = nil,
        _ details: Event.Details = .none
    ) {
        let account = account ?? device.map { devices[$0].account }
        keep(
            Event(
                id: random.uuid(),
                kind: kind,
                at: now,
                account: account.map { accounts[$0].id },
                device: device.map { devices[$0].id },
                code: code,
                attempt: attempt,
                details: details
            )
        )
    }

    mutating func keep(_ event: Event) {
        _ = events.append(event)
    }

    private mutating func stepFirst(at now: Int64) {
        guard let position = agenda.first else { return }
        let door = door(of: codes[position])
        let wasStored = codes[position].onDevice != nil
        let happenings = codes[position].step(at: now, door)
        let method = codes[position].traits.method
        recount(position, wasStored: wasStored)
        for happening in happenings { tell(happening, of: position, at: now) }
        schedule(position, door, at: now)
        if let method { review(method: method, at: now) }
    }

    private mutating func recount(_ position: Int, wasStored: Bool) {
        let isStored = codes[position].onDevice != nil
        guard isStored != wasStored else { return }
        devices[codes[position].device].storedCodes += isStored ? 1 : -1
    }

    private mutating func schedule(_ position: Int, _ door: AccessCode.Door, at now: Int64) {
        agenda.set(codes[position].due(door), at: position)
        if codes[position].stage == .gone { forget(position, at: now) }
    }

    /// Frees the slot of a code that is gone.
    private mutating func forget(_ position: Int, at now: Int64) {
        let code = codes[position]
        guard codeIndex[code.id] == position else { return }
        codeIndex[code.id] = nil
        leave(code.current.commonCodeKey, position)
        devices[code.device].codes.removeAll { $0 == position }
        if code.onDevice != nil { devices[code.device].storedCodes -= 1 }
        freeSlots.append(position)
    }

    private mutating func leave(_ key: String?, _ position: Int) {
        guard let key, var members = membersByKey[key] else { return }
        members.removeAll { $0 == position }
        membersByKey[key] = members.isEmpty ? nil : members
    }
}
