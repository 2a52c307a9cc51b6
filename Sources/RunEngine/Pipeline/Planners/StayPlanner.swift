internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// The proposal of a command that makes the codes of a stay which has none: a new one, or one that has ended.
struct StayPlanner {
    let engine: Engine
    let runID: String

    /// The proposal; nothing is sent.
    /// - Throws: `PlanError` for a door that is not there, a time that cannot be read, a stay that is not known or has its
    ///   codes still; `JournalError`.
    func propose(_ booking: BookingChange, _ wish: StayWish) async throws -> Planner.Proposed {
        let reader = WorkspaceReader(engine)
        let answer = try await reader.workspace()
        var facts = WorkspaceFacts(answer, try await reader.index())
        let now = facts.now(engine.environment.clock)
        let key = MadeKey.of(run: runID, place: 0, workspaceID: facts.workspaceID)
        if case .readmit(let end) = wish, let row = try await repair(booking.name, until: end, facts, key, at: now) {
            facts.lostDevices = Set(row.members.lazy.filter { $0.part == .add }.map(\.deviceID))
            return proposed(row, &facts, at: now)
        }
        let stay: NewStay
        switch wish {
        case .create(let doors, let houses, let starts, let ends):
            let choice = DoorChoice(index: facts.index, described: engine.options.settings.houses)
            let rooms = try await FreeRooms.read(facts, engine, at: now)
            let wish = RoomWish(
                option: "--door",
                texts: doors,
                among: try choice.doors(of: houses),
                words: booking.command(naming: booking.name),
            ) { [index = facts.index] door in
                let stay = try? made(booking.name, on: [door.deviceID], starts: starts, ends: ends, index, at: now)
                return stay.flatMap { $0.startsAt < $0.endsAt ? $0.startsAt..<$0.endsAt : nil }
            }
            let devices: [String]
            do throws(PlanError) {
                devices = try choice.devices(doors, ofHouses: houses)
                if devices.isEmpty { throw PlanError(.usage, "Give the doors of the stay", remedy: .findStays) }
            } catch {
                throw wish.refusal(error, rooms, at: now) ?? error
            }
            stay = try made(booking.name, on: devices, starts: starts, ends: ends, facts.index, at: now)
            facts.insteadOfRoom = wish.note(rooms, at: now)
            facts.isOfNewStay = true
        case .readmit(let end): stay = try await ended(booking.name, until: end, facts, at: now)
        }
        try refusePast(stay, at: now)
        return proposed(StayRows(index: facts.index, now: now).creation(stay, key: key), &facts, at: now)
    }

    private func proposed(_ row: Row, _ facts: inout WorkspaceFacts, at now: Instant) -> Planner.Proposed {
        var row = row
        row.isNamed = true
        facts.index.overlay(row, \.after)
        let plan = Plan(rows: [row], madeAt: now)
        return Planner.Proposed(proposal: engine.proposal(.booking, plan, engine.options.limits, facts))
    }

    private func refusePast(_ stay: NewStay, at now: Instant) throws(PlanError) {
        guard stay.startsAt < stay.endsAt else {
            throw PlanError(.invalidValue, "the end of a stay must be after its start", about: .ends)
        }
        guard stay.endsAt > now else {
            throw PlanError(.invalidValue, "the end of the stay is in the past", about: .ends)
        }
    }

    /// A stay that is not there yet; without a start it begins now.
    private func made(
        _ name: String,
        on devices: [String],
        starts: String?,
        ends: String,
        _ index: WorkspaceIndex,
        at now: Instant,
    ) throws(PlanError) -> NewStay {
        let zones = Set(devices.map { index.doors[$0]?.zone })
        let time = BookingTime(zone: zones.count == 1 ? zones.first ?? nil : nil, now: now)
        let start = try starts.map { text throws(PlanError) in try Self.instant(time, text, .starts) } ?? now
        return NewStay(name: name, deviceIDs: devices, startsAt: start, endsAt: try Self.instant(time, ends, .ends))
    }

