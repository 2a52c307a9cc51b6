internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// The proposal of a command that names one booking.
///
/// Where its codes are may come from the journal, at most 24 hours old; their hours, and who else is on the doors, are
/// always read now.
struct BookingPlanner {
    let engine: Engine
    let runID: String

    /// Lets a stay that only gains time be moved by a distance once more within hours, and tells by whom it was: somebody
    /// may be standing outside.
    private func spareGains(
        of plan: inout Plan,
        _ scope: WorkspaceScope,
        _ lead: TimeSpan,
        at now: Instant,
    ) async throws {
        let places = plan.rows.indices.filter { place in
            let row = plan.rows[place]
            return row.isRelative && row.status == .planned && row.onlyGainsTime
        }
        guard !places.isEmpty else { return }
        let environment = engine.environment
        // What was sent is kept by this machine's clock.
        let journal = try environment.journal()
        var priors = try await journal.priors(of: plan.rows, scope: scope, at: environment.clock.now())
        let reader = OutsideReader(client: environment.connection.client, journal: journal, lead: lead, now: now)
        try await reader.tell(&priors, of: plan.rows)
        for var prior in priors where prior.kind == .recent && places.contains(prior.row) {
            prior.at = prior.at - lead
            let row = plan.rows[prior.row]
            plan.rows[prior.row].allowed.insert(.recent)
            // What a run that was killed has sent and did not reach the stay is no change of it.
            let holder = priors.first { $0.isHold && $0.row == prior.row && $0.run.id == prior.run.id }
            let isAlone = prior.moves.allSatisfy { $0.id == prior.run.id }
            if isAlone, let holder, try await holder.hasArrived(at: row, in: journal) == false { continue }
            let given = try await GivenTime.read(of: row, in: journal, lead: lead, at: now)
            let sum = given.map { "; \($0.words(near: now))" }.joined()
            plan.warnings.append(
                Warning(.recent, prior.addition(row, near: now) + sum, rows: [row.target.identifier])
            )
        }
    }

    /// The proposal; nothing is sent.
    /// - Throws: `PlanError` when there is no such booking, or its hours cannot become that; `JournalError`.
    func propose(_ booking: BookingChange) async throws -> Planner.Proposed {
        let reader = WorkspaceReader(engine)
        let answer = try await reader.workspace()
        let environment = engine.environment
        let scope = WorkspaceScope(
            endpoint: environment.connection.endpoint,
            workspaceID: answer.workspace.workspaceID,
        )
        var facts = WorkspaceFacts(
            workspaceID: answer.workspace.workspaceID,
            workspaceName: answer.workspace.name,
            clockLead: answer.clockLead,
            index: WorkspaceIndex(doors: [], codes: []),
        )
        let now = facts.now(environment.clock)
        let found = try await BookingIndex(
            reader: reader,
            journal: try environment.journal(),
            scope: scope,
            clock: environment.clock,
            booking: booking,
            now: now,
            facts: (answer.workspace.name, answer.clockLead),
            selection: engine.options.rowSelection,
            chooser: environment.chooser,
        ).find()
        var booking = booking
        // Lines that go on name the one that was chosen of several.
        if let word = found.word { booking.takeName(word) }
        facts.index = found.index
        facts.isPart = found.seenAt != nil
        let builder = PlanBuilder(index: found.index)
        let codes = found.codes
        let states = found.targets.flatMap { found.index.stateIDs(of: $0) }
        facts.seen = SeenCodes(
            states: Dictionary(states) { first, _ in first },
            at: found.readAt,
        )
        // What is typed as now is told by the server's clock, however little the two differ.
        let serverNow = environment.clock.now() - (answer.clockLead ?? .zero)
        // Where its doors come from the journal they are what they were.
        let takesDoors = booking.doors != nil && booking.doors != .cancel
        let losses =
            takesDoors || booking.doors == nil && found.seenAt == nil
            ? try await StayLosses.read(of: found.target, in: facts, engine, at: now, asksSeam: takesDoors) : nil
        if booking.doors != .cancel { try refuseOver(booking, found, at: now) }
        if let wish = booking.doors {
            let rooms = try await roomWish(booking, wish, of: found, facts, at: serverNow)
            let row: Row
            do throws(PlanError) {
                row = try self.row(wish, of: found, lost: losses?.doors ?? [], facts, at: serverNow)
            } catch {
                throw rooms.flatMap { $0.wish.refusal(error, $0.free, at: serverNow) } ?? error
            }
            facts.insteadOfRoom = rooms.flatMap { $0.wish.note($0.free, at: serverNow) }
            try builder.record(row)
            facts.index = builder.index
            facts.seen = nil
            facts.lostDevices = Set(losses?.doors.map(\.deviceID) ?? [])
            var plan = Plan(rows: builder.rows, madeAt: now)
            plan.warnings += wish.warnings(of: losses, beside: row)
            plan.warnings += [otherPIN(booking, found, at: now)].compactMap(\.self)
            return Planner.Proposed(proposal: engine.proposal(.booking, plan, engine.options.limits, facts))
        }
        if booking.sendsAgain {
            let again = HoursAgain(index: found.index, now: serverNow)
            let rows = try found.targets.flatMap { target throws(PlanError) in try again.rows(of: target) }
            var plan = Plan(rows: rows, madeAt: now)
            plan.warnings += [
                losses?.warning("its other hours are sent again"), otherPIN(booking, found, at: now),
                differentHours(found, rows, at: now),
            ].compactMap(\.self)
            return Planner.Proposed(proposal: engine.proposal(.booking, plan, engine.options.limits, facts))
        }
        var change = try booking.change(
            of: codes.map(\.state),
            zone: found.index.zone(of: found.target),
            at: serverNow,
        )
        change.isNamed = true
        for target in found.targets { try builder.record(change, of: target, at: now) }
        facts.index = builder.index
        facts.insteadOfMorning = booking.afternoonLine(for: builder.rows)
        var plan = Plan(rows: builder.rows, madeAt: now)
        if case .noEarlierThan(let wanted) = change.ends {
            plan.rows.tellLaterEnds(than: wanted, typed: booking.extendsTo ?? "", near: now)
        }
        plan.warnings += plan.rows.alreadyAsEarly(change, near: now)
        plan.warnings += [losses?.warning("this change is for its other doors"), otherPIN(booking, found, at: now)]
            .compactMap(\.self)
        try await spareGains(of: &plan, scope, WorkspaceFacts.certainLead(answer.clockLead), at: now)
        if let seenAt = found.seenAt {
            plan.warnings.append(
                Warning(
                    .remembered,
                    "its doors are those of \(LocalTime.full(seenAt, plan.rows.commonZone)), when the workspace was read last",
                )
            )
        }
        return Planner.Proposed(
            proposal: engine.proposal(.booking, plan, engine.options.limits, facts)
        )
    }
}

