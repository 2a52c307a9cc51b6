internal import CivilTime
internal import Journal
internal import Model

/// What is known of the changes of a stay: what runs of this journal sent, and what Seam has told of others.
///
/// `explain`, `why` and the warning of a change that adds to another one tell this one history.
struct StayHistory: Sendable {
    /// A row of a run that was sent.
    struct Sent: Sendable {
        let run: RunRecord
        let row: Row
        /// When, by the server's clock.
        var at: Instant
    }

    /// What was sent, oldest first.
    private(set) var sent: [Sent]
    /// What others did, oldest first.
    private(set) var outside: [OutsideChange] = []
    private let isClockOff: Bool

    /// How many names of stays are looked at that only runs know.
    private static let searched = 50_000
    private static let mostNamed = 20

    /// What runs sent to the codes of a stay, at the server's time: this machine's clock is `lead` ahead of it.
    ///
    /// `former` are the stays for which it stands.
    static func read(
        of stay: Stay,
        and former: [Stay] = [],
        in journal: any Journal,
        lead: TimeSpan,
    ) async throws(JournalError) -> StayHistory {
        let identifiers = ([stay] + former).flatMap { stay in
            [stay.target.identifier] + (stay.doors + stay.lost).map(\.accessCodeID)
        }
        return try await read(of: identifiers, in: journal, lead: lead)
    }

    /// The same by the key of a group and the ids of codes.
    static func read(
        of identifiers: [String],
        in journal: any Journal,
        lead: TimeSpan,
    ) async throws(JournalError) -> StayHistory {
        var histories: [GroupHistory] = []
        var asked: Set<String> = []
        var open = identifiers[...]
        let named = Set(identifiers)
        while let identifier = open.popFirst() {
            guard asked.insert(identifier).inserted else { continue }
            let found = try await journal.history(of: identifier)
            histories += found
            // With a new PIN a stay has another key, and what it had before is its own still. A run is known by the codes that it
            // changed and made, so that those lead to the key before that one, however often it changed.
            // So does a code that left the key: what became of it, it became of the stay.
            let own = found.map(\.row).filter { named.contains($0.target.identifier) }
            open += own.flatMap(\.members).lazy.filter(\.hasCode).map(\.accessCodeID)
            for row in found.map(\.row) where row.madeKey.map(asked.contains) == true {
                open.append(row.target.identifier)
                open += row.members.lazy.filter(\.hasCode).map(\.accessCodeID)
            }
        }
        return StayHistory(histories, lead: lead)
    }

    /// What runs sent, of all that the journal has of some groups; a row that is there twice counts once.
    init(_ histories: [GroupHistory], lead: TimeSpan) {
        var seen: Set<String> = []
        let sent = histories.compactMap { history -> Sent? in
            guard let at = history.events.last(where: { $0.kind == .intent })?.recordedAt,
                seen.insert("\(history.run.id) \(history.ordinal)").inserted
            else { return nil }
            return Sent(run: history.run, row: history.row, at: at - lead)
        }
        self.sent = sent.sorted { $0.at < $1.at }
        isClockOff = lead != .zero
    }

