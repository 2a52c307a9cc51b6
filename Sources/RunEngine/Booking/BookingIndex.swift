internal import CivilTime
internal import Journal
internal import Model
internal import Scripting
internal import Seam

/// Finds one booking in a workspace: from what the journal remembers of it, else by reading the workspace.
struct BookingIndex {
    /// The group, and an index of at least its doors with every code on them.
    struct Found {
        let target: Row.Target
        /// Its codes that have left its key, each by itself; none where the key, or one of them, is all that is meant.
        var parts: [Row.Target] = []
        /// The stay with all of its codes, where some have left its key.
        var whole: Stay?
        let index: WorkspaceIndex
        /// When the journal saw where its codes are, nil when the workspace was read now.
        let seenAt: Instant?
        /// When the first request left that read the index.
        let readAt: Moment
        /// The text that names it alone, where a person chose it of several of the name that was typed.
        var word: String?

        /// All that is addressed: the stay, and its codes that have left its key.
        var targets: [Row.Target] { [target] + parts }
        /// The codes of all of it.
        var codes: [IndexedCode] { targets.flatMap { index.members(of: $0) } }

        /// How the stay is typed: by its name where that names no other.
        func handle(at now: Instant) -> String {
            StayQuery.handle(of: whole ?? index.stay(target, seenAt: now), among: index.guests(seenAt: now), at: now)
        }
    }

    let reader: WorkspaceReader
    let journal: any Journal
    let scope: WorkspaceScope
    let clock: EngineClock
    /// What was asked for, as it was typed.
    let booking: BookingChange
    /// The present instant by the server's clock.
    let now: Instant
    /// The workspace's name, and how far this machine's clock is off, for the reading that is kept.
    let facts: (name: String, clockLead: TimeSpan?)
    /// The doors of which one must be the booking's, where several have its name.
    var selection = RowSelection()
    /// Asks a person which of several stays is meant; nil where nobody can be asked.
    var chooser: Engine.Chooser?

    /// The booking that a text names: by words of its name or of its doors, or by its key.
    /// - Throws: `unknown_booking` with the nearest name, `ambiguous_booking`, `connection`; `JournalError`.
    func find() async throws -> Found {
        // Other doors than the stay's are known only where all are read.
        // Hours are not remembered.
        if booking.doors == nil, !selection.asksForHours, let found = try await remembered(booking.name) {
            return found
        }
        let readAt = clock.moment
        let index = try await reader.index()
        try await remember(index.targets, index, at: readAt.instant)
        do throws(PlanError) {
            let (stay, word) = try choose(in: index, at: now)
            let part = stay.parts.first { part in
                part.identifier == booking.name || index.members(of: part).contains { $0.accessCodeID == booking.name }
            }
            return Found(
                target: part ?? stay.target,
                parts: part == nil ? stay.parts : [],
                whole: stay.parts.isEmpty ? nil : stay,
                index: index,
                seenAt: nil,
                readAt: readAt,
                word: word,
            )
        } catch {
            guard error.code == .unknownBooking, let ended = try await ended() else { throw error }
            throw ended
        }
    }

    /// The refusal of a name whose stay has ended, by a run of this journal or because its hours were over; nil where none has.
    private func ended() async throws -> PlanError? {
        let last = try await journal.lastReading(endpoint: scope.endpoint, workspaceID: scope.workspaceID)
        var known = last?.stays.filter(\.isGone) ?? []
        let seen = Set(known.map(\.target))
        known += try await StayHistory.stays(named: booking.name, in: journal).filter { !seen.contains($0.target) }
        let named = StayQuery(text: booking.name).named(in: known, at: now)
        guard let stay = named.max(by: { $0.endedAt(by: now) < $1.endedAt(by: now) }) else { return nil }
        let lead = WorkspaceFacts.certainLead(facts.clockLead)
        let history = try await StayHistory.read(of: stay, in: journal, lead: lead)
        let words = HoursWords(zone: stay.zone, now: now)
        for door in stay.doors {
            if let ending = history.ending(of: door.accessCodeID) {
                let end = ending.row.members.compactMap(\.before.endsAt).max()
                return PlanError(ended: stay, EndingWords(ending, words).already, until: end, among: known, at: now)
            }
            guard let sent = history.shortening(of: door.accessCodeID),
                let end = history.given(door.accessCodeID)?.state.endsAt
            else { continue }
            let what = "has ended already, \(words.time(end)), as was asked for \(EndingWords(sent, words).origin)"
            return PlanError(ended: stay, what, until: nil, among: known, at: now)
        }
        // Nobody has ended it by a run: its hours were over.
        guard let end = stay.hours?.endsAt, end <= now else { return nil }
        let what = "has ended: its hours were over \(words.time(end)), and its codes are gone"
        return PlanError(ended: stay, what, to: wishedEnd(of: stay), among: known, at: now)
    }

