package import CivilTime
package import Model

/// What stands in the way of a planned row: a run that holds its group, a label that was used, hours that changed lately.
///
/// A run has no priors of its own. An undo repeats nothing: its rows are guarded by what they find.
package enum PriorRule {
    /// Who asks, and when.
    package struct Asker: Sendable {
        /// The workspace of the rows.
        package var scope: WorkspaceScope
        /// The run whose rows they are, nil before it has begun.
        package var run: String?
        /// Whether the run takes another one back.
        package var isUndo: Bool
        /// When it asks.
        package var instant: Instant

        /// Makes an asker of its parts.
        package init(scope: WorkspaceScope, run: String? = nil, isUndo: Bool = false, at instant: Instant) {
            self.scope = scope
            self.run = run
            self.isUndo = isUndo
            self.instant = instant
        }
    }

    /// A run that holds a group.
    package struct Holder: Sendable {
        /// The run.
        package var run: RunRecord
        /// Whether a living process works on it.
        package var isAlive: Bool
        /// Whether one of its rows is still planned, intended or pending.
        package var hasOpenRows: Bool

        /// Makes a holder of its parts.
        package init(run: RunRecord, isAlive: Bool, hasOpenRows: Bool) {
            self.run = run
            self.isAlive = isAlive
            self.hasOpenRows = hasOpenRows
        }
    }

    /// What is remembered of one row's group.
    package struct Memory: Sendable {
        /// The run that holds it.
        package var holder: Holder?
        /// How far that run is with it.
        package var progress = Prior.Progress.idle
        /// Who used the row's label for it, and when.
        package var label: (run: RunRecord, at: Instant)?
        /// The changes of its hours that stand, in no order.
        package var sends: [Send] = []
        /// The undos of such changes, of a part or of all, in no order.
        package var undos: [Send] = []

        /// Makes a memory of nothing.
        package init() {}
    }

    /// A change of a group's hours, or an undo of one, that was sent.
    package struct Send: Sendable {
        /// The run that sent it.
        package var run: RunRecord
        /// The run at the beginning of a chain of undos, that run itself for one that undoes nothing.
        package var root: RunRecord
        /// When it was sent.
        package var at: Instant

        /// Makes it of its parts.
        package init(run: RunRecord, root: RunRecord, at instant: Instant) {
            self.run = run
            self.root = root
            at = instant
        }
    }

    /// How long a change asks whoever adds to it.
    private static let recentWindow = TimeSpan(milliseconds: 12 * 3_600_000)
    private static let keptFor = TimeSpan(milliseconds: 48 * 3_600_000)

    /// A change is recent when it was sent after this.
    package static func beginningOfRecent(at instant: Instant) -> Instant { instant - recentWindow }

    /// A change that was sent before this need not be remembered.
    package static func endOfMemory(at instant: Instant) -> Instant { instant - keptFor }

    /// What stands in the way of one row, by its place: first a hold, then a label, then a change of the last hours.
    package static func priors(of row: Row, at place: Int, _ memory: Memory, _ asker: Asker) -> [Prior] {
        var priors: [Prior] = []
        if let holder = memory.holder, holder.run.id != asker.run {
            // One whose process died after its last row is in nobody's way.
            let kind: Prior.Kind? = holder.isAlive ? .busy : holder.hasOpenRows ? .unfinished : nil
            if let kind {
                var prior = Prior(kind: kind, row: place, run: holder.run, at: holder.run.startedAt)
                prior.progress = memory.progress
                priors.append(prior)
            }
        }
        if !Trial.isWithout(.labels), let label = row.once, let use = memory.label, !row.allowed.contains(.once),
            use.run.id != asker.run
        {
            priors.append(Prior(kind: .once, row: place, run: use.run, at: use.at, label: label))
        }
        let sends = recent(memory.sends, asker)
        if let send = sends.first, row.isRelative, row.once == nil, !row.allowed.contains(.recent), !asker.isUndo {
            let undo = recent(memory.undos, asker).first.flatMap { $0.at > send.at ? $0 : nil }
            let newest = undo ?? send
            var prior = Prior(kind: .recent, row: place, run: newest.run, at: newest.at)
            prior.moves = sends.map(\.root)
            priors.append(prior)
        }
        return priors
    }

    /// The changes of one row's group that undos of the last hours took back wholly, the newest first, and nothing has changed since.
    package static func takenBack(of row: Row, at place: Int, _ memory: Memory, _ asker: Asker) -> [TakenBack] {
        guard row.isRelative, !asker.isUndo else { return [] }
        let sends = recent(memory.sends, asker)
        var known = Set(sends.map(\.root.id))
        return recent(memory.undos, asker).compactMap { undo in
            guard undo.at > sends.first?.at ?? undo.at - recentWindow, known.insert(undo.root.id).inserted else {
                return nil
            }
            return TakenBack(row: place, run: undo.root, undo: undo.run, at: undo.at)
        }
    }

    /// What other runs sent in the last hours, the newest first.
    private static func recent(_ sends: [Send], _ asker: Asker) -> [Send] {
        sends.filter { $0.run.id != asker.run && $0.at > beginningOfRecent(at: asker.instant) }.sorted { $0.at > $1.at }
    }

    /// The refusal of a group that another run holds; nil where its process died after its last row, so that it is freed.
    package static func refusal(of group: String, heldBy holder: Holder) -> JournalError? {
        if holder.isAlive { return .busy(group, by: holder.run) }
        return holder.hasOpenRows ? .unfinished(group, by: holder.run) : nil
    }
}

