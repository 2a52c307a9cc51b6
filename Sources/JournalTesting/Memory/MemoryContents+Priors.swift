internal import CivilTime
internal import Journal
internal import Model

// MARK: - Holds

extension MemoryContents {
    func holds(by run: String) -> Bool {
        holds.values.contains(run)
    }

    mutating func releaseHolds(of run: String) {
        holds = holds.filter { $0.value != run }
    }

    /// Takes everything that the rows of a run touch.
    /// - Throws: `busy`, `unfinishedRun`.
    mutating func takeHolds(for run: RunRecord, _ rows: [Row], isAlive: (String) -> Bool) throws(JournalError) {
        for row in rows {
            for identifier in row.identifiers {
                let target = Target(scope: run.scope, identifier: identifier)
                if let other = holds[target], other != run.id {
                    if run.namesOneBooking, try takeRows(out: other, with: row.identifiers, for: run) { continue }
                    try free(other, for: row.name ?? row.target.identifier, at: run.startedAt, isAlive: isAlive)
                }
                holds[target] = run.id
            }
        }
        if run.namesOneBooking { for row in rows { hold(row.identifiers, for: run) } }
    }

    private mutating func hold(_ identifiers: [String], for run: RunRecord) {
        for identifier in identifiers { holds[Target(scope: run.scope, identifier: identifier)] = run.id }
    }

    /// Takes what a run that names one booking wants out of another one.
    /// - Returns: False when the other one has sent something whose end is not known yet; then nothing was taken.
    private mutating func takeRows(out other: String, with wanted: [String], for run: RunRecord) throws(JournalError)
        -> Bool
    {
        let rows = try self.run(other).rows
        let places = rows.indices.filter { !Set(rows[$0].row.identifiers).isDisjoint(with: wanted) }
        guard TakeRule.canTake(places.map { rows[$0] }, at: run.startedAt) else { return false }
        for place in places {
            for identifier in rows[place].row.identifiers {
                holds[Target(scope: run.scope, identifier: identifier)] = nil
            }
            if TakeRule.takes(rows[place].row) { take(place, of: other, for: run) }
        }
        return true
    }

    private mutating func take(_ place: Int, of other: String, for run: RunRecord) {
        guard var entry = runs[other]?.rows[safe: place] else { return }
        let reason = TakeRule.reason(run)
        entry.row.status = .taken
        entry.row.error = reason
        for member in entry.row.members.indices { entry.row.members[member].status = .taken }
        entry.lastIntent?.isOpen = false
        runs[other]?.rows[place] = entry
        append(
            JournalEvent(run: other, row: place, kind: .taken, recordedAt: run.startedAt, detail: reason.message)
        )
    }

    /// Frees what a run holds whose process died after its last row.
    private mutating func free(
        _ id: String,
        for group: String,
        at instant: Instant,
        isAlive: (String) -> Bool,
    ) throws(JournalError) {
        let holder = try holder(id, isAlive: isAlive)
        if let refusal = PriorRule.refusal(of: group, heldBy: holder) { throw refusal }
        releaseHolds(of: id)
        runs[id]?.record = RunRule.emptied(holder.run, at: instant)
    }

    private func holder(_ id: String, isAlive: (String) -> Bool) throws(JournalError) -> PriorRule.Holder {
        PriorRule.Holder(run: try run(id).record, isAlive: isAlive(id), hasOpenRows: hasOpenRows(id))
    }
}

// MARK: - Priors

extension MemoryContents {
    /// What stands in the way of rows that are still planned.
    func priors(
        of rows: [Row],
        _ asker: PriorRule.Asker,
        isAlive: (String) -> Bool,
    ) throws(JournalError) -> [Prior] {
        var priors: [Prior] = []
        for (place, row) in rows.enumerated() where row.status == .planned {
            var memory = PriorRule.Memory()
            let targets = row.identifiers.map { Target(scope: asker.scope, identifier: $0) }
            if let id = targets.lazy.compactMap({ holds[$0] }).first {
                memory.holder = try holder(id, isAlive: isAlive)
                memory.progress = progress(of: id, with: row.identifiers)
            }
            if let text = row.once,
                let use = labels[Label(scope: asker.scope, identifier: row.target.identifier, text: text)]
            {
                memory.label = (try run(use.place.run).record, use.at)
            }
            try remember(targets, in: &memory)
            priors += PriorRule.priors(of: row, at: place, memory, asker)
        }
        return priors
    }

    /// The changes to the groups of rows that are still planned which were taken back wholly.
    func takenBack(from rows: [Row], _ asker: PriorRule.Asker) throws(JournalError) -> [TakenBack] {
        var found: [TakenBack] = []
        for (place, row) in rows.enumerated() where row.status == .planned {
            var memory = PriorRule.Memory()
            try remember(row.identifiers.map { Target(scope: asker.scope, identifier: $0) }, in: &memory)
            found += PriorRule.takenBack(of: row, at: place, memory, asker)
        }
        return found
    }

