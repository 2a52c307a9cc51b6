internal import CivilTime
internal import Journal
package import Model
internal import Seam

/// Answers who has which door when, and why a door does not open.
///
/// It reads the workspace anew, and keeps what it saw in the journal. Where Seam cannot be reached it answers from the last
/// reading, and says how old that is. It sends nothing.
package struct StayDesk: Sendable {
    /// More stays than this are listed and not explained.
    package static let mostExplained = 3

    /// Of how many stays it is worked out how a command names them.
    static let mostNamed = 12

    /// Of how many stays that are gone the journal is asked what runs gave them last.
    private static let mostUpdated = 500

    let engine: Engine
    let reader: WorkspaceReader

    /// Makes it of an engine's connection, journal and clock.
    package init(_ engine: Engine) {
        self.engine = engine
        reader = WorkspaceReader(engine)
    }

    /// The stays that are asked for.
    /// - Throws: `unauthorized`; `connection` where nobody has looked before; `stale_plan`; `JournalError`.
    package func find(_ query: StayQuery) async throws -> StayFindings<Stay> {
        var look = try await look()
        let found = try await found(query, look)
        look.replaced = try await replaced(of: found, look)
        let there = try await withLost(found.without(look.replaced, but: query.text), look)
        let losing = try await losing(query, look, besides: found)
        let stays = losing.isEmpty ? there : StayQuery.ordered(there + losing, at: look.now)
        var findings = look.findings(query, stays)
        findings.twins = twins(of: findings.items, look)
        findings.handles = handles(of: findings.items, look)
        var named = query
        named.takesLost = true
        if let text = query.text, named.named(in: findings.items, at: look.now).isEmpty {
            findings.nearest = PlanError.nearest(to: text, among: look.reading.stays, besides: findings.items)
        }
        return findings
    }

    /// Why the doors of the stays that are asked for open, or do not.
    /// - Throws: What `find(_:)` throws; `unknown_booking`, and `ambiguous_booking` for more than three.
    package func why(_ query: StayQuery) async throws -> StayFindings<StayAnswer> {
        var look = try await look()
        var query = query
        query.takesLost = true
        let found = try await found(query, look)
        look.replaced = try await replaced(of: found, look)
        let stays = guests(of: found.without(look.replaced, but: query.text), query, look)
        guard !stays.isEmpty else { throw PlanError(nobody: query, among: look.reading.stays, at: look.now) }
        guard stays.count <= Self.mostExplained else {
            throw PlanError(
                several: stays,
                of: query.text ?? "",
                among: look.reading.stays,
                command: "why",
                apart: apart(look.named, look, isForWhy: true),
                at: look.now,
            )
        }
        var answers: [StayAnswer] = []
        for stay in stays { answers.append(try await answer(stay, look)) }
        var findings = look.findings(query, answers)
        findings.twins = twins(of: stays, look)
        return findings
    }

    /// Those of some stays who are guests, where a room was typed: staff that has it, too, is not asked for.
    private func guests(of stays: [Stay], _ query: StayQuery, _ look: Look) -> [Stay] {
        guard let text = query.text.flatMap(StayText.init), stays.count > 1 else { return stays }
        let guests = stays.filter { stay in
            text.isFound(name: stay.name, doors: stay.otherNames)
                || !isStaff(stay, look) && !RoomPass.isLikely(stay, among: look.reading.stays)
        }
        return guests.isEmpty ? stays : guests
    }

    /// What tells stays of one name apart, of all that a command chooses from.
    func apart(_ stays: [Stay], _ look: Look, isForWhy: Bool = false) -> StaysApart {
        let houses = engine.options.settings.houses
        return StaysApart(
            stays,
            look.doors,
            houses: houses,
            at: look.now,
            countsEnded: isForWhy,
            takesDay: isForWhy,
        )
    }

    /// The guests among some stays of whom there is more than one stay at one time.
    func twins(of stays: [Stay], _ look: Look) -> [StayTwins] {
        StayTwins.find(of: stays, among: look.reading.stays, at: look.now) { stay in
            !isStaff(stay, look)
        }
    }

    private func isStaff(_ stay: Stay, _ look: Look) -> Bool {
        let patterns = stay.doors.compactMap { look.doors[$0.deviceID]?.staff }
        return StaffNames.isStaff(stay.handle, patterns: patterns.isEmpty ? nil : patterns.flatMap(\.self))
    }

    /// How the first of those stays are named on a command line of which there is something to mend.
    private func handles(of stays: [Stay], _ look: Look) -> [Row.Target: String] {
        let mended = stays.lazy.filter { stay in
            !stay.isGone && (!stay.lost.isEmpty || !stay.parts.isEmpty || stay.latestOfEnds(at: look.now) != nil)
        }
        let all = look.named.filter { !$0.isGone }
        return Dictionary(
            mended.prefix(Self.mostNamed).map { ($0.target, StayQuery.handle(of: $0, among: all, at: look.now)) }
        ) { first, _ in first }
    }

    private func answer(_ known: Stay, _ look: Look) async throws -> StayAnswer {
        try await diagnosis(known, look).answer
    }

    /// What to do at the door of one code for which Seam has no backup code; none where nothing more is known.
    func insteadOfBackup(ofCode id: String) async throws -> [StayAnswer.Step] {
        let look = try await look()
        let stay = look.reading.stays.first { !$0.isGone && $0.doors.contains { $0.accessCodeID == id } }
        guard let stay else { return [] }
        return try await diagnosis(stay, look).insteadOfBackup(ofCode: id)
    }

    private func diagnosis(_ known: Stay, _ look: Look) async throws -> StayDiagnosis {
        var stay = known
        let history = try await history(of: stay, look)
        guard look.staleBecause == nil else {
            stay.lost = stay.isGone ? [] : history.lost(of: stay, at: look.now, among: look.reading.stays)
            return StayDiagnosis(stay: stay, codes: nil, look: look, history: history)
        }
        stay.lost = try await lostDoors(look).find(of: stay, history)
        let ids = (stay.doors + stay.lost).map(\.accessCodeID).filter { !CodelessID.isOne($0) }
        let codes = try await reader.codes(ids.isEmpty ? [] : [ids])
        let grant = try await reader.grant(of: stay.target)
        let events = await CodeEvent.read(of: ids, from: reader.client, since: look.now - Stay.memory)
        let told = history.adding(events, doors: stay.doors + stay.lost)
        var look = look
        look.absent = try await lostDoors(look).absent(on: Set((stay.doors + stay.lost).map(\.deviceID)))
        var diagnosis = StayDiagnosis(stay: stay, codes: codes, grant: grant, look: look, history: told)
        diagnosis.isMadeAnewSince = history.madeAnew(stay, among: look.reading.stays)
        diagnosis.conflicts = stay.isGone ? [] : try await conflicts(with: stay, look)
        return diagnosis
    }

    /// The conflicts of runs with a stay that nobody has decided, by the hours that it has now.
    private func conflicts(with stay: Stay, _ look: Look) async throws(JournalError) -> [StatusFacts.Trouble] {
        let (journal, scope) = (try engine.environment.journal(), look.reading.scope)
        let now = look.now + look.reading.clockLead
        let own = Set([stay.target.identifier] + stay.doors.map(\.accessCodeID))
        let all = try await StatusFacts.openConflicts(in: journal, of: scope, now: now)
        let open = all.filter { !own.isDisjoint(with: $0.row.identifiers) }
        guard !open.isEmpty else { return [] }
        let last = LastLook(look.reading)
        return open.map { known in
            var trouble = known
            for door in stay.doors { trouble.found[door.accessCodeID] = door.state }
            trouble.isTaken = last.isTaken(by: known.row, at: now)
            trouble.lost = Set(known.row.members.filter { last.hasLost($0, of: known.row) }.map(\.accessCodeID))
            return trouble
        }
    }

    /// What is asked for, with the houses of the doors.
    func placed(_ asked: StayQuery, _ look: Look) -> StayQuery {
        var query = asked
        query.places.described = engine.options.settings.houses
        query.places.homes = look.doors.compactMapValues(\.house)
        return query
    }

    /// What is asked for among those that were read; of a text that none of them has, what runs knew in the last days.
    private func found(_ asked: StayQuery, _ look: Look) async throws -> [Stay] {
        let query = placed(asked, look)
        try refuseUnknownPlace(query.places, look)
        var found = query.found(in: look.reading.stays, at: look.now)
        for place in found.indices.prefix(Self.mostUpdated) where found[place].isGone {
            found[place] = try await history(of: found[place], look).updated(found[place])
        }
        guard found.isEmpty, let text = query.text else { return found }
        if query.takesLost, look.staleBecause == nil {
            let lost = try await foundByLostDoor(query, look)
            guard lost.isEmpty else { return lost }
        }
        let known = try await StayHistory.stays(named: text, in: engine.environment.journal())
        let there = Set(look.reading.stays.map(\.target))
        return query.found(in: known.filter { !there.contains($0.target) }, at: look.now)
    }

    func lostDoors(_ look: Look) throws -> LostDoors {
        try LostDoors(engine, doors: look.doors, now: look.now, stays: look.reading.stays)
    }

    /// Refuses a door or a house that is not there; stays that are gone may have been on doors that are not there any more.
    func refuseUnknownPlace(_ places: RowSelection, _ look: Look) throws(PlanError) {
        let kept = look.reading.stays.flatMap(\.doors).map { (name: $0.name, deviceID: $0.deviceID) }
        let all = kept + look.doors.values.map { (name: $0.name, deviceID: $0.deviceID) }
        let resolved = places.resolved(among: all)
        guard !all.isEmpty, let unmatched = resolved.unmatchedPlace(among: all) else { return }
        throw PlanError(unmatched)
    }

    func history(of stay: Stay, _ look: Look) async throws -> StayHistory {
        let former = stay.former(among: look.reading.stays)
        let journal = try engine.environment.journal()
        return try await StayHistory.read(of: stay, and: former, in: journal, lead: look.reading.clockLead)
    }

    /// Which stays that are gone are among those that were found, or have their names, and stand here again: with a new PIN, or let
    /// in again, by a run or by somebody else.
    private func replaced(of found: [Stay], _ look: Look) async throws -> Set<Row.Target> {
        let names = Set(found.compactMap(\.name))
        let there = Set(look.reading.stays.map(\.target))
        let same =
            look.reading.stays.filter { $0.name.map(names.contains) ?? false }
            + found.filter { !there.contains($0.target) }
        var replaced = same.replaced.union(same.overAndRenewed(at: look.now))
        let targets = Set(same.map(\.target))
        let open = same.filter { $0.isGone && !replaced.contains($0.target) }
        guard same.count > 1, open.count <= Self.mostNamed else { return replaced }
        for stay in open {
            let present = try await history(of: stay, look).presentTarget(of: stay.target)
            if present != stay.target, targets.contains(present) { replaced.insert(stay.target) }
        }
        return replaced
    }
}