    /// The end that a stay had, as it is typed; a day's checkout where that is over or not known.
    private static func ownEnd(of stay: Stay, at now: Instant) -> String {
        guard let end = stay.doors.compactMap(\.state.endsAt).max(), end > now else { return "tomorrow 11:00" }
        return HoursWords(zone: stay.zone, now: now).typed(end)
    }

    private static func instant(_ time: BookingTime, _ text: String, _ typed: TypedValue) throws(PlanError) -> Instant {
        guard case .to(let instant) = try time.move(to: text, about: typed) else {
            throw PlanError(.invalidValue, "\"\(text.shown)\" is no time of a stay that is not there yet", about: typed)
        }
        return instant
    }

    /// The row that gives a stay the codes again which somebody has taken from it; nil where no stay with codes is meant.
    /// - Throws: `invalid_value` for a stay that has all of its codes.
    private func repair(
        _ name: String,
        until end: String?,
        _ facts: WorkspaceFacts,
        _ key: String,
        at now: Instant,
    ) async throws -> Row? {
        let environment = engine.environment
        let journal = try environment.journal()
        let reading = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let last = try await journal.lastReading(endpoint: reading.scope.endpoint, workspaceID: facts.workspaceID)
        var query = StayQuery(text: name)
        query.takesLost = true
        let all = ReadingRule.merged(reading, after: last).stays.joined(facts.index.parts)
        let stays = all.filter { !$0.isGone }
        let named = query.named(in: stays, at: now)
        guard let stay = named.first, !stay.isOver(at: now) else { return nil }
        let lead = WorkspaceFacts.certainLead(facts.clockLead)
        let history = try await StayHistory.read(of: stay, and: stay.former(among: all), in: journal, lead: lead)
        let doors = try LostDoors(engine, doors: facts.index.doors, now: now, stays: all)
        let lost = try await doors.find(of: stay, history).map(\.deviceID).filter { facts.index.doors[$0] != nil }
        guard !lost.isEmpty || !stay.parts.isEmpty else {
            throw hasCodes(stay, among: stays, named, name, until: end, at: now)
        }
        guard named.count == 1 else {
            throw PlanError(several: named, of: name, among: stays, command: "readmit", at: now)
        }
        let second = Set(stay.secondCodes.map(\.deviceID))
        guard !lost.isEmpty || stay.hasMainPIN else {
            let names = stay.secondCodes.map(\.name.shown).joined(separator: ", ")
            throw PlanError(
                .invalidValue,
                "\(stay.handle.shown) has two codes on \(names), and it is open which PIN is the right one. One new PIN can take the place of both.",
                remedy: .command(["new-pin", StayQuery.handle(of: stay, among: stays, at: now)]),
            )
        }
        // A code with another PIN gives way to one with the stay's.
        let other = stay.doorsOfOtherPIN.map(\.deviceID).filter { !second.contains($0) }
        var move = DoorMove(added: lost + other, dropped: [])
        move.givesOnePIN = stay.hasMainPIN
        if let end, var hours = stay.doors.first?.state {
            let time = BookingTime(zone: stay.zone, bounds: stay.doors.compactMap(\.state.endsAt), now: now)
            if case .to(let instant) = try time.move(to: end, about: .extendsTo) { hours.endsAt = instant }
            move.hours = hours
        }
        return StayRows(index: facts.index, now: now).move(of: stay.target, move, key: key)
    }

    /// That a stay has all of its codes: where one is on its way to the lock, or is being taken off, nothing else is to be sent.
    private func hasCodes(
        _ stay: Stay,
        among stays: [Stay],
        _ named: [Stay],
        _ name: String,
        until end: String?,
        at now: Instant,
    ) -> PlanError {
        guard named.count == 1 else {
            let way = "why tells what can be done for each of its \(named.count) stays."
            return PlanError(
                .invalidValue,
                "\(stay.handle.shown) has its codes still; \(way)",
                remedy: .command(["why", name]),
            )
        }
        let handle = StayQuery.handle(of: stay, among: stays, at: now)
        let open = stay.doors.filter { $0.isMissing && $0.state.isInside(at: now) }
        if let first = open.first {
            let names = open.map(\.name.shown).joined(separator: ", ")
            let what =
                open.count == 1 ? "its code is on its way to the lock of" : "its codes are on their way to the locks of"
            return PlanError(
                .invalidValue,
                "\(stay.handle.shown) has its doors again already: \(what) \(names), and nothing else is to be sent; verify "
                    + "waits until it is there.",
                remedy: .command(["verify", "--door", first.name, "--wait", "10m"]),
            )
        }
        if let end {
            return PlanError(
                .invalidValue,
                "\(stay.handle.shown) has its codes still; let it end later instead.",
                remedy: .command(["extend", handle, "--to", end]),
            )
        }
        return PlanError(
            .invalidValue,
            "\(stay.handle.shown) has its codes still, on each of its doors; why tells what each of them opens by.",
            remedy: .command(["why", handle]),
        )
    }

