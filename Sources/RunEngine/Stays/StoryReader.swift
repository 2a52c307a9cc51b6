internal import CivilTime
internal import Journal
package import Model
internal import Seam

/// Tells the one story of a group: what the runs of this journal did, and what Seam says that others did.
package struct StoryReader: Sendable {
    /// How many codes of a story are asked about, those of its newest changes.
    private static let mostCodes = 100

    private let desk: StayDesk

    /// Makes it of an engine's connection, journal and clock.
    package init(_ engine: Engine) {
        desk = StayDesk(engine)
    }

    /// The story of what `text` names: a key, the id of a code, or what one stay is known by, of those on some doors or in some houses.
    ///
    /// A group that no run has changed is looked for in Seam. Where Seam cannot be asked, the journal alone tells.
    /// - Throws: `unknown_run` with the nearest name; `ambiguous_booking`; `no_match` for places; `unauthorized`; `JournalError`.
    package func read(_ text: String, at places: RowSelection = RowSelection()) async throws -> StoryFacts {
        guard places.isEverything else { return try await story(of: text, at: places) }
        let found = try await StorySearch.search(text, in: try desk.engine.environment.journal())
        if case .changes(let changes) = found {
            var facts = StoryFacts(of: text, changes)
            facts.notAsked = try await refuseSeveral(text, changes)
            return facts.notAsked == nil ? try await story(facts) : facts
        }
        if case .several(let names) = found {
            throw try await refusal(ofSeveral: names, text) ?? found.refusal(of: text)
        }
        return try await unchanged(text, found)
    }

    /// The story of the one stay of a text that is on some doors or in some houses.
    private func story(of text: String, at places: RowSelection) async throws -> StoryFacts {
        let look = try await desk.look()
        let asked = StayQuery(text: text, doors: places.doors, houses: places.houses)
        let query = desk.placed(asked, look)
        try desk.refuseUnknownPlace(query.places, look)
        let stays = look.reading.stays.withoutReplaced(by: text).withoutTwins
        let named = query.named(in: stays, at: look.now)
        guard let stay = named.first else {
            let known = StayQuery(text: text).named(in: stays, at: look.now)
            guard known.isEmpty else {
                throw PlanError(
                    .noMatch,
                    "No stay that is known by \"\(text.shown)\" is of \(query.places.words).",
                    remedy: .command(["find", text]),
                )
            }
            throw PlanError(nobody: StayQuery(text: text), among: look.reading.stays, at: look.now)
        }
        guard named.count == 1 else { throw several(named, text, look) }
        return try await story(of: stay, text, look)
    }

    /// Refuses a text by which several stays are known now, though runs have changed only one of them, or each.
    ///
    /// A key and the id of a code name one, whatever it is called.
    /// - Returns: Why Seam could not be asked, nil where it could or need not.
    /// - Throws: `ambiguous_booking` with the key of each.
    private func refuseSeveral(_ text: String, _ changes: [GroupHistory]) async throws -> String? {
        let rows = changes.map(\.row)
        let isKey = rows.contains { row in row.identifiers.contains(text) || row.madeKey == text }
        guard !isKey, let newest = changes.last, newest.run.endpoint == desk.reader.endpoint else { return nil }
        let look: StayDesk.Look
        do {
            look = try await desk.look()
        } catch let error as PlanError where error.code == .connection {
            return error.message
        }
        guard look.staleBecause == nil, look.reading.scope.workspaceID == newest.run.workspaceID else {
            return look.staleBecause
        }
        let words = StayText(text)
        let named = StayQuery(text: text).named(in: look.reading.stays, at: look.now).filter { stay in
            !stay.isEnded(at: look.now) && words?.isFound(name: stay.name, doors: stay.otherNames) == true
        }
        let (keys, codes) = (
            Set(rows.flatMap { [$0.target.identifier] + [$0.madeKey].compactMap(\.self) }), codes(of: rows)
        )
        func isTold(_ stay: Stay) -> Bool {
            keys.contains(stay.target.identifier) || stay.doors.contains { codes.contains($0.accessCodeID) }
        }
        // What is told of has another name now, or has ended, and somebody else has that name.
        let isOther = named.contains { !isTold($0) }
        let told = isOther && !named.contains(where: isTold) ? look.reading.stays.filter(isTold) : []
        let standing = look.reading.stays.filter { isTold($0) && !$0.isEnded(at: look.now) }
        // By the words of a door, too, the changes may be of several.
        let stays = named.isEmpty && standing.count > 1 ? standing : named + told
        guard stays.withoutReplaced(by: text).withoutTwins.count > 1 else { return nil }
        throw several(stays, text, look)
    }

    /// The refusal of a text by which runs know several names: all stays that `find` counts for it, and the names beside them
    /// that are in runs alone; nil where Seam cannot be asked, or knows none.
    private func refusal(ofSeveral names: [String], _ text: String) async throws -> PlanError? {
        let look: StayDesk.Look
        do {
            look = try await desk.look()
        } catch let error as PlanError where error.code == .connection {
            return nil
        }
        let query = StayQuery(text: text)
        guard !query.named(in: look.reading.stays, at: look.now).isEmpty else { return nil }
        return several(query.found(in: look.reading.stays, at: look.now), text, look, besides: names)
    }

    /// The refusal of a text that several stays have, each counted once; `names` are known to runs.
    private func several(
        _ stays: [Stay],
        _ text: String,
        _ look: StayDesk.Look,
        besides names: [String] = [],
    ) -> PlanError {
        let stays = stays.withoutReplaced(by: text).withoutTwins
        let known = Set(stays.flatMap { [$0.handle] + $0.otherNames }.map(FoldedName.init))
        return PlanError(
            several: stays,
            of: text,
            among: look.reading.stays,
            besides: names.filter { !known.contains(FoldedName($0)) },
            command: "explain",
            apart: desk.apart(look.reading.stays.withoutReplaced(by: nil).withoutTwins, look),
            at: look.now,
        )
    }

    /// The codes that some rows had, and have.
    private func codes(of rows: [Row]) -> Set<String> {
        Set(rows.lazy.flatMap(\.members).map(\.accessCodeID))
    }

    /// What runs did, with what others did where the newest of them was in the workspace that is asked.
    private func story(_ known: StoryFacts) async throws -> StoryFacts {
        var facts = known
        guard let newest = facts.changes.last else { return facts }
        do {
            let answer = try await desk.reader.workspace()
            guard newest.run.endpoint == desk.reader.endpoint, newest.run.workspaceID == answer.workspace.workspaceID
            else {
                facts.notAsked = "the newest change is of another workspace or server"
                return facts
            }
            facts.clockLead = WorkspaceFacts.certainLead(answer.clockLead)
            try await tellOutside(in: &facts)
        } catch let error as PlanError where error.code == .connection {
            facts.notAsked = error.message
        }
        return facts
    }

    /// What others did to the codes of some changes since the first of them, and since two days ago at least; last what
    /// the codes have now that neither the newest run gave nor Seam tells of.
    private func tellOutside(in facts: inout StoryFacts) async throws {
        let (changes, lead) = (facts.changes, facts.clockLead)
        let members = changes.flatMap { $0.row.members }.filter { $0.hasCode }
        var codes: [String] = []
        for member in members.reversed() where !codes.contains(member.accessCodeID) && codes.count < Self.mostCodes {
            codes.append(member.accessCodeID)
        }
        let first = changes.first?.events.first?.recordedAt ?? desk.engine.environment.clock.now()
        let since = min(first, desk.engine.environment.clock.now() - Stay.memory) - lead
        let now = try await desk.reader.codes([codes])
        facts.lost = try await lost(members, now)
        let all = codes + facts.lost.map(\.accessCodeID)
        let events = await CodeEvent.read(of: all, from: desk.reader.client, since: since)
        let history = StayHistory(changes, lead: lead).adding(events)
        let unseen = codes.compactMap { id -> OutsideChange? in
            guard let code = now[id] else { return nil }
            let change = history.standingChange(of: id, now: CodeState(code), isThere: true)
            return change?.at == nil ? change : nil
        }
        let names = now.mapValues { CodeState($0).name }
        let isGrant = changes.last.map(\.row.target.isGrant) ?? false
        let renamed = isGrant ? [] : codes.compactMap { history.standingRenaming(of: $0, now: names[$0] ?? nil) }
        if !isGrant { facts.presentName = presentName(changes.last?.row, names) }
        facts.outside = history.outside + unseen + renamed
    }

    /// What the codes of a stay are called now, where none has the name any more that the newest run knew.
    private func presentName(_ newest: Row?, _ names: [String: String?]) -> String? {
        guard let newest else { return nil }
        let present = newest.members.filter { $0.part != .drop }.compactMap { names[$0.accessCodeID] ?? nil }
        return present.contains { $0 == newest.name } ? nil : present.first
    }

    /// The doors of codes with the PIN of a group that were deleted and that no run had given it.
    private func lost(_ members: [Row.Member], _ codes: [String: AccessCode]) async throws -> [Stay.Door] {
        let pins = Set(codes.values.map(\.code))
        guard pins.count == 1, let pin = pins.first ?? nil else { return [] }
        let environment = desk.engine.environment
        let reader = LostDoors(
            reader: desk.reader,
            journal: try environment.journal(),
            doors: [:],
            now: environment.clock.now(),
        )
        let known = Set(members.map(\.accessCodeID))
        let replaced = Set(members.filter { $0.part == .drop }.map(\.accessCodeID))
        let deleted = try await reader.deleted(withPIN: pin, replacing: replaced).filter { !known.contains($0.code) }
        let names = Dictionary(members.map { ($0.deviceID, $0.door) }) { _, last in last }
        // A door on which no run had a code is known to Seam alone.
        let doors = deleted.contains { names[$0.device] == nil } ? try await desk.reader.doors() : [:]
        return deleted.map { code, device in
            Stay.Door(
                accessCodeID: code,
                deviceID: device,
                name: names[device] ?? doors[device]?.name ?? device,
                zone: doors[device]?.zone,
                state: .absent,
            )
        }
    }

    /// The story of a stay that no run of this journal has changed.
    private func unchanged(_ text: String, _ found: StorySearch.Found) async throws -> StoryFacts {
        let look: StayDesk.Look
        do {
            look = try await desk.look()
        } catch let error as PlanError where error.code == .connection {
            throw found.refusal(of: text)
        }
        let stays = StayQuery(text: text).named(in: look.reading.stays, at: look.now)
        guard let stay = stays.first else { throw found.refusal(of: text, besides: look.reading.stays) }
        guard stays.count == 1 else {
            throw several(StayQuery(text: text).found(in: look.reading.stays, at: look.now), text, look)
        }
        return try await story(of: stay, text, look)
    }

    /// The story of a stay as Seam knows it.
    private func story(of stay: Stay, _ text: String, _ look: StayDesk.Look) async throws -> StoryFacts {
        // A name that others gave it since is in no run; its key is.
        let known = try await desk.engine.environment.journal().history(of: stay.target.identifier)
        guard known.isEmpty else { return try await story(StoryFacts(of: text, known)) }
        var facts = StoryFacts(of: text, [])
        facts.stay = stay
        facts.clockLead = look.reading.clockLead
        facts.notAsked = look.staleBecause
        guard look.staleBecause == nil else { return facts }
        let lost = try desk.lostDoors(look)
        let history = StayHistory([], lead: .zero)
        let gone = try await lost.find(of: stay, history)
        facts.lost = gone
        let doors = stay.doors + gone
        let codes = doors.map { $0.accessCodeID }.filter { !CodelessID.isOne($0) }
        let events = await CodeEvent.read(of: codes, from: desk.reader.client, since: look.now - Stay.memory)
        facts.outside = history.adding(events, doors: doors).outside
        return facts
    }
}