extension BookingPlanner {
    /// That a code of the stay has another PIN, with what this is for; nil where all have one.
    private func otherPIN(_ booking: BookingChange, _ found: BookingIndex.Found, at now: Instant) -> Warning? {
        guard let whole = found.whole, let what = whole.otherPIN else { return nil }
        let name = StayQuery.handle(of: whole, among: found.index.guests(seenAt: now), at: now)
        let own = Set(found.codes.map(\.accessCodeID))
        let left = whole.doors.filter { !own.contains($0.accessCodeID) }
        // With a new PIN for all of its doors none has another one any more.
        guard booking.doors != .newPIN || !left.isEmpty else { return nil }
        var warning: Warning
        if left.isEmpty {
            let words = "\(what); this is for all of its doors, and leaves the PINs. Who changed it, and what to do:"
            warning = Warning(.otherPIN, words, rows: found.targets.map(\.identifier))
            warning.command = ["why", name]
        } else {
            let names = left.map(\.name.shown).joined(separator: ", ")
            let words = "\(what), and its code on \(names) is left as it is. For all of its doors:"
            warning = Warning(.otherPIN, words, rows: found.targets.map(\.identifier))
            let isOffered = booking.takesNothing || booking.doors == .newPIN
            warning.command = isOffered ? booking.command(naming: name) : ["why", name]
        }
        return warning
    }

    /// That the doors of a stay whose hours are sent again have different ones, with what to do; nil where they agree.
    private func differentHours(_ found: BookingIndex.Found, _ rows: [Row], at now: Instant) -> Warning? {
        let members = rows.flatMap(\.members)
        guard let first = members.first?.after, !members.allSatisfy({ $0.after.hasHours(of: first) }) else {
            return nil
        }
        let name = found.handle(at: now)
        let words = HoursWords(zone: found.index.zone(of: found.target), now: now)
        let ends = members.map { member in
            "\(member.door.shown) until \(member.after.endsAt.map(words.time) ?? "no end")"
        }
        var warning = Warning(
            .mixed,
            "the doors of \(name.shown) have different hours (\(ends.joined(separator: ", "))), and each lock gets its own once "
                + "more, which makes none of them right. Who changed them, and what to do:",
            rows: rows.map(\.target.identifier),
        )
        warning.command = ["why", name]
        return warning
    }

