internal import CivilTime
internal import Model

extension PlanError {
    /// How many stays are listed where several are meant.
    private static let mostListed = 12
    /// A text of more words is no slip of the keyboard.
    private static let mostWords = 4
    /// So many texts are tried where several words are near.
    private static let mostTexts = 8
    /// Of how many guests it is said why they have several stays.
    private static let mostTwins = 3
    /// How many stays, or names, are listed that are near to a text which none has, or that only runs know.
    private static let mostNear = 5

    /// The refusal of a text that no stay has, with the nearest name.
    ///
    /// A command that takes something is never offered for another guest: who is near is told with rooms and hours.
    init(nobody query: StayQuery, among stays: [Stay], at now: Instant, takesNothing: Bool = true) {
        let text = query.text ?? query.places.doors.joined(separator: ", ")
        let nearest = Self.nearest(to: text, among: stays)
        let advice = NearestWords.question(nearest).map { "; \($0)" } ?? "."
        let sentence = "no stay, now or in the last 48 hours, is known by \"\(text.shown)\"\(advice)"
        guard takesNothing || nearest.isEmpty else {
            let near = nearest.flatMap { StayQuery(text: $0).named(in: stays, at: now) }
            let lines = near.prefix(Self.mostNear).map { "  \(Self.candidate($0, among: near, at: now))" }
            let rest = near.count > Self.mostNear ? ["  … \(near.count - Self.mostNear) more"] : []
            self.init(
                .unknownBooking,
                ([sentence] + lines + rest).joined(separator: "\n"),
                remedy: .findFirst(nearest.count == 1 ? nearest[0] : nil),
            )
            return
        }
        self.init(
            .unknownBooking,
            sentence,
            remedy: nearest.count == 1 ? .instead(of: text, nearest[0]) : .findStays,
        )
    }

    /// The refusal of a stay's name in the place of a door, with its doors; nil where it is the name of no stay, or of several.
    init?(door text: String, ofStayAmong stays: [Stay], at now: Instant, isOpening: Bool = false) {
        let found = StayQuery(text: text).named(in: stays, at: now)
        guard found.count == 1, let stay = found.first else { return nil }
        let names = stay.doors.prefix(5).map { "\"\($0.name.shown)\"" }.joined(separator: ", ")
        let more = stay.doors.count > 5 ? " and \(stay.doors.count - 5) more" : ""
        let what = "\"\(text.shown)\" is no door\(isOpening ? ", and nothing was opened" : "")"
        self.init(.noMatch, "\(what); \(stay.handle.shown) has \(names)\(more): name one of them")
    }

    /// The refusal of a door that a stay does not have, with those that it has.
    init(elsewhere stay: Stay, _ places: RowSelection, among stays: [Stay], at now: Instant) {
        let doors = stay.doors.map(\.name.shown).joined(separator: ", ")
        self.init(
            .noMatch,
            "\(stay.handle.shown) has no code on \(places.words): it has \(doors).",
            remedy: .command(["why", StayQuery.handle(of: stay, among: stays, at: now)]),
        )
    }

    /// The refusal of a command for a stay that has ended: how, when, by whom, and the way back.
    init(ended stay: Stay, _ words: String, until end: Instant?, among stays: [Stay], at now: Instant) {
        let hours = HoursWords(zone: stay.zone, now: now)
        let to = end.map { $0 > now ? hours.typed($0) : "+2h" } ?? "+2h"
        self.init(ended: stay, words, to: to, among: stays, at: now)
    }

    /// The same with the end that is wished, as it is typed.
    init(ended stay: Stay, _ words: String, to: String, among stays: [Stay], at now: Instant) {
        self.init(
            .unknownBooking,
            "\(stay.handle.shown) \(words). To let it in again takes a new PIN.",
            remedy: .command(["readmit", StayQuery.handle(of: stay, among: stays, at: now), "--to", to]),
        )
    }

    /// What stays may be meant by a text that none of them has: words of their names, or of their doors.
    ///
    /// Words of stays that are shown as it is are not asked for.
    static func nearest(to text: String, among stays: [Stay], besides shown: [Stay] = []) -> [String] {
        let names = Set(shown.names)
        let nearest = NearestWords.find(text, among: stays.names).filter { words in
            !names.contains { StayText(words)?.isFound(name: $0, doors: []) == true }
        }
        return nearest.isEmpty && shown.isEmpty ? mended(text, among: stays) : nearest
    }

