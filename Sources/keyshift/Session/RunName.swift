internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// Runs as they are named on the command line.
enum RunName {
    /// How many of the newest runs a name is looked for in.
    private static let searched = 1000

    /// The id of a run: `last` is the newest one that a command has something to do with, and the first signs of an id are
    /// enough where they are unmistakable.
    /// - Throws: `JournalError` when there is none, with the nearest id.
    static func resolve(
        _ name: String,
        as kind: LastRun = .newest,
        in journal: any Journal,
    ) async throws(JournalError) -> String {
        guard name == "last" else { return try await id(like: name, in: journal) }
        return try await last(kind, in: journal).id
    }

    /// The same, and where `last` was typed, which run that is.
    static func resolve(
        _ name: String,
        as kind: LastRun,
        in journal: any Journal,
        telling terminal: Terminal,
    ) async throws(JournalError) -> String {
        guard name == "last" else { return try await id(like: name, in: journal) }
        let run = try await last(kind, in: journal)
        terminal.note(LastRunText(run, kind, in: try await zone(of: run, in: journal)).line)
        return run.id
    }

    /// The newest run of a kind; of a kind of which only the state of the journal can tell, the newest of all where there is none.
    /// - Throws: `unknownRun` where there is no run at all; `finishedRun` where none is unfinished.
    private static func last(_ kind: LastRun, in journal: any Journal) async throws(JournalError) -> RunRecord {
        guard let newest = try await journal.runs(limit: searched).first(where: { !$0.isByHand }) else {
            throw JournalError(.unknownRun, "No run is in the journal yet.")
        }
        switch kind {
        case .newest: return newest
        case .unfinished:
            if let run = try await journal.unfinishedRuns().first { return run }
            if try await journal.isHeld(newest.id) { return newest }
            throw JournalError(.finishedRun, "No run is unfinished: there is nothing to resume or to give up.")
        case .atWork:
            for run in try await journal.runs(limit: searched) where run.state == .running { return run }
        case .sent:
            for run in try await journal.runs(limit: 100) {
                let rows = try await journal.rows(of: run.id)
                if rows.contains(where: { LastRun.sentStatuses.contains($0.status) }) { return run }
            }
        }
        return newest
    }

    /// The run that an undo means: of `last` the newest one that this person began by hand, and may have sent something.
    /// - Throws: What `resolve(_:in:)` throws.
    static func resolveUndone(
        _ name: String,
        by operatorName: String,
        _ person: Person?,
        in journal: any Journal,
    ) async throws(JournalError) -> RunRecord {
        guard name == "last" else { return try await journal.run(try await resolve(name, in: journal)) }
        let runs = try await journal.runs(limit: searched)
        for run in runs where !run.isByHand && ![.planned, .refused].contains(run.state) {
            guard try await isOwn(run, operatorName, person, in: journal) else { continue }
            // An undo that found nothing to take back is not what is meant to be taken back.
            guard case .undo = run.origin, ![.running, .interrupted].contains(run.state) else { return run }
            let rows = try await journal.rows(of: run.id)
            if rows.contains(where: { LastRun.sentStatuses.contains($0.status) }) { return run }
        }
        throw JournalError(
            .unknownRun,
            runs.isEmpty
                ? "No run is in the journal yet."
                : "\(operatorName.shown) has begun no run by hand; name the one that you mean by its id.",
            remedy: runs.isEmpty ? nil : .listRuns,
        )
    }

    /// Whether a person began a run by hand; what `schedule trigger` fired is of who is at that machine.
    private static func isOwn(
        _ run: RunRecord,
        _ operatorName: String,
        _ person: Person?,
        in journal: any Journal,
    ) async throws(JournalError) -> Bool {
        guard run.origin == .schedule else {
            return person.map { run.person == $0.name } ?? (run.operatorName == operatorName)
        }
        // The process of a firing acts for nobody, so that of several people nobody knows who triggered it.
        guard person == nil, run.operatorName == operatorName else { return false }
        return try await journal.firing(ofRun: run.id)?.cause == .hand
    }

