internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand.Add {
    /// The command with what the schedule of its name has, where `--replace` was typed without it; nil where nothing is missing.
    ///
    /// Without a script all that was not typed stays; with one the line says the schedule anew, but for its time and its zone.
    /// - Throws: The exit code of a schedule that is not there; a usage error of the whole line.
    func filled(_ words: [String]) async throws -> ScheduleCommand.Add? {
        let hasTime = form.cron != nil || form.at != nil
        guard replace, script == nil || !hasTime || form.zone == nil else { return nil }
        let (name, isWhole) = (name, script != nil)
        let found = try await LocalJournal.with { journal -> Schedule? in
            let schedules = try await journal.schedules()
            if isWhole, !schedules.contains(where: { $0.name == name }) { return nil }
            return try await ScheduleCommand.schedule(name, in: journal)
        }
        guard let found else { return nil }
        return try Self.parse(Self.line(words, of: found, keepsAll: !isWhole))
    }

    /// The words that were typed behind `schedule add`, with those of a schedule.
    ///
    /// - Throws: A usage error where a grant for every call cannot be written.
    private static func line(_ words: [String], of schedule: Schedule, keepsAll: Bool) throws -> [String] {
        let end = words.firstIndex(of: "--") ?? words.endIndex
        let typed = Set(words[..<end].filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) })
        let kept = ScheduleWay(schedule).options(besides: typed, timeOnly: !keepsAll)
        guard keepsAll else { return kept + words }
        guard schedule.options.direct != .all || typed.contains("--allow-direct") else {
            throw ValidationError(
                "\(schedule.name.shown) may make every call that takes effect at once: add --allow-direct FUNCTION, which names them"
            )
        }
        var own = words[..<end].filter { _ in true }
        if let place = own.firstIndex(of: schedule.name) { own.remove(at: place) }
        let files = typed.contains("--with") ? [] : schedule.options.files.filter { $0.kind == .file }
        return kept + files.flatMap { ["--with", $0.path] } + own + ["--", schedule.name, schedule.script]
            + schedule.arguments
    }

    /// The refusal of a name that a schedule has, with the line that changes that one; nil where none has it, or it is meant.
    func refusalOfName(_ words: [String]) async throws -> JournalError? {
        guard !replace else { return nil }
        let name = name
        guard try await LocalJournal.with({ try await $0.schedules() }).contains(where: { $0.name == name }) else {
            return nil
        }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return JournalError(
            .duplicateSchedule,
            "A schedule with the name \(name.shown) exists: choose another name, or change that one:",
            remedy: .commands([["schedule", "add"] + words[..<end] + ["--replace"] + words[end...]]),
        )
    }

    /// The words behind `schedule add` as they were typed.
    static var typed: [String] { Array(CommandLine.arguments.dropFirst(3)) }
}