    /// The end that was wished for a stay which has ended, as it is typed; two hours where it is over, too.
    private func wishedEnd(of stay: Stay) -> String {
        let time = BookingTime(zone: stay.zone, bounds: stay.doors.compactMap(\.state.endsAt), now: now)
        switch try? time.move(to: booking.wishedEnd, about: .extendsTo) {
        case .to(let end)? where end > now: return HoursWords(zone: stay.zone, now: now).typed(end)
        case .by?: return booking.wishedEnd
        default: return "+2h"
        }
    }

    /// The booking as the journal remembers it, if its codes are still what they were.
    ///
    /// Which doors the other stays on its doors have comes from the journal, too: a stay that it does not know makes the
    /// workspace be read anew, because then it cannot be told whether they share a door.
    private func remembered(_ name: String) async throws -> Found? {
        let readAt = clock.moment
        let known = try await journal.knownGroups(matching: name, scope: scope, at: readAt.instant)
        let candidates = known.filter { group in
            selection.containsDoor(in: group.members.map { ($0.door, $0.deviceID) })
        }
        guard let group = candidates.first, candidates.count == 1 else { return nil }
        // By its key one of several of the name may be meant, and a code that has left the key goes with it.
        if let itsName = group.name, itsName != name {
            let same = try await journal.knownGroups(matching: itsName, scope: scope, at: readAt.instant)
            guard same.count < 2 else { return nil }
        }
        async let isComplete = knowsAllNames(since: group.seenAt)
        var index = try await reader.index(ofDevices: Set(group.members.map(\.deviceID)), grants: .none)
        try await takeGrants(of: group, into: &index, at: readAt.instant)
        guard await isComplete,
            index.members(of: group.target).map(\.accessCodeID) == group.members.map(\.accessCodeID),
            index.name(of: group.target) == group.name
        else { return nil }
        let others = index.targets.filter { $0 != group.target }
        let found = try await journal.knownGroups(of: others.map(\.identifier), scope: scope, at: readAt.instant)
        guard found.count == others.count else { return nil }
        index.takeDoors(of: found)
        return Found(target: group.target, index: index, seenAt: group.seenAt, readAt: readAt)
    }

    /// Gives the codes on some doors the access grants that the journal saw them with; without any, nothing is asked.
    private func takeGrants(of group: KnownGroup, into index: inout WorkspaceIndex, at now: Instant) async throws {
        let codes = Array(index.codes.keys)
        var known = try await journal.knownGrants(ofCodes: codes, scope: scope, at: now)
        if group.target.isGrant, !known.contains(where: { $0.target == group.target }) { known.append(group) }
        guard !known.isEmpty else { return }
        let grants = try await reader.grants(known)
        index = WorkspaceIndex(doors: Array(index.doors.values), codes: Array(index.codes.values), grants: grants)
    }

    /// Whether no code was made or renamed since the journal saw the booking: it could have the same name.
    ///
    /// What Seam does not tell, or not all of it, counts as no.
    private func knowsAllNames(since seenAt: Instant) async -> Bool {
        let since = seenAt - (facts.clockLead ?? .zero) - Self.slack
        do throws(SeamError) {
            let events = try await reader.client.events.list(
                eventTypes: Self.naming,
                since: since.iso8601,
                limit: 1,
            )
            return events.isEmpty
        } catch {
            return false
        }
    }

    /// The events after which a name can be another code's, too.
    private static let naming = [
        "access_code.created", "access_code.name_changed", "access_code.unmanaged.converted_to_managed",
        "access_grant.created",
    ]
    /// How far the two clocks may be apart beyond what the server's whole seconds tell.
    private static let slack = TimeSpan(milliseconds: 2000)

    private func remember(
        _ targets: [Row.Target],
        _ index: WorkspaceIndex,
        at now: Instant,
    ) async throws(JournalError) {
        let groups = targets.map { target in
            KnownGroup(
                target: target,
                name: index.name(of: target),
                members: index.members(of: target).map { code in
                    KnownGroup.Member(
                        accessCodeID: code.accessCodeID,
                        deviceID: code.deviceID,
                        door: index.doorName(code.deviceID),
                        zone: index.doors[code.deviceID]?.zone,
                    )
                },
                seenAt: now,
            )
        }
        try await journal.keepKnownGroups(groups, scope: scope)
        let facts = WorkspaceFacts(
            workspaceID: scope.workspaceID,
            workspaceName: facts.name,
            clockLead: facts.clockLead,
            index: index,
        )
        try await journal.keepReading(StayReading(facts, endpoint: scope.endpoint, clock: clock))
    }