    /// The newest run that sent something, where it began after another one; an undo of that one is none.
    static func newer(than run: RunRecord, in journal: any Journal) async throws(JournalError) -> RunRecord? {
        for other in try await journal.runs(limit: 100) where !other.isByHand {
            guard other.id != run.id, other.startedAt > run.startedAt else { return nil }
            let rows = try await journal.rows(of: other.id)
            if rows.contains(where: { LastRun.sentStatuses.contains($0.status) }) { return other }
        }
        return nil
    }

    /// The zone of the doors of a run, where it is one; else that of the machine.
    static func zone(of run: RunRecord, in journal: any Journal) async throws(JournalError) -> String? {
        try await journal.rows(of: run.id).commonZone ?? MachineZone.name
    }

    /// Makes sure that a run is there before there is a connection: about one that is not, no server needs to be asked.
    ///
    /// The journal of a sandbox begins with its session, so that no run can be named there.
    /// - Throws: What `resolve(_:in:)` throws; `unknownRun` for a sandbox, with how to keep one.
    static func require(
        _ name: String,
        as kind: LastRun = .newest,
        before connection: ServerChoice,
    ) async throws(JournalError) {
        guard !connection.isSandbox else { throw EmbeddedSandbox.noRun }
        let journal = try OwnJournal.open()
        defer { journal.close() }
        _ = try await resolve(name, as: kind, in: journal)
    }

    /// Whether a run gives groups other hours than before any run: an undo takes a change back, and the undo of an undo makes it again.
    /// - Throws: `storage` when the journal cannot be read.
    static func isChange(_ run: RunRecord, in journal: any Journal) async throws(JournalError) -> Bool {
        var origins: [String: RunRecord.Origin] = [:]
        var next: RunRecord.Origin? = run.origin
        while case .undo(let undone) = next, origins[undone] == nil {
            next = try await journal.run(undone).origin
            origins[undone] = next
        }
        return PriorRule.isChange(run) { origins[$0] }
    }

    /// The run at the beginning of a chain of undos, that run itself for one that undoes nothing.
    /// - Throws: `storage` when the journal cannot be read.
    static func root(of run: RunRecord, in journal: any Journal) async throws(JournalError) -> RunRecord {
        var (root, seen) = (run, Set([run.id]))
        while case .undo(let undone) = root.origin, seen.insert(undone).inserted {
            root = try await journal.run(undone)
        }
        return root
    }

    /// Of how many of the newest runs the rows are looked through for a stay.
    private static let lookedThrough = 50

    /// What is said of a text that names no run but a stay which runs have changed: the newest of them, and what takes time back
    /// that a run gave the stay and that it has still.
    private static func sentence(
        ofStay text: String,
        _ runs: [RunRecord],
        in journal: any Journal,
    ) async throws(JournalError) -> String? {
        var newest: (run: RunRecord, row: Row)?
        var back = ""
        for run in runs.prefix(lookedThrough) where !run.isByHand {
            let known = try await journal.rows(of: run.id).filter { Selectable([$0]).stays[0].isKnown(by: text) }
            guard let row = known.first else { continue }
            let isNewest = newest == nil
            newest = newest ?? (run, row)
            guard let line = try await wayBack(of: row, from: run, isNewest: isNewest, in: journal) else { continue }
            back =
                isNewest
                ? ", and \(line) takes back"
                : "; before it run \(run.id) (\(run.originText)) gave it time, which \(line) takes back"
            break
        }
        guard let (run, row) = newest else { return nil }
        let sentence =
            "the newest run with \(row.label) is \(run.id) (\(run.originText)), which keyshift runs show \(run.id) shows\(back)."
        return ([sentence] + looks(at: row, of: run, text)).joined(separator: "\n")
    }

    /// The line that takes back what a run did to a stay; nil where that stands no more, and where the run was an undo.
    ///
    /// Of runs before the newest only hours are taken back.
    private static func wayBack(
        of row: Row,
        from run: RunRecord,
        isNewest: Bool,
        in journal: any Journal,
    ) async throws(JournalError) -> String? {
        let now = EngineClock.system.now()
        guard [.applied, .onDevice].contains(row.status), isNewest || row.change == .hours,
            Undoability.obstacle(of: row, at: now) == nil, try await isChange(run, in: journal)
        else { return nil }
        let facts = try await RunFacts.read(run.id, in: journal)
        guard !facts.isUnfinished, run.state != .running, !facts.changedSince.contains(row.target) else { return nil }
        let only = run.namesOneBooking ? [] : only(row, of: facts.rows)
        let allowed = row.isTakenBackFromInside(at: now) ? ["--allow", RowCheck.lockout.rawValue] : []
        return "keyshift \(ShellWords.line(["undo", run.id] + only + allowed))"
    }

