package import CivilTime
package import Model

extension DueFirings {
    /// What is due in words, with how late it is, why, and what fires it.
    package func line(at now: Instant) -> String {
        guard let newest else { return "" }
        let (name, zone) = (ShellWords.quoted(schedule.name), schedule.zone.name)
        let late = TimeSpan(milliseconds: (now - newest).milliseconds / 1000 * 1000).shortWords
        let more = count > 1 ? " and \(count - 1) before it" : ""
        let what = "DUE  \(schedule.name.shown)  \(LocalTime.full(newest, zone)), \(late) ago\(more)"
        guard stillFires else {
            let rule = schedule.missed == .skip ? "fires nothing late" : "fires what is up to \(schedule.grace) late"
            return what + ": nobody serves, and its schedule \(rule)   "
                + "keyshift schedule trigger \(name) --missed \(newest.iso8601)"
        }
        return what + ": nobody serves, so nothing fires it   keyshift serve, or now and once: keyshift serve --once"
    }
}

extension TimeSpan {
    /// Its two largest parts, such as `25m`, `2h5m` or `3d4h`; less than a minute in seconds.
    var shortWords: String {
        let seconds = max(0, milliseconds / 1000)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        switch (days, hours, minutes) {
        case (0, 0, 0): return "\(seconds)s"
        case (0, 0, _): return "\(minutes)m"
        case (0, _, _): return minutes == 0 ? "\(hours)h" : "\(hours)h\(minutes)m"
        default: return hours == 0 ? "\(days)d" : "\(days)d\(hours)h"
        }
    }
}