    /// The one stay that is meant: the only one that the text names.
    ///
    /// Of several, or of others that only have the text somewhere, a person chooses; nobody else does.
    /// - Returns: The stay, with the text that names it alone where a person chose it.
    private func choose(
        in index: WorkspaceIndex,
        at now: Instant,
    ) throws(PlanError) -> (stay: Stay, word: String?) {
        let stays = index.guests(seenAt: now)
        let doors = index.doors.values.map { (name: $0.name, deviceID: $0.deviceID) }
        var asked = selection
        asked.homes = index.doors.compactMapValues(\.house)
        let places = asked.resolved(among: doors)
        let hours = StayQuery(day: selection.day, isInside: selection.isInside)
        let named = StayQuery(text: booking.name).named(in: stays, at: now)
        let found = hours.found(in: named, at: now).filter { stay in
            places.containsDoor(in: stay.doors.map { ($0.name, $0.deviceID) })
        }
        guard found.isEmpty == named.isEmpty else {
            if let unmatched = places.unmatchedPlace(among: doors.sorted { $0.name < $1.name }) {
                throw PlanError(unmatched)
            }
            throw PlanError(
                .noMatch,
                "No group named \"\(booking.name.shown)\" is of \(places.words).",
                remedy: .findStays,
            )
        }
        let guests = found.filter { !isStaffOfRoom($0, among: stays, index) }
        if guests.count == 1 || found.count == 1 { return (guests.first ?? found[0], nil) }
        return try chosen(by: found, among: stays, index, at: now)
    }

    /// Whether a stay is one of staff, or as of staff, that only has the room which was typed: the guest in it is meant.
    private func isStaffOfRoom(_ stay: Stay, among stays: [Stay], _ index: WorkspaceIndex) -> Bool {
        guard index.isStaff(stay.target) || RoomPass.isLikely(stay, among: stays) else { return false }
        return StayText(booking.name)?.isFound(name: stay.name, doors: stay.otherNames) == false
    }

    /// The stay by which a line is shown: of a new start one that has not begun.
    private func example(_ candidates: [Stay]) -> Stay? {
        guard booking.starts != nil, booking.ends == nil else { return nil }
        return candidates.first { $0.hours?.startsAt.map { $0 > now } ?? false }
    }

    /// The stay that a person chooses of those that the text names, or that have it somewhere.
    private func chosen(
        by found: [Stay],
        among stays: [Stay],
        _ index: WorkspaceIndex,
        at now: Instant,
    ) throws(PlanError) -> (stay: Stay, word: String?) {
        let name = booking.name
        var query = StayQuery(text: name)
        query.places = selection
        let all = found.isEmpty ? query.found(in: stays, at: now) : found
        // Who only has the room, as staff does, stands behind the guests.
        let candidates =
            all.filter { !isStaffOfRoom($0, among: stays, index) }
            + all.filter { isStaffOfRoom($0, among: stays, index) }
        guard let first = candidates.first else {
            throw PlanError(nobody: query, among: stays, at: now, takesNothing: booking.takesNothing)
        }
        if let chooser {
            let choices = candidates.map { stay in
                Engine.Choice(
                    line: PlanError.candidate(stay, among: candidates, at: now),
                    word: StayQuery.handle(of: stay, among: stays, at: now),
                )
            }
            if let chosen = chooser(name, choices), candidates.indices.contains(chosen) {
                return (candidates[chosen], choices[chosen].word)
            }
        }
        let shown = example(candidates) ?? first
        let apart = StaysApart(stays, index.doors, houses: selection.described, at: now, takesDay: true)
        let word = apart.words(for: shown) ?? [StayQuery.handle(of: shown, among: stays, at: now)]
        let line = booking.line(naming: word[0], Array(word.dropFirst()))
        throw PlanError(
            candidates: candidates,
            of: name,
            isNamed: !found.isEmpty,
            nearest: found.isEmpty ? PlanError.nearest(to: name, among: stays, besides: candidates) : [],
            command: booking.takesNothing ? line : nil,
            at: now,
        )
    }
}

extension WorkspaceReader {
    /// Access grants that were seen earlier, as they are now, with the codes that they were seen with.
    /// - Throws: `unauthorized` or `connection`.
    fileprivate func grants(_ known: [KnownGroup]) async throws(PlanError) -> [IndexedGrant] {
        let members = Dictionary(known.map { ($0.target.identifier, $0.members) }) { first, _ in first }
        let reading = GrantReading(client: client, concurrency: concurrency)
        return try await Self.reading { () async throws(SeamError) in
            try await reading.resources(withIDs: members.keys.sorted()).map { grant in
                var grant = IndexedGrant(grant)
                let seen = members[grant.accessGrantID] ?? []
                grant.codeIDs = seen.map(\.accessCodeID).filter { !CodelessID.isOne($0) }
                grant.deviceIDs = Set(seen.map(\.deviceID))
                return grant
            }
        }
    }
}
