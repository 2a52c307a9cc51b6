internal import CivilTime
internal import Model
internal import Scripting

extension ScriptSession {
    /// That the stay of a name has ended, when, and what to type; nil where none of the last days has it, or several have.
    func ended(named text: String) -> String? {
        let found = StayQuery(text: text).named(in: ended, at: now)
        guard found.count == 1, let stay = found.first else { return nil }
        let handle = StayQuery.handle(of: stay, among: ended, at: now)
        let words = HoursWords(zone: stay.zone, now: now)
        let zone = stay.zone.map { " \($0.shown)" } ?? ""
        guard let end = stay.hours?.endsAt, end <= now else {
            let line = ShellWords.line(["explain", handle])
            return "\(stay.handle.shown) is not here any more: it was cancelled, or its codes were taken off; "
                + "who did: keyshift \(line)"
        }
        let line = ShellWords.line(["readmit", handle, "--to", "+2h"])
        return "\(stay.handle.shown) has ended: its hours were over \(words.time(end))\(zone); "
            + "to let it in again: keyshift \(line)"
    }
}
