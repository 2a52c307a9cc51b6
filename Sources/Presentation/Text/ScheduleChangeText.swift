package import Model

/// What a change of a schedule has changed, in the words that are typed for it.
package struct ScheduleChangeText {
    private let old: [String]
    private let new: [String]

    /// Makes it of the schedule before and after.
    package init(_ old: Schedule, _ new: Schedule) {
        (self.old, self.new) = (Self.parts(old), Self.parts(new))
    }

    /// A line for what is other than it was; none where nothing is.
    package var lines: [String] {
        let (gone, come) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
        guard gone != come else { return [] }
        func text(_ parts: [String]) -> String { parts.isEmpty ? "nothing" : parts.joined(separator: " ") }
        return ["CHANGED  \(text(gone)) → \(text(come))"]
    }

    private static func parts(_ schedule: Schedule) -> [String] {
        let script = ([schedule.script] + schedule.arguments).map { ShellWords.quoted($0.shown) }.joined(separator: " ")
        return [script]
            + ScheduleWay(schedule).pairs.map { pair in
                guard ["--on-failure", "--on-recovery"].contains(pair[0]) else {
                    return pair.map(\.shown).joined(separator: " ")
                }
                return "\(pair[0]) \(AddressText.shown(pair[1]).shown)"
            }
    }
}
