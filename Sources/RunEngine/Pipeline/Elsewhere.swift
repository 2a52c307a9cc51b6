internal import CivilTime
internal import Journal
internal import Model

/// What was found of rows that move their hours as far as somebody else did in the last hours: another installation with a
/// journal of its own, somebody by hand, or a run that this journal has lost.
struct Elsewhere {
    /// What the operator is to know of rows that are not refused for it.
    var warnings: [Warning] = []
    /// The rows that are to be left out for it.
    var leftOut: [Row.Target: Plan.LeftOut] = [:]
    /// The places of rows that were moved elsewhere and are meant all the same.
    var meant: Set<Int> = []
    /// `recent`, or `witness` where it is not known.
    var refusal: PlanError?
}

extension Clearing {
    /// What an asker has of the plan.
    struct Asking {
        let maker: Proposal.Maker
        let limits: Limits
        let workspaceID: String
        /// How far this machine's clock is ahead of the server's.
        let lead: TimeSpan
    }

    func elsewhere(
        _ rows: [Row],
        _ asked: Set<Int>,
        _ checked: CheckedPlan,
        in journal: any Journal,
    ) async throws(JournalError) -> Elsewhere {
        let asking = Asking(
            maker: checked.maker,
            limits: checked.limits,
            workspaceID: checked.workspaceID,
            lead: checked.clockLead,
        )
        return try await elsewhere(rows, asked, asking, in: journal)
    }

    /// Asks Seam about the relative rows among some: whether their hours were moved as far in the last hours by somebody
    /// of whom this journal does not know.
    func elsewhere(
        _ rows: [Row],
        _ asked: Set<Int>,
        _ asking: Asking,
        in journal: any Journal,
    ) async throws(JournalError) -> Elsewhere {
        // What a named booking is spared for a run of this journal is told already.
        let isTold = { (row: Row) in
            asking.maker == .booking && row.allowed.contains(.recent) && !asking.limits.allowed.contains(.recent)
        }
        let asked = asked.filter { rows[$0].addsToHours && !isTold(rows[$0]) }.sorted()
        var elsewhere = Elsewhere()
        guard !asked.isEmpty, asking.maker != .undo else { return elsewhere }
        // Somebody may be standing outside.
        let isSpared = { (place: Int) in asking.maker == .booking && rows[place].onlyGainsTime }
        let open = asked.filter { !rows[$0].allowed.contains(.recent) }
        let found: [Int: OutsideChange]
        switch try await moves(rows, asked, asking, in: journal) {
        case .success(let moves): found = moves
        case .failure(var error):
            if let first = open.first(where: isSpared) {
                let words =
                    "whether it was moved elsewhere in the last 12 hours is not known, and this adds to what is there"
                elsewhere.warnings = [
                    Warning(.recent, "\(rows[first].label): \(words)", rows: [rows[first].target.identifier])
                ]
            } else if !open.isEmpty {
                error.remedy = .rows(.recent, isInScript: false, hasOthers: false)
                elsewhere.refusal = error
            }
            return elsewhere
        }
        let now = engine.environment.clock.now() - asking.lead
        let tellings = asked.compactMap { place in
            found[place].map { Telling(place: place, row: rows[place], change: $0, now: now) }
        }
        elsewhere.meant = Set(tellings.map(\.place).filter { rows[$0].allowed.contains(.recent) })
        let told = tellings.filter { !elsewhere.meant.contains($0.place) }
        if asking.limits.leftOut.contains(.recent) {
            for telling in told {
                let row = telling.row
                let why = "\(RowCheck.recent.rawValue): \(telling.reason)"
                elsewhere.leftOut[row.target] = Plan.LeftOut(what: row.handle, why: why, target: row.target)
            }
            return elsewhere
        }
        elsewhere.warnings = told.filter { isSpared($0.place) }.map(\.warning)
        elsewhere.refusal = Telling.refusal(told.filter { !isSpared($0.place) }, among: rows)
        return elsewhere
    }