    /// The options by which an undo takes the row of one stay: another stay of the run can have its name.
    private static func only(_ row: Row, of rows: [Row]) -> [String] {
        let known = Selectable(rows)
        func isAlone(_ selection: RowSelection) -> Bool {
            let resolved = selection.resolved(among: known)
            return Set(rows.filter { resolved.contains($0) }.map(\.target)) == [row.target]
        }
        if isAlone(RowSelection(names: [row.handle])) { return ["--name", row.handle] }
        let door = row.members.map(\.door).first { door in
            TypedStay.isPlain(door) && isAlone(RowSelection(names: [row.handle], doors: [door]))
        }
        return door.map { ["--name", row.handle, "--door", $0] } ?? ["--name", row.target.identifier]
    }

    /// The line that takes back the newest change of a story that stands, below its head; none where nothing does, where others have changed the stay
    /// since, and where it was an undo.
    static func wayBack(of story: StoryFacts, in journal: any Journal) async throws(JournalError) -> [String] {
        guard let scope = story.changes.last?.run.scope else { return [] }
        let done = story.changes.filter { $0.run.scope == scope && [.applied, .onDevice].contains($0.row.status) }
        guard let newest = done.last else { return [] }
        let sentAt = (newest.events.last?.recordedAt ?? newest.run.startedAt) - story.clockLead
        if story.outside.contains(where: { $0.at.map { $0 > sentAt } ?? true }) { return [] }
        for (place, change) in done.reversed().enumerated() {
            let (row, run) = (change.row, change.run)
            guard let line = try await wayBack(of: row, from: run, isNewest: place == 0, in: journal) else { continue }
            let risk =
                row.isTakenBackFromInside(at: EngineClock.system.now()) ? ", by which the guest inside is shut out" : ""
            return ["To take back what run \(run.id.shown) did (\(run.originText))\(risk):", "    \(line)"]
        }
        return []
    }

    /// How to look at the doors of a stay, or at one of them, that was named in the place of a run.
    private static func looks(at row: Row, of run: RunRecord, _ text: String) -> [String] {
        var lines = ["  Which of its doors have the hours: keyshift verify \(run.id)"]
        let door = row.members.map(\.door).first { FoldedName($0) == FoldedName(text) }
        if let door, TypedStay.isPlain(door) {
            lines.append("  What the lock of that door has: keyshift verify --door \(ShellWords.quoted(door))")
        }
        let ends = row.members.compactMap(\.after.endsAt).max()
        if ends.map({ $0 > EngineClock.system.now() - Stay.memory }) ?? true {
            let word = TypedStay.word(row.target, row.name, among: [])
            lines.append("  Why the guest cannot get in: keyshift why \(ShellWords.quoted(word))")
        }
        return lines
    }

    private static func id(like name: String, in journal: any Journal) async throws(JournalError) -> String {
        let runs = try await journal.runs(limit: searched)
        let ids = runs.map(\.id)
        if ids.contains(name) { return name }
        let matching = ids.filter { $0.hasPrefix(name) }
        if name.count >= 3, matching.count == 1 { return matching[0] }
        if let sentence = try await sentence(ofStay: name, runs, in: journal) {
            throw JournalError(.unknownRun, "There is no run \"\(name.shown)\"; \(sentence)")
        }
        if ids.count == searched { return try await journal.run(name).id }
        let advice =
            matching.count > 1 && name.count >= 3
            ? "it could be \(matching.prefix(4).map(\.shown).joined(separator: ", "))"
            : Suggestion.nearest(to: name, among: ids + ["last"]).map { "did you mean \($0.shown)?" }
                ?? (ids.isEmpty ? "no run is in the journal yet" : "those there are: keyshift runs")
        throw JournalError(.unknownRun, "There is no run \"\(name.shown)\"; \(advice)")
    }
}