// MARK: - What is remembered

extension PriorRule {
    /// That the hours of a group or a code were changed.
    package struct Move: Hashable, Sendable {
        /// The key of the group or the id of the code.
        package var identifier: String
        /// How far.
        package var delta: HoursDelta
    }

    /// How far the codes of a row move, under the ids of the row and of the codes, in one order.
    package static func moves(of target: String, _ codes: [(id: String, delta: HoursDelta?)]) -> [Move] {
        let moves = codes.flatMap { code in
            [target, code.id].compactMap { identifier in
                code.delta.map { Move(identifier: identifier, delta: $0) }
            }
        }
        return Set(moves).sorted { first, second in
            (first.identifier, first.delta.startsBy, first.delta.endsBy)
                < (second.identifier, second.delta.startsBy, second.delta.endsBy)
        }
    }

    /// Whether a run gives groups other hours than they had before any run; `origin` tells what made a run.
    ///
    /// An undo takes a change back, and the undo of an undo makes it again.
    package static func isChange(_ run: RunRecord, origin: (String) throws -> RunRecord.Origin?) rethrows -> Bool {
        var undoes = 0
        var next: RunRecord.Origin? = run.origin
        while case .undo(let undone) = next, undoes < longestWay {
            undoes += 1
            next = try origin(undone)
        }
        return undoes.isMultiple(of: 2)
    }

    /// The run at the beginning of a chain of undos; `record` reads a run.
    package static func root(of run: RunRecord, record: (String) throws -> RunRecord?) rethrows -> RunRecord {
        var (root, undoes) = (run, 0)
        while case .undo(let undone) = root.origin, undoes < longestWay, let next = try record(undone) {
            (root, undoes) = (next, undoes + 1)
        }
        return root
    }

    private static let longestWay = 1000

    /// Whether a row of an undo that stands here has taken back what it was to take back.
    package static func tookBack(_ status: RowStatus) -> Bool {
        [.applied, .onDevice, .already].contains(status)
    }

    /// What an undo has done with the hours of one code of an undone row.
    package struct Back: Hashable, Sendable {
        /// The hours before a change and after it.
        package typealias Step = (
            startsAt: (before: Instant?, after: Instant?), endsAt: (before: Instant?, after: Instant?)
        )

        /// Whether nothing of what the undone run did is left: the code has its old hours again, or the undo has moved them
        /// as far back as the run had moved them, where others moved them in between.
        let isWhole: Bool

        /// Compares what the undone run did with what the undo did.
        package init(undone: Step, undo: Step) {
            let isOld = undone.startsAt.before == undo.startsAt.after && undone.endsAt.before == undo.endsAt.after
            let there = HoursDelta(startsAt: undone.startsAt, endsAt: undone.endsAt)
            let back = HoursDelta(startsAt: undo.startsAt, endsAt: undo.endsAt)
            isWhole = isOld || there != nil && back == there?.reversed
        }
    }

    /// Whether a run made changes of another one again, which undos had taken back: those go as well where nothing of the
    /// other one is left.
    package static func makesAgain(
        _ run: RunRecord,
        what undone: String,
        record: (String) throws -> RunRecord?,
    ) rethrows -> Bool {
        var (next, undoes) = (run, 0)
        while case .undo(let id) = next.origin, undoes < longestWay {
            if id == undone { return true }
            guard let earlier = try record(id) else { return false }
            (next, undoes) = (earlier, undoes + 1)
        }
        return false
    }

    /// Whether an undo has taken an undone row back: all of its codes that it met have their old hours again.
    ///
    /// What was taken back by a part stays remembered: its label is used, and the hours were changed.
    package static func areWhole(_ backs: [Back]) -> Bool { !backs.isEmpty && backs.allSatisfy(\.isWhole) }
}