    /// A stay that has ended, on the doors that it had.
    private func ended(
        _ name: String,
        until end: String?,
        _ facts: WorkspaceFacts,
        at now: Instant,
    ) async throws -> NewStay {
        let environment = engine.environment
        let journal = try environment.journal()
        let reading = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let last = try await journal.lastReading(endpoint: reading.scope.endpoint, workspaceID: facts.workspaceID)
        // Codes whose hours are over take no other ones: their stay gets new codes, as one that is gone.
        let merged = ReadingRule.merged(reading, after: last).stays
        let over = merged.filter { $0.isOver(at: now) }
        let there = Set(facts.index.targets).subtracting(over.map(\.target))
        let known =
            over + (last?.stays ?? []).filter { stay in !over.contains { $0.target == stay.target } }
            + (try await StayHistory.stays(named: name, in: journal)).filter { stay in
                !over.contains { $0.target == stay.target }
            }
        let replaced = known.replaced
        let gone = known.filter { !there.contains($0.target) && (!replaced.contains($0.target) || $0.isNamed(name)) }
        let found = StayQuery(text: name).found(in: gone, at: now)
        guard let stay = found.max(by: { $0.endedAt(by: now) < $1.endedAt(by: now) }) else {
            // Who is near and has codes is told with rooms and hours: to let that guest in again would be refused.
            let isNear = !PlanError.nearest(to: name, among: gone).isEmpty
            let stays = isNear ? gone : gone + facts.index.guests(seenAt: now)
            throw PlanError(nobody: StayQuery(text: name), among: stays, at: now, takesNothing: isNear)
        }
        guard Set(found.map(\.handle)).count == 1 else {
            throw PlanError(several: found, of: name, among: gone, command: "readmit", at: now)
        }
        guard let end else {
            throw PlanError(
                .invalidValue,
                "\(stay.handle.shown) has no codes any more; say until when it gets its doors again.",
                remedy: .command([
                    "readmit", StayQuery.handle(of: stay, among: gone, at: now), "--to", Self.ownEnd(of: stay, at: now),
                ]),
            )
        }
        let lead = WorkspaceFacts.certainLead(facts.clockLead)
        let history = try await StayHistory.read(of: stay, and: stay.former(among: merged), in: journal, lead: lead)
        let lost = try LostDoors(engine, doors: facts.index.doors, now: now, stays: merged)
        let doors = stay.doors + (try await lost.find(of: stay, history))
        let devices = doors.map(\.deviceID).filter { facts.index.doors[$0] != nil }
        guard !devices.isEmpty else {
            throw PlanError(.invalidValue, "the doors of \(stay.handle.shown) are not in the workspace any more")
        }
        let time = BookingTime(zone: stay.zone, now: now)
        let endsAt = try Self.instant(time, end, .extendsTo)
        // One that was cancelled before it began begins when it would have.
        let start = stay.doors.compactMap(\.state.startsAt).max() ?? now
        return NewStay(
            name: stay.name ?? name,
            deviceIDs: devices,
            startsAt: now < start && start < endsAt ? start : now,
            endsAt: endsAt,
        )
    }
}

extension Stay {
    /// Whether a text is its key, or the id of one of its codes.
    fileprivate func isNamed(_ text: String) -> Bool {
        target.identifier == text || doors.contains { $0.accessCodeID == text }
    }
}
