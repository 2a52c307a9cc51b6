internal import CivilTime
internal import Journal
internal import Model

/// Tells what others did to one code from what Seam tells of it and what runs of this journal sent.
///
/// Seam tells of a change when it is asked for, and once more, in one form or two, when the lock has it, which may be hours
/// later. So what is told of a lock is the end of something asked for before, unless nobody asked for it.
struct OutsideChanges {
    /// Something that was wanted of the code.
    private struct Wish {
        var at: Instant
        let bounds: CodeEvent.Side
        /// The place of what a run sent; nil for somebody else's.
        let place: Int?
    }

    /// The time between the intent of a change and what Seam tells of it, where the clocks agree.
    static let slack = TimeSpan(milliseconds: 300_000)
    /// The same where they do not: then nobody knows since when.
    private static let slackOfWrongClock = Stay.memory

    private let code: String
    /// All that was asked for of the hours of the code, by whomever, oldest first.
    private let requests: [CodeEvent]
    private var wishes: [Wish]
    /// The newest wish that the lock is known to have.
    private var settled: Instant?
    private var hasOpenPIN = false
    /// The names that runs gave the code, or kept, and when; oldest first.
    private let ourNames: [(name: String?, at: Instant)]
    private let slack: TimeSpan
    /// What others did, oldest first.
    private(set) var found: [OutsideChange] = []
    /// When Seam took what runs sent, by its place; those of which Seam has told.
    private(set) var taken: [Int: Instant] = [:]

    /// Goes through the events of a code, oldest first.
    ///
    /// `end` is the end of the code where it is known otherwise: a code that goes at its end was taken by nobody.
    init(
        of code: String,
        in events: [CodeEvent],
        sent: [StayHistory.Sent],
        isClockOff: Bool,
        end: Instant? = nil,
    ) {
        self.code = code
        requests = events.filter { $0.accessCodeID == code && $0.isRequest && !$0.to.isEmpty }
        slack = isClockOff ? Self.slackOfWrongClock : Self.slack
        wishes = sent.enumerated().compactMap { place, sent in
            let member = sent.row.members.first { $0.accessCodeID == code }
            guard let member, sent.row.status != .failed else { return nil }
            return Wish(at: sent.at, bounds: CodeEvent.Side(member.after), place: place)
        }
        ourNames = sent.compactMap { sent -> (name: String?, at: Instant)? in
            let member = sent.row.members.first { $0.accessCodeID == code && $0.after.exists }
            guard let member, sent.row.status != .failed else { return nil }
            return (name: member.after.name, at: sent.at)
        }
        let wasEnded = sent.contains { sent in
            sent.row.status != .failed
                && sent.row.members.contains { $0.accessCodeID == code && $0.part == .drop }
        }
        for event in events where event.accessCodeID == code {
            if let removal = event.removal, !wasEnded { takeEnding(event, removal, end: end) }
            if event.changesPIN { takePIN(event) }
            if let renaming = event.renaming { takeName(event, renaming) }
            guard !event.to.isEmpty else { continue }
            if event.isRequest { takeRequest(event) } else { takeEnd(event) }
        }
    }

    /// Goes through what is told of the hours of a code, oldest first; `own` is what runs of this journal sent to it.
    init(ofHours code: String, in events: [CodeEvent], own: [SentHours], isClockOff: Bool) {
        self.code = code
        requests = events.filter { $0.isRequest && !$0.to.isEmpty }
        slack = isClockOff ? Self.slackOfWrongClock : Self.slack
        wishes = own.enumerated().map { Wish(at: $1.at, bounds: $1.bounds, place: $0) }
        ourNames = []
        for event in events where !event.to.isEmpty {
            if event.isRequest { takeRequest(event) } else { takeEnd(event) }
        }
    }

    private mutating func takeEnding(_ event: CodeEvent, _ removal: OutsideChange.Removal, end: Instant?) {
        let last = wishes.last?.bounds ?? CodeEvent.Side()
        if let end = last.endsAt ?? end, end <= event.at + slack { return }
        var change = OutsideChange(accessCodeID: code, at: event.at, from: last, to: CodeEvent.Side())
        change.removal = removal
        // One that was deleted on its lock is deleted in Seam by that.
        guard !found.contains(where: { $0.removal == .onLock }) else { return }
        found.removeAll { $0.removal != nil }
        found.append(change)
    }

