internal import CivilTime
package import Journal
package import Model

extension RunFacts {
    /// Reads a run; its steps only where they are asked for.
    /// - Throws: `unknownRun`, `storage`.
    package static func read(
        _ id: String,
        in journal: any Journal,
        withEvents: Bool = false,
    ) async throws(JournalError) -> RunFacts {
        let unfinished = try await journal.unfinishedRuns()
        var facts = RunFacts(
            record: try await journal.run(id),
            rows: try await journal.rows(of: id),
            events: withEvents ? try await journal.events(of: id) : [],
            effects: try await journal.directEffects(of: id),
            isUnfinished: unfinished.contains { $0.id == id },
        )
        facts.leftOut = try await journal.leftOut(of: id)
        facts.changedSince = try await changedSince(facts.record, facts.rows, in: journal)
        return facts
    }
}

// MARK: - What an undo would leave alone

extension RunFacts {
    /// The groups of which a code has other hours than a run gave, by later runs and by the newest look at its workspace.
    ///
    /// What an undo of it took back in part it takes back further; what got other codes since it follows.
    private static func changedSince(
        _ run: RunRecord,
        _ rows: [Row],
        in journal: any Journal,
    ) async throws(JournalError) -> Set<Row.Target> {
        let done = rows.filter { [.applied, .onDevice].contains($0.status) && !$0.changesDoors }
        guard !done.isEmpty else { return [] }
        var newest = NewestHours(codes: Set(done.lazy.flatMap(\.members).map(\.accessCodeID)))
        for (later, counts) in try await journal.rowCounts(since: run.startedAt)
        where later.id != run.id && later.scope == run.scope
            && counts.keys.contains(where: SettledRows.settled.contains)
        {
            newest.add(try await journal.rows(of: later.id), isOfUndo: later.origin == .undo(of: run.id), later)
        }
        var looks = LastLooks(journal)
        let look = try await looks.look(at: run.scope)
        return Set(done.filter { row in row.members.contains { newest.isOther($0, of: run, look) } }.map(\.target))
    }

    /// What later runs gave some codes, the newest of them first.
    private struct NewestHours {
        /// What a run gave a code.
        private struct Given {
            let member: Row.Member
            let isOfUndo: Bool
            let at: Instant
        }

        let codes: Set<String>
        private var given: [String: Given] = [:]

        init(codes: Set<String>) { self.codes = codes }

        /// Takes the rows of a run that is older than those before.
        mutating func add(_ rows: [Row], isOfUndo: Bool, _ run: RunRecord) {
            for row in rows where SettledRows.settled.contains(row.status) {
                for member in row.members where codes.contains(member.accessCodeID) && given[member.accessCodeID] == nil
                {
                    given[member.accessCodeID] = Given(
                        member: member,
                        isOfUndo: isOfUndo,
                        at: run.finishedAt ?? run.startedAt,
                    )
                }
            }
        }

        /// Whether a code has other hours than a run gave it, and not because a part of that was taken back.
        func isOther(_ member: Row.Member, of run: RunRecord, _ look: LastLook?) -> Bool {
            let later = given[member.accessCodeID]
            if let later, later.member.part == .drop { return false }
            let expected = later?.member.after ?? member.after
            if let look, look.isAfter(later?.at ?? run.finishedAt ?? run.startedAt),
                let seen = look.state(of: member.accessCodeID), !seen.hasHours(of: expected)
            {
                return true
            }
            guard let later else { return false }
            return later.isOfUndo ? expected.hasHours(of: member.before) : !expected.hasHours(of: member.after)
        }
    }
}
