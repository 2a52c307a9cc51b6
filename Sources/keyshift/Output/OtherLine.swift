internal import Model
internal import Presentation

/// The line that goes on where the one that was typed has not the options for it, as that of a schedule's firing.
struct OtherLine: Hashable, Sendable {
    /// Its words behind `keyshift`, nil where no line does the same.
    let words: [String]?
    /// What is said above all lines.
    let note: String
    /// What is said above it.
    let head: String
    /// The schedule whose firing it would be of.
    let way: ScheduleWay
}

extension OtherLine {
    /// The plan of a schedule's script, typed by itself.
    ///
    /// Where the script is not on this machine as the schedule has it, no line does the same.
    init(of schedule: Schedule, isHere: Bool) {
        let named = [schedule.script] + schedule.arguments
        let isPlain = !named.contains { $0.hasPrefix("-") }
        let limits = schedule.options.limits
        words = isHere ? ["plan"] + (isPlain ? named + limits : limits + ["--"] + named) : nil
        note = "A schedule keeps the options that it was added with, until it is added anew."
        head = "What its script would do with others, by itself:"
        way = ScheduleWay(schedule, script: ScriptFolders.word(for: schedule.script))
    }
}