    /// The row of what is to become of a stay's doors and codes.
    private func row(
        _ wish: DoorsWish,
        of found: BookingIndex.Found,
        lost: [Stay.Door],
        _ facts: WorkspaceFacts,
        at now: Instant,
    ) throws(PlanError) -> Row {
        let rows = StayRows(index: found.index, now: now)
        let key = MadeKey.of(run: runID, place: 0, workspaceID: facts.workspaceID)
        var row: Row
        switch wish {
        case .changeRoom(let to, let from, let by):
            let doors = DoorChoice(index: found.index, described: engine.options.settings.houses)
            let name = found.handle(at: now)
            let dropped = try doors.dropped(from, of: found.target, lost: lost) { room in
                ["change-room", name] + to.flatMap { ["--to", $0] } + ["--from", room]
                    + (by.map { ["--by", $0] } ?? [])
            }
            guard !to.isEmpty else { throw PlanError(.usage, "Give the new door", remedy: .findStays) }
            var move = DoorMove(added: try doors.devices(to), dropped: dropped)
            move.by = try by.map { text throws(PlanError) in try readyBy(text, found, at: now) }
            try refuseUnmoved(move, of: found)
            row = rows.move(of: found.target, move, key: key)
        case .newPIN: row = rows.newPIN(of: found.target, key: key, fitting: lost.map(\.deviceID))
        case .cancel: row = rows.cancellation(of: found.target)
        }
        row.isNamed = true
        return row
    }

    /// What a change of rooms asks for, and the rooms that are free; nil for any other change.
    private func roomWish(
        _ booking: BookingChange,
        _ wish: DoorsWish,
        of found: BookingIndex.Found,
        _ facts: WorkspaceFacts,
        at now: Instant,
    ) async throws -> (wish: RoomWish, free: FreeRooms)? {
        guard case .changeRoom(let to, _, _) = wish else { return nil }
        let codes = found.codes
        let own = codes.compactMap { found.index.doors[$0.deviceID] }
        let start = max(now, codes.compactMap(\.state.startsAt).min() ?? now)
        let end = codes.compactMap(\.state.endsAt).max()
        let rooms = RoomWish(
            option: "--to",
            texts: to,
            among: try DoorChoice(index: found.index).doors(of: []),
            houses: Set(own.map(\.house)),
            oldRoom: own.map(\.name).sorted().first { $0.contains(where: \.isNumber) },
            own: Set(own.map(\.deviceID)),
            words: booking.line(naming: found.handle(at: now)),
        ) { _ in end.flatMap { start < $0 ? start..<$0 : nil } }
        return (rooms, try await FreeRooms.read(facts, engine, at: now))
    }

    /// Refuses other hours for codes that are over and are being taken off: a stay gets in again by new ones only.
    private func refuseOver(_ booking: BookingChange, _ found: BookingIndex.Found, at now: Instant) throws(PlanError) {
        let codes = found.codes
        let ends = codes.compactMap(\.state.endsAt)
        guard !codes.isEmpty, codes.allSatisfy({ $0.marks.contains(.leaving) }), ends.count == codes.count,
            let end = ends.max(), end <= now
        else { return }
        let zone = found.index.zone(of: found.target)
        let name = found.index.name(of: found.target) ?? found.target.identifier
        throw PlanError(
            .invalidValue,
            "the hours of \(name.shown) were over \(HoursWords(zone: zone, now: now).time(end)), and its codes are being taken off: "
                + "they take no other hours, and to let it in again takes a new PIN.",
            remedy: .command(["readmit", name, "--to", booking.wishedEnd]),
        )
    }

    private func readyBy(_ text: String, _ found: BookingIndex.Found, at now: Instant) throws(PlanError) -> Instant {
        let time = BookingTime(zone: found.index.zone(of: found.target), now: now)
        guard case .to(let instant) = try time.move(to: text, about: .readyBy) else { return now }
        return instant
    }

    /// Refuses a move to a door that the stay has, or from one that it is to get.
    private func refuseUnmoved(_ move: DoorMove, of found: BookingIndex.Found) throws(PlanError) {
        let own = Set(found.codes.map(\.deviceID))
        guard let door = move.added.first(where: own.contains) else { return }
        let name = found.index.name(of: found.target) ?? found.target.identifier
        throw PlanError(.invalidValue, "\(name.shown) has \(found.index.doorName(door).shown) already")
    }
}