extension [Stay] {
    /// Those whose hours are over, or whose codes are gone, where one of the same name has codes again on their doors.
    fileprivate func overAndRenewed(at now: Instant) -> Set<Row.Target> {
        let standing = filter { !$0.isEnded(at: now) && $0.name != nil }
        let over = filter { stay in
            guard stay.isEnded(at: now) else { return false }
            let own = Set(stay.doors.map(\.deviceID))
            return standing.contains { standing in
                // One that is gone is let in again by what begins after it, and not by a later booking.
                let hasBegun = standing.doors.contains { $0.state.startsAt.map { $0 <= now } ?? false }
                return standing.name == stay.name && (hasBegun || !stay.isGone)
                    && own.isSubset(of: (standing.doors + standing.lost).map(\.deviceID))
            }
        }
        return Set(over.map(\.target))
    }

    /// The stays without those for which another one of them stands, but for one that `text` names.
    func withoutReplaced(by text: String?) -> [Stay] { without(replaced, but: text) }

    /// The stays without some that others stand for, but for one that `text` names by its key or the id of a code.
    fileprivate func without(_ replaced: Set<Row.Target>, but text: String?) -> [Stay] {
        filter { stay in
            !replaced.contains(stay.target) || stay.target.identifier == text
                || stay.doors.contains { $0.accessCodeID == text }
        }
    }
}