    /// For each row what somebody else did to one of its codes that moved its hours as far, and was not taken back.
    private func moves(
        _ rows: [Row],
        _ asked: [Int],
        _ asking: Asking,
        in journal: any Journal,
    ) async throws(JournalError) -> Result<[Int: OutsideChange], PlanError> {
        var places: [String: Int] = [:]
        for place in asked {
            for member in rows[place].members where member.hasCode { places[member.accessCodeID] = place }
        }
        guard !places.isEmpty else { return .success([:]) }
        let now = engine.environment.clock.now() - asking.lead
        let events: [CodeEvent]
        do throws(PlanError) {
            events = try await witness.changes(
                of: Set(places.keys),
                from: PriorRule.beginningOfRecent(at: now),
                to: now,
                client: engine.environment.connection.client,
                concurrency: engine.options.concurrency,
            )
        } catch {
            return .failure(error)
        }
        let changed = Dictionary(grouping: events.filter { places[$0.accessCodeID] != nil }, by: \.accessCodeID)
        guard !changed.isEmpty else { return .success([:]) }
        let scope = WorkspaceScope(
            endpoint: engine.environment.connection.endpoint,
            workspaceID: asking.workspaceID,
        )
        let sent = try await journal.sentHours(to: changed.keys.sorted(), in: scope).map { sent in
            SentHours(accessCodeID: sent.accessCodeID, at: sent.at - asking.lead, bounds: sent.bounds)
        }
        let own = Dictionary(grouping: sent, by: \.accessCodeID)
        var moves: [Int: OutsideChange] = [:]
        for (code, events) in changed {
            guard let place = places[code] else { continue }
            let changes = OutsideChanges(
                ofHours: code,
                in: events,
                own: own[code] ?? [],
                isClockOff: asking.lead != .zero,
            ).found
            let member = rows[place].members.first { $0.accessCodeID == code }
            let same = changes.indices.last {
                changes[$0].moves(as: member) && !changes[$0].isTakenBack(in: changes[$0...])
            }
            guard let same else { continue }
            if moves[place].map({ changes[same].at ?? now > $0.at ?? now }) ?? true { moves[place] = changes[same] }
        }
        return .success(moves)
    }
}

/// One row that was moved elsewhere.
private struct Telling {
    let place: Int
    let row: Row
    let change: OutsideChange
    /// The present instant by the server's clock.
    let now: Instant

    private var hours: String { HoursWords(zone: row.zone, now: now).change(change.from, change.to) }

    private func moment(_ instant: Instant) -> String { LocalTime.full(instant.toTheMinute, row.zone) }

    /// Why it is left out.
    var reason: String {
        "hours changed\(change.at.map { " \(moment($0))" } ?? ""), less than 12 hours ago, not by a run of this journal (\(hours)), "
            + "and this change does the same once more"
    }

    /// That the row is sent all the same.
    var warning: Warning {
        let when = change.at.map { " \(LocalTime.zoned($0.toTheMinute, row.zone, near: now))" } ?? ""
        return Warning(
            .recent,
            "\(row.label) was moved as far\(when), not by a run of this journal (\(hours)), and this adds to it",
            rows: [row.target.identifier],
        )
    }

    /// The refusal of such rows, nil for none.
    static func refusal(_ told: [Telling], among rows: [Row]) -> PlanError? {
        guard let first = told.first else { return nil }
        let times = told.compactMap(\.change.at).map(\.toTheMinute)
        let names = JournalError.names(told.map(\.row.label))
        var when = ""
        if let early = times.min(), let late = times.max() {
            let span = "between \(first.moment(early)) and \(first.moment(late))"
            when = early == late ? " \(first.moment(early))" : " \(span)"
        }
        let example = told.count == 1 ? "" : "\(first.row.label) "
        let (they, them) = told.count == 1 ? ("it is", "it") : ("they are", "them")
        return PlanError(
            .recent,
            "\(names): hours changed\(when), less than 12 hours ago, not by a run of this journal "
                + "(\(example)\(first.hours)), and this change moves \(them) as far once more. It may be another installation "
                + "with a journal of its own, somebody by hand, or a run that this journal has lost. Unless \(they) to move twice, "
                + "nothing has to be done for \(them).",
            remedy: .rows(.recent, isInScript: false, hasOthers: rows.count > told.count),
        )
    }
}

extension OutsideChange {
    /// Whether it moved both bounds as far as a row is to move those of a code.
    fileprivate func moves(as member: Row.Member?) -> Bool {
        guard let member else { return false }
        let (startsBy, endsBy) = (Self.way(from.startsAt, to.startsAt), Self.way(from.endsAt, to.endsAt))
        return (startsBy != .zero || endsBy != .zero) && startsBy == member.startsBy && endsBy == member.endsBy
    }

    /// Whether one of the changes after it gave the code the hours again that it had before.
    fileprivate func isTakenBack(in changes: ArraySlice<OutsideChange>) -> Bool {
        changes.dropFirst().contains { $0.to.filled(from: to) == from.filled(from: to) }
    }

    private static func way(_ before: Instant?, _ after: Instant?) -> TimeSpan {
        guard let before, let after else { return .zero }
        return after - before
    }
}

extension Row {
    /// Whether hours are to be moved that were worked out from the present ones.
    fileprivate var addsToHours: Bool { status == .planned && isRelative && change == .hours && changesHours }
}
