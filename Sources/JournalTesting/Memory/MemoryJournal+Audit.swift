package import CivilTime
internal import Journal
package import Model

extension MemoryJournal {
    @discardableResult
    package func sealRuns(at instant: Instant) async throws(JournalError) -> RunChain.Link? {
        try write { contents in
            let waiting = contents.runs.values.filter { run in
                run.record.state != .running && !contents.holds(by: run.record.id)
                    && [nil, .reopened].contains(contents.newestLink(of: run.record.id)?.kind)
            }
            for run in waiting.sorted(by: { ($0.record.startedAt, $0.record.id) < ($1.record.startedAt, $1.record.id) })
            {
                contents.seal(run.record.id, at: instant)
            }
            return contents.chain.last
        }
    }

    package func chainHead() async throws(JournalError) -> RunChain.Link? {
        try read { contents in contents.chain.last }
    }

    package func verifyChain() async throws(JournalError) -> RunChain {
        try read { contents in
            ChainRule.verify(contents.chain) { link in
                contents.content(of: link.subject).map { .content(isAsSealed: $0 == link.content) } ?? .nothing
            }
        }
    }

    package func forget(_ text: ForgetText, at instant: Instant) async throws(JournalError) -> Forgotten {
        try await sealRuns(at: instant)
        return try write { contents throws(JournalError) in
            var count = Forgotten()
            for id in contents.runs.keys.sorted() {
                try contents.forgetRows(of: id, text, &count)
                if contents.forgetTexts(of: id, text, &count) {
                    contents.reopen(id, at: instant)
                    contents.seal(id, at: instant)
                }
            }
            contents.forgetPlans(text, &count)
            contents.forgetOthers(text, &count)
            if count.rows + count.runs > 0 {
                contents.link(.forgotten, "\(count.rows) rows, \(count.runs) runs", at: instant)
            }
            return count
        }
    }
}

extension MemoryContents {
    private static let forgotten = "(forgotten)"

    /// The newest entry about a run.
    func newestLink(of run: String) -> RunChain.Link? { chain.last { $0.subject == run && $0.kind != .forgotten } }

    mutating func link(_ kind: RunChain.Link.Kind, _ subject: String, content: String = "", at instant: Instant) {
        chain.append(ChainRule.link(after: chain.last, kind, subject, content: content, at: instant))
    }

    /// Seals a run that is over.
    mutating func seal(_ run: String, at instant: Instant) {
        guard let content = content(of: run) else { return }
        link(.sealed, run, content: content, at: instant)
    }

    /// Says that more was learnt of a run that is sealed.
    mutating func reopen(_ run: String, at instant: Instant) {
        guard newestLink(of: run)?.kind == .sealed else { return }
        link(.reopened, run, at: instant)
    }

    /// The hash of what there is of a run.
    func content(of id: String) -> String? {
        guard let run = runs[id] else { return nil }
        let rows = run.rows.enumerated().map { place, entry in
            ChainRule.SealedRow(row: entry.row, seal: run.rowSeals[place] ?? PersonalSeal(salt: "\(id) \(place)"))
        }
        return ChainRule.content(of: run.record, run.seal ?? PersonalSeal(salt: id)) { body in rows.forEach(body) }
    }

    fileprivate mutating func forgetRows(
        of id: String,
        _ text: ForgetText,
        _ count: inout Forgotten,
    ) throws(JournalError) {
        guard var run = runs[id] else { return }
        for place in run.rows.indices {
            var row = run.rows[place].row
            let names = row.members.flatMap { [$0.before.name, $0.after.name] }
            guard ([row.name, row.because, row.once, row.error?.message] + names).contains(where: text.isIn) else {
                continue
            }
            guard !holds(by: id) else { throw JournalError.unfinished("a stay", by: run.record) }
            let seal = run.rowSeals[place] ?? PersonalSeal(salt: "\(id) \(place)")
            run.rowSeals[place] = PersonalSeal(salt: nil, digest: ChainRule.digest(of: row, seal))
            row.name = nil
            row.because = nil
            if row.once != nil { row.once = Self.forgotten }
            if let error = row.error {
                row.error = RowError(code: error.code, message: Self.forgotten, requestID: error.requestID)
            }
            for member in row.members.indices {
                row.members[member].before.name = nil
                row.members[member].after.name = nil
            }
            run.rows[place].row = row
            for event in run.events.indices where run.events[event].row == place && run.events[event].detail != nil {
                run.events[event].detail = Self.forgotten
            }
            count.rows += 1
        }
        runs[id] = run
    }