// MARK: - Looking

extension StayDesk {
    /// One look at the workspace.
    struct Look {
        /// What is there, with the stays that are gone.
        let reading: StayReading
        /// The doors by device id; none where it is not fresh.
        let doors: [String: Door]
        let now: Instant
        /// Why it is not fresh, nil where it was read now.
        let staleBecause: String?
        /// The greatest distance that a plan may move a bound.
        var maxShift = Limits().maxShift
        /// The stays that are gone and for which others stand, as far as it was looked for.
        var replaced: Set<Row.Target> = []
        /// The guests of whose codes on the doors that are asked about somebody took some, as far as it was looked for.
        var absent: [Stay] = []

        /// The stays that a command line names one of.
        var named: [Stay] { reading.stays.filter { !replaced.contains($0.target) } }

        func findings<Item: Sendable & Hashable>(_ query: StayQuery, _ items: [Item]) -> StayFindings<Item> {
            StayFindings(
                query: query,
                workspaceName: reading.workspaceName,
                readAt: reading.readAt,
                now: now,
                staleBecause: staleBecause,
                items: items,
            )
        }
    }

    /// Reads the workspace, or takes the last reading where Seam cannot be reached.
    func look() async throws -> Look {
        do {
            return try await freshLook()
        } catch let error as PlanError where error.code == .connection {
            let environment = engine.environment
            let last = try await environment.journal().lastReading(
                endpoint: environment.connection.endpoint,
                workspaceID: engine.options.settings.workspaceID,
            )
            guard let last else { throw error }
            let now = environment.clock.now() - last.clockLead
            return Look(reading: last, doors: [:], now: now, staleBecause: error.message)
        }
    }