extension DoorsWish {
    /// What is told of doors that the stay had lost before; a room that it changes from needs no code any more.
    fileprivate func warnings(of losses: StayLosses?, beside row: Row) -> [Warning] {
        switch self {
        case .cancel: return []
        case .newPIN: return [losses?.warning("the new PIN is for its other doors", getsPIN: true)].compactMap(\.self)
        case .changeRoom:
            let isMovedFromThere = !row.members.contains { $0.part == .drop }
            return isMovedFromThere ? [] : [losses?.warning("this change is for its other doors")].compactMap(\.self)
        }
    }
}

extension [Row] {
    /// What is told of a stay whose bounds are as early already as they were to be moved to by `now`, where nothing else moves.
    fileprivate func alreadyAsEarly(_ change: Change, near now: Instant) -> [Warning] {
        guard planned.isEmpty, let label = first?.label else { return [] }
        let bounds: [(word: String, move: Change.Move?, bound: KeyPath<CodeState, Instant?>)] = [
            ("begins", change.starts, \.startsAt), ("ends", change.ends, \.endsAt),
        ]
        return bounds.compactMap { bound in
            guard case .noLaterThan? = bound.move, let times = times(bound.bound, near: now, LocalTime.zoned) else {
                return nil
            }
            return Warning(
                .alreadyThen,
                "\(label) \(bound.word) \(times) already, and is left as it is",
                rows: map(\.target.identifier),
            )
        }
    }

    /// The newest instants of rows, each once: `Wed 13:00`, or `Wed 13:00 on Room 204, Wed 11:00 on Front`.
    private func times(
        _ bound: KeyPath<CodeState, Instant?>,
        near now: Instant,
        _ text: (Instant, String?, Instant) -> String,
    ) -> String? {
        let told = compactMap { row -> (row: Row, time: String)? in
            row.members.compactMap { $0.after[keyPath: bound] }.max().map { (row, text($0, row.zone, now)) }
        }
        guard let first = told.first else { return nil }
        guard told.contains(where: { $0.time != first.time }) else { return first.time }
        return told.map { "\($0.time) on \($0.row.members.map(\.door.shown).joined(separator: ", "))" }
            .joined(separator: ", ")
    }

    /// Says of a stay that ends later already than it was to be extended to that it does, where nothing else moves.
    ///
    /// "Already so" would be taken for the end that was asked for. One whose doors differ has one sentence for all of them.
    fileprivate mutating func tellLaterEnds(than wanted: Instant, typed: String, near now: Instant) {
        guard planned.isEmpty else { return }
        let later = indices.filter { self[$0].latestEnd.map { $0 > wanted } ?? false }
        guard let last = later.max(by: { self[$0].latestEnd ?? now < self[$1].latestEnd ?? now }),
            let end = self[last].latestEnd,
            let times = later.map({ self[$0] }).times(\.endsAt, near: now, { LocalTime.brief($0, $1, near: $2) })
        else { return }
        let zone = self[last].zone
        let brief =
            LocalTime.isSameDay(end, wanted, zone)
            ? LocalTime.clock(wanted, zone) : LocalTime.brief(wanted, zone, near: now)
        var error = RowError(
            code: .endsLater,
            message: "ends \(times) already, later than \(brief); left as it is"
                + (zone.map { " (\($0.shown))" } ?? ""),
        )
        error.command = self[last].wayOn(afterEnd: end, wanted: wanted, typed, near: now)
        for place in later { self[place].error = error }
    }
}

extension Row {
    /// The latest end of its codes as they would be; nil where none has one.
    fileprivate var latestEnd: Instant? { members.compactMap(\.after.endsAt).max() }

    /// The line for who wanted a later end than a stay has, and typed one that is earlier: the afternoon, where that is later;
    /// nil for an end that is over.
    ///
    /// Who only meant to give time is offered no line that takes it from somebody inside.
    fileprivate func wayOn(afterEnd end: Instant, wanted: Instant, _ typed: String, near now: Instant) -> [String]? {
        let name = name ?? target.identifier
        let words = HoursWords(zone: zone, now: now)
        if let later = Afternoon(typed)?.instant(of: wanted, zone), later > end, Afternoon.isLikely(later, near: end) {
            return ["extend", name, "--to", words.typed(later)]
        }
        guard wanted > members.compactMap(\.after.startsAt).max() ?? now, wanted > now else { return nil }
        guard !members.contains(where: { $0.after.isInside(at: now) }) else { return ["end", "--help"] }
        return ["end", name, "--at", words.typed(wanted)]
    }
}
