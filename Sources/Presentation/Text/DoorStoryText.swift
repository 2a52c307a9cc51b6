internal import CivilTime
package import Model
internal import Spelling

/// Who could open a door, and who did, as people read it.
package struct DoorStoryText {
    private let story: DoorStory

    /// Makes the text of a story.
    package init(_ story: DoorStory) {
        self.story = story
    }

    /// The lines.
    package var lines: [String] {
        let zone = story.zone ?? "UTC"
        var lines = [
            "\(story.door.shown)   \(time(story.from.toTheMinute)) to \(time(story.to.toTheMinute))   \(zone.shown)",
            "COULD OPEN  \(story.holders.count.counted("code"))",
        ]
        for holder in story.holders { lines += text(of: holder) }
        let opened = story.passages.count(where: \.opened)
        lines.append("OPENED  \(opened.counted("time")), refused \((story.passages.count - opened).counted("time"))")
        for passage in story.passages {
            let who = passage.accessCodeID.map { name(passage.name, $0) } ?? "not told by whom"
            let how = passage.method.map { "   \($0.shown)" } ?? ""
            lines.append("  \(moment(passage.at))   \(passage.opened ? "opened" : "refused")   \(who)\(how)")
        }
        if !story.isWhole { lines.append("Seam tells no more than 500 events at a time: ask for a shorter span.") }
        return lines
    }

    /// The hours that a code had at the end of the span, those of before in it, oldest first, and in one line what came after it.
    private func text(of holder: DoorStory.Holder) -> [String] {
        let changes = holder.earlier.sorted { $0.until < $1.until }.filter { $0.until >= story.from }
        let (within, after) = (changes.filter { $0.until <= story.to }, changes.filter { $0.until > story.to })
        let then = after.first.map { span($0.startsAt, $0.endsAt) } ?? hours(holder)
        let earlier = within.map { earlier in
            "    its hours were \(span(earlier.startsAt, earlier.endsAt)) until they were changed, \(moment(earlier.until))"
        }
        let later = after.last.map { last in
            "    after that they were changed \(after.count.counted("time")), the last time \(moment(last.until)), to \(hours(holder))"
        }
        return ["  \(name(holder.name, holder.accessCodeID))   \(then)\(gone(holder))"] + earlier
            + [later].compactMap(\.self)
    }

    private func name(_ name: String?, _ code: String) -> String { name?.shown ?? "code \(code.shown)" }

    /// On the clock of the head's zone.
    private func time(_ instant: Instant) -> String { LocalTime.brief(instant, story.zone, near: story.to) }

    /// The same to the second.
    private func moment(_ instant: Instant) -> String { LocalTime.dayAndTime(instant, story.zone, near: story.to) }

    private func hours(_ holder: DoorStory.Holder) -> String {
        guard let hours = holder.hours else { return "hours not known" }
        return hours.kind == .ongoing ? "always" : span(hours.startsAt, hours.endsAt)
    }

    /// That the code is gone, and since when where it had not ended by then.
    private func gone(_ holder: DoorStory.Holder) -> String {
        guard holder.isGone else { return "" }
        guard let at = holder.goneAt, holder.hours?.endsAt.map({ at < $0 }) ?? true else { return "   gone" }
        return "   gone since \(moment(at))"
    }

    private func span(_ start: Instant?, _ end: Instant?) -> String {
        "\(start.map(time) ?? "?") – \(end.map(time) ?? "?")"
    }
}
