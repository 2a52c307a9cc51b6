internal import CivilTime
internal import Journal
internal import Model

/// Looks for the guests of doors that a plan gives to others, or gives them for longer, although their hours are not over: somebody took their code.
///
/// Who is in by his hours meets whoever gets the door, as if his code were there; of one who has not come yet the plan tells.
struct AbsentGuests {
    /// Of so many rows with other hours the guests are looked for.
    private static let most = 1000

    let engine: Engine

    /// Adds them to what is known of the plan's workspace, and the warnings to the plan.
    /// - Throws: `connection` or `unauthorized`; `JournalError`.
    func look(behind proposal: inout Proposal) async throws {
        let rows = proposal.plan.rows.planned
        let givesDoors = rows.contains { $0.members.contains { $0.part == .add } }
        guard let facts = proposal.facts,
            givesDoors || rows.count <= Self.most && rows.contains(where: { $0.members.contains(where: \.opensLonger) })
        else { return }
        let environment = engine.environment
        let now = facts.now(environment.clock)
        let fresh = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let last = try await environment.journal().lastReading(
            endpoint: fresh.scope.endpoint,
            workspaceID: facts.workspaceID,
        )
        let stays = facts.isPart ? last?.stays ?? [] : ReadingRule.merged(fresh, after: last).stays
        // Of many stays, and of one whose doors are remembered, earlier looks tell enough.
        let asksSeam = givesDoors || proposal.begunBy ?? proposal.maker == .booking && !facts.isPart
        let doors = try LostDoors(engine, doors: facts.index.doors, now: now, stays: stays)
        for var stay in try await doors.absent(behind: rows, asksSeam: asksSeam) {
            let coming = stay.lost.filter { door in door.state.startsAt.map { $0 > now } ?? false }
            stay.lost.removeAll { coming.contains($0) }
            if !stay.lost.isEmpty { proposal.facts?.absent.append(stay) }
            proposal.plan.warnings += coming.compactMap { warning(of: stay, on: $0, rows, at: now) }
        }
    }

    /// What is told of a guest who has not come yet; nil where the door is given only until then.
    private func warning(of stay: Stay, on door: Stay.Door, _ rows: [Row], at now: Instant) -> Warning? {
        guard let hours = door.state.hours else { return nil }
        let meeting = rows.filter { row in
            row.members.contains { member in
                member.opensLonger && member.deviceID == door.deviceID && member.after.hours?.overlaps(hours) == true
                    && (member.part == .add || member.before.hours?.overlaps(hours) != true)
            }
        }
        guard !meeting.isEmpty else { return nil }
        let from = LocalTime.brief(hours.lowerBound, door.zone, near: now)
        let until = LocalTime.brief(hours.upperBound, door.zone, near: now)
        let names = meeting.map(\.label.shown).joined(separator: ", ")
        return Warning(
            .lostDoor,
            "\(stay.handle.shown) was to have \(door.name.shown) from \(from) until \(until), and somebody took its code, not by "
                + "a plan of this journal; where it is to come still, \(names) would meet it there.",
            rows: meeting.map(\.target.identifier),
        )
    }
}