    /// The same with what Seam has told; what a run of this journal has asked for is not told twice.
    ///
    /// `doors` are known with the ends of their codes.
    func adding(_ events: [CodeEvent], doors: [Stay.Door] = []) -> StayHistory {
        var history = self
        let ends = Dictionary(doors.map { ($0.accessCodeID, $0.state.endsAt) }) { first, _ in first }
        let changes = Set(events.map(\.accessCodeID)).sorted().map { code in
            OutsideChanges(of: code, in: events, sent: sent, isClockOff: isClockOff, end: ends[code] ?? nil)
        }
        // Seam's own time of a change is better than one from another clock.
        for (place, at) in changes.flatMap(\.taken) where isClockOff { history.sent[place].at = at }
        history.sent.sort { $0.at < $1.at }
        history.outside = changes.flatMap(\.found).sorted {
            ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max)
        }
        return history
    }

    /// A target with what it was before runs made its codes anew under other keys, as for a new PIN.
    func formerTargets(of target: Row.Target) -> Set<Row.Target> {
        var targets: Set<Row.Target> = [target]
        for sent in sent.reversed() where ![.failed, .conflict].contains(sent.row.status) {
            guard let key = sent.row.madeKey, targets.contains(where: { $0.identifier == key }) else { continue }
            targets.insert(sent.row.target)
        }
        return targets
    }

    /// What a target became when runs made its codes anew under other keys; itself where none did.
    func presentTarget(of target: Row.Target) -> Row.Target {
        var present = target
        for sent in sent where sent.row.target == present && ![.failed, .conflict].contains(sent.row.status) {
            if let key = sent.row.madeKey { present = .group(commonCodeKey: key) }
        }
        return present
    }

    /// What the newest run gave a code; nil where none did.
    func given(_ code: String) -> Given? {
        for sent in sent.reversed() where ![.failed, .pending, .conflict].contains(sent.row.status) {
            guard let member = sent.row.members.first(where: { $0.accessCodeID == code }) else { continue }
            return Given(bounds: CodeEvent.Side(member.after), state: member.after, at: sent.at, run: sent.run)
        }
        return nil
    }

    /// What a run gave a code.
    struct Given: Sendable {
        let bounds: CodeEvent.Side
        let state: CodeState
        let at: Instant
        let run: RunRecord

        /// `run 80aa of ana`.
        var origin: String { "run \(run.id.shown) of \(run.operatorName.shown)" }
    }

    /// When codes of a stay were last seen for which others stand now that no run has made; nil where there are none.
    func madeAnew(_ stay: Stay, among stays: [Stay]) -> Instant? {
        let isOurs = stay.doors.contains { door in
            sent.contains { $0.row.members.contains { $0.accessCodeID == door.accessCodeID && $0.part == .add } }
        }
        let own = formerTargets(of: stay.target)
        let former = stay.former(among: stays).filter { former in
            !own.contains(former.target) && !former.doors.contains { ending(of: $0.accessCodeID) != nil }
        }
        return isOurs ? nil : former.map(\.seenAt).max()
    }

    /// The newest change of a code by somebody else, if no run has changed it since and it is not as a run left it.
    ///
    /// It begins with the hours that the code should have: those that the newest run gave, else those from before.
    /// Hours that are others than the newest run gave are such a change, too, though Seam has not told it.
    func standingChange(of code: String, now state: CodeState, isThere: Bool) -> OutsideChange? {
        let ours = given(code)
        if isThere, let ours, ours.state.hasHours(of: state) { return nil }
        if var told = outside.last(where: { $0.accessCodeID == code && $0.isOfHours }), let at = told.at,
            at > ours?.at ?? at - OutsideChanges.slack
        {
            if let ours { told.from = ours.bounds }
            return told
        }
        // Of a code that is gone only old hours are known.
        guard isThere, let ours else { return nil }
        return OutsideChange(accessCodeID: code, at: nil, from: ours.bounds, to: CodeEvent.Side(state))
    }

    /// That somebody else made a code end by an instant, before an end that would still be ahead; nil where nobody did.
    func cut(_ code: String, by instant: Instant) -> OutsideChange? {
        guard removal(of: code) == nil,
            let change = standingChange(of: code, now: .absent, isThere: false),
            let end = change.to.endsAt, end <= instant, let before = change.from.endsAt, before > instant
        else { return nil }
        return change
    }

    /// That somebody else took a code away, nil where Seam does not tell it.
    func removal(of code: String) -> OutsideChange? {
        outside.last { $0.accessCodeID == code && $0.removal != nil }
    }

    /// The newest row that ended a code for good; nil where no run did.
    func ending(of code: String) -> Sent? {
        let newest = sent.last { sent in
            ![.failed, .conflict].contains(sent.row.status) && sent.row.members.contains { $0.accessCodeID == code }
        }
        guard let newest else { return nil }
        return newest.row.members.contains { $0.accessCodeID == code && $0.part == .drop } ? newest : nil
    }

    /// The newest row, where it made the end of a code earlier.
    func shortening(of code: String) -> Sent? {
        let newest = sent.last { sent in
            ![.failed, .conflict].contains(sent.row.status) && sent.row.members.contains { $0.accessCodeID == code }
        }
        guard let newest, let member = newest.row.members.first(where: { $0.accessCodeID == code }),
            let before = member.before.endsAt, let after = member.after.endsAt, after < before
        else { return nil }
        return newest
    }

    /// The newest row, where it made the end of a code earlier, which it has still; what an undo took back was never a guest's.
    func cutting(_ code: String, to end: Instant) -> Sent? {
        guard let sent = shortening(of: code) else { return nil }
        if case .undo = sent.run.origin { return nil }
        return sent.row.members.contains { $0.accessCodeID == code && $0.after.endsAt == end } ? sent : nil
    }

    /// Whether the newest row made a code end by an instant; one that is to end later should still be there.
    func hasShortened(_ code: String, to instant: Instant) -> Bool {
        guard let member = shortening(of: code)?.row.members.first(where: { $0.accessCodeID == code }),
            let end = member.after.endsAt
        else { return false }
        return end <= instant
    }

    /// Whether a run has made another code for a door since an instant.
    func isMadeAnew(_ door: Stay.Door, since instant: Instant) -> Bool {
        sent.contains { sent in
            sent.at > instant && ![.failed, .conflict].contains(sent.row.status)
                && sent.row.members.contains { $0.part == .add && $0.deviceID == door.deviceID }
        }
    }

    /// When somebody else changed the PIN of a code, nil where nobody did.
    func newPIN(of code: String) -> Instant? {
        outside.last { $0.accessCodeID == code && $0.changesPIN }?.at
    }

    /// That a code has another name than the newest run gave it, where Seam has not told of that.
    func standingRenaming(of code: String, now name: String?) -> OutsideChange? {
        guard let name, let ours = given(code)?.state.name, FoldedName(ours) != FoldedName(name) else { return nil }
        let isTold = outside.contains { $0.accessCodeID == code && $0.renaming?.to == name }
        guard !isTold else { return nil }
        var change = OutsideChange(accessCodeID: code, at: nil, from: CodeEvent.Side(), to: CodeEvent.Side())
        change.renaming = OutsideChange.Renaming(from: ours, to: name)
        return change
    }

    /// The newest change of all, in words; what a run failed to do is none.
    func lastChange(of stay: Stay, isFresh: Bool, near now: Instant) -> LastChange? {
        let newest = sent.last { ![.failed, .conflict].contains($0.row.status) }
        let told = outside.last { $0.at != nil }
        if let told, let at = told.at, at > newest?.at ?? at - OutsideChanges.slack {
            let door = (stay.doors + stay.lost).first { $0.accessCodeID == told.accessCodeID }
            let words = HoursWords(zone: door?.zone, now: now)
            let what = words.change(told, on: door?.name)
            return LastChange(at: at, run: nil, what: what)
        }
        if isFresh, let unseen = unseenChange(of: stay, near: now) { return unseen }
        guard let newest, let member = newest.row.members.first else { return nil }
        let words = HoursWords(zone: newest.row.zone, now: now)
        let change = words.change(CodeEvent.Side(member.before), CodeEvent.Side(member.after))
        return LastChange(at: newest.at, run: newest.run, what: EndingWords(newest, words).what ?? change)
    }

    /// A change after the newest run's that is known only by what the codes of a stay have now.
    private func unseenChange(of stay: Stay, near now: Instant) -> LastChange? {
        guard !stay.isGone else { return nil }
        for door in stay.doors {
            guard let change = standingChange(of: door.accessCodeID, now: door.state, isThere: true) else { continue }
            return LastChange(
                at: change.at,
                run: nil,
                what: HoursWords(zone: door.zone, now: now).change(change.from, change.to),
            )
        }
        return nil
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
            if let member { stay.doors[place].state = member.after.exists ? member.after : member.before }
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
            // A stay whose codes could not be made was never there.
            for history in try await journal.history(of: name) where history.row.isOrWasThere {
                let at = history.events.last?.recordedAt ?? history.run.startedAt
                stays[history.row.target] = Stay(history.row, at: at)
            }
        }
        return Array(stays.values)
    }
}

extension Row {
    /// Whether the codes of the row are there, or were.
    fileprivate var isOrWasThere: Bool {
        change != .create || [.applied, .onDevice, .already, .pending, .look].contains(status)
    }
}

extension Stay {
    /// A stay of which only a row is known.
    fileprivate init(_ row: Row, at instant: Instant) {
        // A door with a code before and one after it is told once.
        let made = Set(row.members.filter { $0.part == .add }.map(\.deviceID))
        let members = row.members.filter { $0.part != .drop || row.change == .cancel && !made.contains($0.deviceID) }
        let doors = members.map { member in
            Stay.Door(
                accessCodeID: member.accessCodeID,
                deviceID: member.deviceID,
                name: member.door,
                zone: row.zone,
                state: member.after.exists ? member.after : member.before,
            )
        }
        self.init(target: row.target, name: row.name, doors: doors, seenAt: instant)
        isGone = true
    }
}
