internal import CivilTime
internal import Journal
internal import Model

/// What is known of the changes of a stay: what runs of this journal sent, and what Seam has told.
struct StayHistory: Sendable {
    /// A row of a run that was sent.
    struct Sent: Sendable {
        let run: RunRecord
        let row: Row
        let at: Instant
    }

    /// A change that no run of this journal made.
    struct Outside: Sendable {
        let accessCodeID: String
        /// When, nil where only the outcome is known.
        let at: Instant?
        let from: CodeEvent.Side
        let to: CodeEvent.Side
        let changesPIN: Bool
    }

    /// What was sent, oldest first.
    private(set) var sent: [Sent]
    /// What others did, oldest first.
    private(set) var outside: [Outside] = []

    /// How many names of stays are looked at that only runs know.
    private static let searched = 50_000
    private static let mostNamed = 20
    /// The time between the intent of a change and what Seam tells of it.
    private static let slack = TimeSpan(milliseconds: 300_000)

    /// What runs sent to the codes of a stay, at the server's time: this machine's clock is `lead` ahead of it.
    static func read(
        of stay: Stay,
        in journal: any Journal,
        lead: TimeSpan,
    ) async throws(JournalError) -> StayHistory {
        var histories: [GroupHistory] = []
        let identifiers = [stay.target.identifier] + stay.doors.map(\.accessCodeID)
        for identifier in identifiers { histories += try await journal.history(of: identifier) }
        let sent = histories.compactMap { history -> Sent? in
            guard let at = history.events.last(where: { $0.kind == .intent })?.recordedAt else { return nil }
            return Sent(run: history.run, row: history.row, at: at - lead)
        }
        return StayHistory(sent: sent.sorted { $0.at < $1.at })
    }

    /// The same with what Seam has told; what a run of this journal has asked for is not told twice.
    func adding(_ events: [CodeEvent]) -> StayHistory {
        var history = self
        history.outside = events.filter { !isOurs($0) }.map { event in
            Outside(
                accessCodeID: event.accessCodeID,
                at: event.at,
                from: event.from,
                to: event.to,
                changesPIN: event.changesPIN,
            )
        }
        return history
    }

    private func isOurs(_ event: CodeEvent) -> Bool {
        guard !event.changesPIN else { return false }
        return sent.contains { sent in
            sent.at <= event.at + Self.slack
                && sent.row.members.contains { member in
                    member.accessCodeID == event.accessCodeID
                        && (event.to.startsAt == nil || event.to.startsAt == member.after.startsAt)
                        && (event.to.endsAt == nil || event.to.endsAt == member.after.endsAt)
                }
        }
    }

    /// The newest change of a code by somebody else, if no run has changed it since.
    ///
    /// Hours that are others than the newest run gave are such a change, too, though Seam has not told it.
    func standingChange(of code: String, now state: CodeState, isThere: Bool) -> Outside? {
        let ours = sent.last { $0.row.members.contains { $0.accessCodeID == code } }
        if let told = outside.last(where: { $0.accessCodeID == code && !$0.changesPIN }), let at = told.at,
            at > ours?.at ?? at - Self.slack
        {
            return told
        }
        // Of a code that is gone only old hours are known.
        guard isThere, let ours, ours.row.status != .failed, ours.row.status != .pending,
            let member = ours.row.members.first(where: { $0.accessCodeID == code }), !member.after.hasHours(of: state)
        else { return nil }
        return Outside(
            accessCodeID: code,
            at: nil,
            from: CodeEvent.Side(startsAt: member.after.startsAt, endsAt: member.after.endsAt),
            to: CodeEvent.Side(startsAt: state.startsAt, endsAt: state.endsAt),
            changesPIN: false,
        )
    }

    /// When somebody else changed the PIN of a code, nil where nobody did.
    func newPIN(of code: String) -> Instant? {
        outside.last { $0.accessCodeID == code && $0.changesPIN }?.at
    }

    /// The newest change of all, in words.
    func lastChange(of stay: Stay, near now: Instant) -> LastChange? {
        let told = outside.last { $0.at != nil }
        if let told, let at = told.at, at > sent.last?.at ?? at - Self.slack {
            let zone = stay.doors.first { $0.accessCodeID == told.accessCodeID }?.zone
            let what = told.changesPIN ? "another PIN" : HoursWords(zone: zone, now: now).change(told.from, told.to)
            return LastChange(at: at, run: nil, what: what)
        }
        guard let newest = sent.last, let member = newest.row.members.first else { return nil }
        let what = HoursWords(zone: newest.row.zone, now: now).change(
            CodeEvent.Side(startsAt: member.before.startsAt, endsAt: member.before.endsAt),
            CodeEvent.Side(startsAt: member.after.startsAt, endsAt: member.after.endsAt),
        )
        return LastChange(at: newest.at, run: newest.run, what: what)
    }
}

// MARK: - Stays that are gone

extension StayHistory {
    /// A stay that is gone, with the hours that a run gave it after it was last seen.
    func updated(_ stay: Stay) -> Stay {
        guard let newest = sent.last, newest.at > stay.seenAt, newest.row.status != .failed else { return stay }
        var stay = stay
        for place in stay.doors.indices {
            let code = stay.doors[place].accessCodeID
            let member = newest.row.members.first { $0.accessCodeID == code }
            if let member { stay.doors[place].state = member.after }
        }
        return stay
    }
}

// MARK: - Stays that only runs know

extension StayHistory {
    /// The stays of a name that some run has changed, as the newest run left them.
    static func stays(named text: String, in journal: any Journal) async throws(JournalError) -> [Stay] {
        let names = try await journal.rowNames(limit: searched).filter { StayQuery(text: text).mayName($0) }
        var stays: [Row.Target: Stay] = [:]
        for name in names.prefix(mostNamed) {
            for history in try await journal.history(of: name) {
                let at = history.events.last?.recordedAt ?? history.run.startedAt
                stays[history.row.target] = Stay(history.row, at: at)
            }
        }
        return Array(stays.values)
    }
}

extension Stay {
    /// A stay of which only a row is known.
    fileprivate init(_ row: Row, at instant: Instant) {
        let doors = row.members.map { member in
            Stay.Door(
                accessCodeID: member.accessCodeID,
                deviceID: member.deviceID,
                name: member.door,
                zone: row.zone,
                state: member.after,
            )
        }
        self.init(target: row.target, name: row.name, doors: doors, seenAt: instant)
        isGone = true
    }
}