    /// Remembers the changes that were sent to some targets, and the undos of them.
    private func remember(_ targets: [Target], in memory: inout PriorRule.Memory) throws(JournalError) {
        for (send, at) in targets.flatMap({ sends[$0] ?? [:] }) {
            let record = try run(send.place.run).record
            memory.sends.append(PriorRule.Send(run: record, root: root(of: record), at: at))
        }
        let identifiers = Set(targets.map(\.identifier))
        for undo in runs.values where targets.contains(where: { $0.scope == undo.record.scope }) {
            guard case .undo = undo.record.origin, !isChange(undo.record) else { continue }
            for entry in undo.rows where PriorRule.tookBack(entry.row.status) {
                guard let at = entry.lastIntent?.recordedAt, !identifiers.isDisjoint(with: entry.row.identifiers) else {
                    continue
                }
                memory.undos.append(PriorRule.Send(run: undo.record, root: root(of: undo.record), at: at))
            }
        }
    }

    private func root(of run: RunRecord) -> RunRecord { PriorRule.root(of: run) { runs[$0]?.record } }

    private func isChange(_ run: RunRecord) -> Bool { PriorRule.isChange(run) { runs[$0]?.record.origin } }

    /// How far a run is with those of its rows that have one of some keys and ids.
    private func progress(of run: String, with identifiers: [String]) -> Prior.Progress {
        (runs[run]?.rows ?? []).filter { !Set($0.row.identifiers).isDisjoint(with: identifiers) }
            .map { TakeRule.progress(of: $0.row.status, $0.lastIntent) }.first { $0 != .idle } ?? .idle
    }

    /// Uses the label of a row that is about to be sent, and keeps how far its codes move.
    mutating func use(_ row: Row, at place: Place, of run: RunRecord, at instant: Instant) {
        if let text = row.once {
            let label = Label(scope: run.scope, identifier: row.target.identifier, text: text)
            labels[label] = labels[label] ?? (place, instant)
        }
        guard isChange(run) else { return }
        for move in PriorRule.moves(of: row.target.identifier, row.members.map { ($0.accessCodeID, $0.delta) }) {
            let target = Target(scope: run.scope, identifier: move.identifier)
            sends[target, default: [:]][Send(delta: move.delta, place: place)] = instant
        }
    }

    /// Forgets what a row used.
    mutating func forget(_ place: Place) {
        labels = labels.filter { $0.value.place != place }
        keepSends { send, _ in send.place != place }
    }

    /// Forgets all changes but some.
    mutating func keepSends(_ isKept: (Send, Instant) -> Bool) {
        sends = sends.mapValues { $0.filter { isKept($0.key, $0.value) } }.filter { !$0.value.isEmpty }
    }

    /// Forgets what the rows of `undone` used whose codes this row gave all their hours back.
    mutating func forget(undoneBy row: Row, undone: String) {
        let taking = Dictionary(row.members.map { ($0.accessCodeID, $0) }) { first, _ in first }
        let entries = runs[undone]?.rows ?? []
        for (place, entry) in entries.enumerated() {
            let backs = entry.row.members.compactMap { member in
                taking[member.accessCodeID].map { taken in
                    PriorRule.Back(undone: Self.step(of: member), undo: Self.step(of: taken))
                }
            }
            guard PriorRule.areWhole(backs) else { continue }
            forgetAgain(entry.row.identifiers, of: undone)
            forget(Place(run: undone, row: place))
        }
    }

    private static func step(of member: Row.Member) -> PriorRule.Back.Step {
        (
            (member.before.startsAt, member.after.startsAt),
            (member.before.endsAt, member.after.endsAt)
        )
    }

    /// Forgets what undos of undos had made again of a row that is taken back wholly.
    private mutating func forgetAgain(_ identifiers: [String], of undone: String) {
        guard let record = runs[undone]?.record, isChange(record) else { return }
        for target in identifiers.map({ Target(scope: record.scope, identifier: $0) }) {
            sends[target] = sends[target]?.filter { send, _ in
                runs[send.place.run].map { again in
                    !PriorRule.makesAgain(again.record, what: undone) { runs[$0]?.record }
                } ?? true
            }
        }
    }
}

// MARK: - Quarantine

extension MemoryContents {
    /// Closes the group and the codes of a row; a later instant stays.
    mutating func close(_ row: Row, of run: RunRecord, givenUpAt instant: Instant) {
        let until = QuarantineRule.end(ofSendGivenUpAt: instant)
        for identifier in row.identifiers {
            let target = Target(scope: run.scope, identifier: identifier)
            if let closure = closures[target], closure.until >= until { continue }
            closures[target] = QuarantineRule.Closure(identifier: identifier, run: run.id, until: until)
        }
    }

    func closed(for run: RunRecord, at instant: Instant) -> Quarantined {
        let closures = closures.filter { $0.key.scope == run.scope }.map(\.value)
        return QuarantineRule.closed(for: run.id, closures, at: instant)
    }

    /// Forgets what no check asks about any more.
    mutating func prune(at instant: Instant) {
        for door in doors.keys { doors[door]?.prune(at: instant) }
        keepSends { _, sentAt in sentAt >= PriorRule.endOfMemory(at: instant) }
        closures = closures.filter { $0.value.until >= instant }
    }
}