    /// A text of several words with the nearest in the place of those that nobody has, where that finds a stay:
    /// `Ferreira 203` for `Ferrera 203`; else those of its words that stays have by themselves: `203` for `room 203`.
    private static func mended(_ text: String, among stays: [Stay]) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        guard (2...mostWords).contains(words.count) else { return [] }
        let names = stays.names
        var texts = [""]
        for word in words {
            let isKnown = names.contains { StayText(word)?.isFound(name: $0, doors: []) == true }
            let meant = isKnown ? [word] : NearestWords.find(word, among: names)
            texts = texts.flatMap { text in meant.map { text.isEmpty ? $0 : "\(text) \($0)" } }
        }
        let isFound = { (text: String) in
            guard let wanted = StayText(text) else { return false }
            return stays.contains { wanted.isFound(name: $0.name, doors: $0.otherNames + $0.doors.map(\.name)) }
        }
        let found = texts.prefix(mostTexts).filter(isFound)
        guard found.isEmpty else { return Array(found) }
        // "Room" is a word of all doors, and tells none from another.
        let isTelling = { (word: String) in
            word.contains(where: \.isNumber)
                || stays.contains { StayText(word)?.isFound(name: $0.name, doors: $0.otherNames) == true }
        }
        return words.filter { isTelling($0) && isFound($0) }
    }

    /// The refusal of a text that several stays have: each with its rooms and hours, and how to name it.
    ///
    /// `names` are those of stays that runs of the journal know by the text, and Seam no more. Where stays have one name, each has a
    /// line with the house or the door that tells it `apart`, else with its key.
    init(
        several stays: [Stay],
        of text: String,
        among all: [Stay],
        besides names: [String] = [],
        command: String,
        apart: StaysApart? = nil,
        at now: Instant,
    ) {
        let handles = stays.prefix(Self.mostListed).map { ($0.target, StayQuery.handle(of: $0, among: all, at: now)) }
        // A story is asked for by the key where a name is not enough.
        let isKeyed = command == "explain" && handles.contains { $0.0.identifier == $0.1 }
        self.init(
            candidates: stays,
            of: text,
            isNamed: true,
            besides: names,
            isKeyed: isKeyed,
            command: [command, handles.first?.1 ?? "KEY"],
            at: now,
        )
        guard let apart else { return }
        let words = stays.prefix(Self.mostListed).map(apart.words)
        guard words.contains(where: { $0 != nil }) else { return }
        remedy = .commands(zip(words, handles).map { words, handle in [command] + (words ?? [handle.1]) })
    }

    /// The refusal where a person has to say which stay is meant; `command` names the first of them, and is nil for one that
    /// takes something from it.
    ///
    /// `isNamed` says whether they have the name, or only the words somewhere in it or in their doors.
    ///
    /// With `isKeyed` each has its key. Where none has the name, `nearest` are words that may be meant as well.
    init(
        candidates stays: [Stay],
        of text: String,
        isNamed: Bool,
        nearest: [String] = [],
        besides names: [String] = [],
        isKeyed: Bool = false,
        command: [String]?,
        at now: Instant,
    ) {
        let twins = StayTwins.find(of: stays, among: stays, at: now).prefix(Self.mostTwins).map { "  \($0.sentence)" }
        let lines = stays.prefix(Self.mostListed).map { stay in
            "  \(isKeyed ? Self.candidate(stay, at: now) : Self.candidate(stay, among: stays, at: now))"
        }
        let left = names.isEmpty ? [] : ["  and in runs of this journal alone: \(Self.list(names))"]
        let rest = (stays.count > Self.mostListed ? ["  … \(stays.count - Self.mostListed) more"] : []) + left
        let head =
            isNamed
            ? "\(stays.count + names.count) stays are known by \"\(text.shown)\":"
            : "no booking is named \"\(text.shown)\"; known by it \(stays.count == 1 ? "is" : "are"):"
        self.init(
            isNamed ? .ambiguousBooking : .unknownBooking,
            ([head] + lines + rest + twins + (NearestWords.question(nearest).map { ["  or \($0)"] } ?? [])).joined(
                separator: "\n"
            ),
            remedy: command.map(Remedy.name) ?? .findFirst(text),
        )
    }

    private static func list(_ names: [String]) -> String {
        let more = names.count > mostNear ? " and \(names.count - mostNear) more" : ""
        return names.prefix(mostNear).map(\.shown).joined(separator: ", ") + more
    }

    /// `BK-1 Ito   Room 204   Fri 15:00 – Mon 12:00`, with the key where another of the stays has that name, too.
    static func candidate(_ stay: Stay, among stays: [Stay], at now: Instant) -> String {
        let isAlone = stays.count { FoldedName($0.handle) == FoldedName(stay.handle) } < 2
        return isAlone ? plain(stay, at: now) : candidate(stay, at: now)
    }

    /// `BK-1 Ito   Room 204   Fri 15:00 – Mon 12:00   key`.
    static func candidate(_ stay: Stay, at now: Instant) -> String {
        "\(plain(stay, at: now))   key \(stay.target.identifier.shown)"
    }

    private static func plain(_ stay: Stay, at now: Instant) -> String {
        let doors = stay.doors.map(\.name.shown).joined(separator: ", ")
        return "\(stay.handle.shown)   \(doors)   \(hours(stay, at: now))"
    }

    private static func hours(_ stay: Stay, at now: Instant) -> String {
        guard let hours = stay.hours else { return HoursWords(zone: stay.zone, now: now).each(of: stay) }
        guard let start = hours.startsAt, let end = hours.endsAt else { return "always" }
        let zone = stay.zone
        let ended = stay.isEnded(at: now) ? ", ended" : ""
        return "\(LocalTime.brief(start, zone, near: now)) – \(LocalTime.zoned(end, zone, near: now))\(ended)"
    }
}