    /// - Returns: Whether a text of the run itself is forgotten, whose seal held before.
    fileprivate mutating func forgetTexts(of id: String, _ text: ForgetText, _ count: inout Forgotten) -> Bool {
        guard var run = runs[id] else { return false }
        let held = newestLink(of: id).map { $0.kind == .sealed && $0.content == content(of: id) } ?? false
        let (eraser, before) = (NoteEraser(text: text, people: people.names), run.record)
        if text.isIn(run.record.reason) { run.record.reason = Self.forgotten }
        if text.isIn(run.record.script) { run.record.script = Self.forgotten }
        if text.isIn(run.record.approval?.breakGlass) { run.record.approval?.breakGlass = Self.forgotten }
        if let by = eraser.erased(run.record.approval?.by) { run.record.approval?.by = by }
        run.record.operatorName = eraser.erased(run.record.operatorName) ?? run.record.operatorName
        run.record.arguments = run.record.arguments.map { text.isIn($0) ? Self.forgotten : $0 }
        let isOther = run.record != before
        if isOther { count.runs += 1 }
        for event in run.events.indices where text.isIn(run.events[event].detail) {
            run.events[event].detail = Self.forgotten
            count.events += 1
        }
        for call in run.effects.indices where text.isIn(run.effects[call].parameters) {
            run.effects[call].parameters = "{}"
            count.calls += 1
        }
        runs[id] = run
        return isOther && held
    }

    fileprivate mutating func forgetPlans(_ text: ForgetText, _ count: inout Forgotten) {
        let kept = plans.filter { _, entry in
            let plan = entry.plan
            let texts =
                plan.arguments
                + [plan.script, plan.reason, plan.decision?.reason, plan.detail, entry.document].compactMap(\.self)
            return !texts.contains(where: text.isIn)
        }
        count.others += plans.count - kept.count
        plans = kept
        let eraser = NoteEraser(text: text, people: people.names)
        count.others += people.forget(eraser)
        if let name = eraser.erased(freeze?.operatorName) { freeze?.operatorName = name }
        for place in planEvents.indices {
            guard let actor = eraser.erased(planEvents[place].actor) else { continue }
            planEvents[place].actor = actor
        }
        for place in planEvents.indices where text.isIn(planEvents[place].detail) {
            planEvents[place].detail = Self.forgotten
            count.others += 1
        }
    }

    fileprivate mutating func forgetOthers(_ text: ForgetText, _ count: inout Forgotten) {
        for (scope, known) in groups {
            groups[scope] = known.filter { !text.isIn($0.name) }
            count.readings += known.count - (groups[scope]?.count ?? 0)
        }
        for (scope, reading) in readings {
            readings[scope]?.stays = reading.stays.filter { !text.isIn($0.name) }
            count.readings += reading.stays.count - (readings[scope]?.stays.count ?? 0)
        }
        for place in alarms.indices where text.isIn(alarms[place].name) || text.isIn(alarms[place].text) {
            alarms[place].name = Self.forgotten
            alarms[place].text = Self.forgotten
            if alarms[place].cause.subjectKind == .word {
                alarms[place].cause.subjectID = "\(Self.forgotten) \(alarms[place].id)"
            }
            count.alarms += 1
        }
        let kept = memories.filter { !text.isIn($0.value) }
        count.others += memories.count - kept.count
        memories = kept
        count.left = schedules.values.filter { ([$0.name, $0.script] + $0.arguments).contains(where: text.isIn) }
            .map {
                "the schedule \($0.name.shown) has it in its name, its script or its arguments: change or remove it"
            }
            .sorted()
        count.left += NoteEraser(text: text, people: people.names).known
            .map { "\($0.shown) is the name of a person: who did what keeps it" }
    }
}