    private func freshLook() async throws -> Look {
        let environment = engine.environment
        let answer = try await reader.workspace()
        let index = try await reader.index()
        let facts = WorkspaceFacts(
            workspaceID: answer.workspace.workspaceID,
            workspaceName: answer.workspace.name,
            clockLead: answer.clockLead,
            index: index,
        )
        let reading = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let journal = try environment.journal()
        let earlier = try await journal.lastReading(
            endpoint: reading.scope.endpoint,
            workspaceID: reading.scope.workspaceID,
        )
        await engine.keep(reading, in: journal)
        var merged = ReadingRule.merged(reading, after: earlier)
        merged.stays = merged.stays.joined(index.parts)
        return Look(
            reading: merged,
            doors: index.doors,
            now: reading.readAt,
            staleBecause: nil,
        )
    }
}

extension Engine {
    /// Keeps what a workspace looked like; who only looks is not stopped by a journal that cannot be written.
    func keep(_ reading: StayReading, in journal: any Journal) async {
        do throws(JournalError) {
            try await journal.keepReading(reading)
        } catch {
            environment.log("this look at the workspace is not remembered: \(ForeignText.sentence(error.message))")
        }
    }
}

extension StayReading {
    /// What was read of a whole workspace, at the server's time.
    init(_ facts: WorkspaceFacts, endpoint: String, clock: EngineClock) {
        let now = facts.now(clock)
        self.init(
            scope: WorkspaceScope(endpoint: endpoint, workspaceID: facts.workspaceID),
            workspaceName: facts.workspaceName,
            readAt: now,
            stays: facts.index.stays(seenAt: now),
        )
        if facts.isClockOff { clockLead = facts.clockLead ?? .zero }
    }
}

extension WorkspaceIndex {
    /// Every group and single code as a stay.
    func stays(seenAt instant: Instant) -> [Stay] {
        targets.map { target in stay(target, seenAt: instant) }
    }

    /// One group or code as a stay.
    func stay(_ target: Row.Target, seenAt instant: Instant) -> Stay {
        let members = members(of: target).map { code in
            let door = self.doors[code.deviceID]
            var member = Stay.Door(
                accessCodeID: code.accessCodeID,
                deviceID: code.deviceID,
                name: doorName(code.deviceID),
                zone: door?.zone,
                state: code.state,
            )
            member.isOnline = door?.trouble == nil ? door?.isOnline : false
            member.isOnLock = code.hasCode ? code.marks.contains(.onLock) : nil
            member.isMissing = code.marks.contains(.missing)
            member.pinMark = code.pinMark
            return member
        }
        return Stay(target: target, name: name(of: target), doors: members, seenAt: instant)
    }
}
