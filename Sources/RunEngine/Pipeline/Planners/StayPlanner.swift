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
        let stay: NewStay
        switch wish {
        case .create(let doors, let houses, let starts, let ends):
            let choice = DoorChoice(index: facts.index, described: engine.options.settings.houses)
            let devices = try choice.devices(doors, ofHouses: houses)
            stay = try made(booking.name, on: devices, starts: starts, ends: ends, facts.index, at: now)
        case .readmit(let end): stay = try await ended(booking.name, until: end, facts, at: now)
        }
        try refusePast(stay, at: now)
        let key = MadeKey.of(run: runID, place: 0, workspaceID: facts.workspaceID)
        var row = StayRows(index: facts.index, now: now).creation(stay, key: key)
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

    private static func instant(_ time: BookingTime, _ text: String, _ typed: TypedValue) throws(PlanError) -> Instant {
        guard case .to(let instant) = try time.move(to: text, about: typed) else {
            throw PlanError(.invalidValue, "\"\(text.shown)\" is no time of a stay that is not there yet", about: typed)
        }
        return instant
    }

    /// A stay that has ended, on the doors that it had.
    private func ended(
        _ name: String,
        until end: String,
        _ facts: WorkspaceFacts,
        at now: Instant,
    ) async throws -> NewStay {
        let environment = engine.environment
        let last = try await environment.journal().lastReading(
            endpoint: environment.connection.endpoint,
            workspaceID: facts.workspaceID,
        )
        let known = (last?.stays ?? []) + (try await StayHistory.stays(named: name, in: environment.journal()))
        let there = Set(facts.index.targets)
        if let alive = StayQuery(text: name).named(in: facts.index.stays(seenAt: now), at: now).first {
            throw PlanError(
                .invalidValue,
                "\(alive.handle.shown) has its codes still; let it end later instead: keyshift extend",
            )
        }
        let gone = known.filter { !there.contains($0.target) }
        let found = StayQuery(text: name).found(in: gone, at: now)
        guard let stay = found.max(by: { $0.endedAt(by: now) < $1.endedAt(by: now) }) else {
            throw PlanError(nobody: StayQuery(text: name), among: gone, at: now)
        }
        guard Set(found.map(\.handle)).count == 1 else {
            throw PlanError(several: found, of: name, among: gone, command: "readmit", at: now)
        }
        let devices = stay.doors.map(\.deviceID).filter { facts.index.doors[$0] != nil }
        guard !devices.isEmpty else {
            throw PlanError(.invalidValue, "the doors of \(stay.handle.shown) are not in the workspace any more")
        }
        let time = BookingTime(zone: stay.zone, now: now)
        return NewStay(
            name: stay.name ?? name,
            deviceIDs: devices,
            startsAt: now,
            endsAt: try Self.instant(time, end, .extendsTo),
        )
    }
}