    private mutating func takePIN(_ event: CodeEvent) {
        defer { hasOpenPIN = event.isRequest }
        let isTold = found.contains { $0.changesPIN && $0.at.map { event.at <= $0 + slack } ?? false }
        guard event.isRequest || !hasOpenPIN && !isTold else { return }
        let (from, to) = (CodeEvent.Side(), CodeEvent.Side())
        found.append(OutsideChange(accessCodeID: code, at: event.at, from: from, to: to, changesPIN: true))
    }

    /// Another name: what a run gave, and what was told before, is no news.
    private mutating func takeName(_ event: CodeEvent, _ renaming: OutsideChange.Renaming) {
        let told = found.last { $0.renaming != nil }
        let ours = ourNames.last { $0.at <= event.at + slack }
        let isOurs =
            ours.map { ours in ours.name == renaming.to && ours.at > told?.at ?? ours.at - Self.slack } ?? false
        // A request, and what the code and its lock have of it later, are one change.
        let isTold =
            found.contains { $0.renaming?.to == renaming.to } && (!event.isRequest || told?.renaming?.to == renaming.to)
        guard renaming.from != renaming.to, !isOurs, !isTold else { return }
        var change = OutsideChange(accessCodeID: code, at: event.at, from: CodeEvent.Side(), to: CodeEvent.Side())
        change.renaming = renaming
        found.append(change)
    }

    /// What somebody asked for just now.
    private mutating func takeRequest(_ event: CodeEvent) {
        let fitting = wishes.indices.filter { index in
            let wish = wishes[index]
            guard let place = wish.place, event.to.isPart(of: wish.bounds) else { return false }
            // A send without an answer is repeated, unless somebody asked for something else meanwhile.
            if let taken = taken[place], event.at - taken > Self.slack || isOtherAsked(than: wish, taken, event.at) {
                return false
            }
            return wish.at - slack <= event.at && event.at <= wish.at + slack
        }
        // The same hours are sent twice where something between them was taken back.
        let isOpen = { (index: Int) in wishes[index].place.map { taken[$0] == nil } ?? false }
        let open = fitting.filter(isOpen)
        guard let ours = open.first ?? fitting.first, let place = wishes[ours].place, !isOfOthers(event, open) else {
            return add(event)
        }
        taken[place] = event.at
        wishes[ours].at = event.at
        wishes.sort { $0.at < $1.at }
    }

    /// Whether something else than a wish was asked for between two instants.
    private func isOtherAsked(than wish: Wish, _ from: Instant, _ until: Instant) -> Bool {
        requests.contains { $0.at > from && $0.at < until && !$0.to.isPart(of: wish.bounds) }
    }

    /// Whether hours that runs gave a little later were asked for by others before: each of the `open` sends is told of later.
    ///
    /// A repeated send is no other one, and between two sends of the same hours something else was asked for.
    private func isOfOthers(_ event: CodeEvent, _ open: [Int]) -> Bool {
        guard !open.isEmpty, open.allSatisfy({ wishes[$0].at > event.at }) else { return false }
        let wish = wishes[open[0]]
        var last = event.at
        var later = 0
        for request in requests where request.at > event.at && request.to.isPart(of: wish.bounds) {
            if isOtherAsked(than: wish, last, request.at) { later += 1 }
            last = request.at
        }
        return later >= open.count
    }

    /// What a lock has now.
    private mutating func takeEnd(_ event: CodeEvent) {
        let fitting = wishes.filter { wish in
            wish.at <= event.at + slack && wish.at >= settled ?? wish.at && event.to.isPart(of: wish.bounds)
        }
        // What was sent later counts only where the clocks are apart: the same hours may come again.
        if let wish = fitting.last(where: { $0.at <= event.at }) ?? fitting.first {
            settled = wish.at
        } else {
            add(event)
            settled = event.at
        }
    }

    private mutating func add(_ event: CodeEvent) {
        let before = wishes.last { $0.at < event.at }?.bounds ?? event.from
        // What is so already is no change, whoever asked for it.
        guard !event.to.isPart(of: before) else { return }
        found.append(
            OutsideChange(accessCodeID: code, at: event.at, from: before.filled(from: event.from), to: event.to)
        )
        let place = wishes.firstIndex { $0.at >= event.at } ?? wishes.endIndex
        wishes.insert(Wish(at: event.at, bounds: event.to.filled(from: before), place: nil), at: place)
    }
}
