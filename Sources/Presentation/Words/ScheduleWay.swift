internal import CivilTime
package import Model

/// The whole lines that go on where a firing of a schedule is refused: a schedule keeps its options, and gets others by being
/// added anew.
///
/// A line leaves out what a check refuses, or raises a limit. None lets rows through a check: a firing asks nobody, and would
/// do it each time.
package struct ScheduleWay: Hashable, Sendable {
    private let schedule: Schedule
    private let script: String

    /// Makes it; `script` is what names its script on a command line, else it is the path.
    package init(_ schedule: Schedule, script: String? = nil) {
        self.schedule = schedule
        self.script = script ?? schedule.script
    }

    /// The words behind `keyshift` that add the schedule as it is; nil where its files are kept in the journal, or where a part
    /// of it must not stand on a screen.
    package var words: [String]? { words(of: script, schedule.arguments) }

    /// The same way for the schedule with other options.
    func of(_ schedule: Schedule) -> ScheduleWay { ScheduleWay(schedule, script: script) }

    /// The same words with one more argument of its script.
    func words(withArgument argument: String) -> [String]? { words(of: script, schedule.arguments + [argument]) }

    /// The words that add another schedule, of the same script for one house, on the clock of that house.
    func words(ofHouse house: String, in zone: Zone) -> [String]? {
        var other = schedule
        other.zone = zone
        other.name = "\(schedule.name) \(house.replacing("/", with: "-"))"
        guard other.name.utf8.count <= Self.longestName else { return nil }
        return of(other).words(of: script, schedule.arguments + ["house=\(house)"], isNew: true)
    }

    /// The words behind `keyshift` that do by hand what the schedule does; nil where its files are kept in the journal.
    private var byHand: [String]? {
        guard schedule.options.files.isEmpty else { return nil }
        let options = schedule.options.commandLine
        let named = [script] + schedule.arguments
        guard named.contains(where: { $0.hasPrefix("-") }) else { return ["run"] + named + options }
        return ["run"] + options + ["--"] + named
    }

    /// Whether it fires in one minute of a year, and so was meant for once.
    private var isOfOneDay: Bool {
        let fields = schedule.cron.description.split(separator: " ")
        return fields.count == 5 && fields[..<4].allSatisfy { Int($0) != nil } && fields[4] == "*"
    }

    /// The line that does by hand what a firing did not that comes once; nil for one that comes again, and where nothing typed helps.
    func byHand(after failure: RunReport.Failure) -> String? {
        guard isOfOneDay, let byHand else { return nil }
        let remedies = [failure.remedy] + failure.also.map(\.remedy)
        let options = remedies.compactMap { $0.flatMap(Self.option) }.filter { $0[0] != "--allow-direct" }
        if options.count == remedies.count {
            let line = WayOn(after: failure, typed: byHand).line(with: options)
            return "To do it now all the same: keyshift \(ShellWords.line(line))"
        }
        guard Self.passing.contains(failure.code), failure.also.isEmpty else { return nil }
        return "To do it when that is over: keyshift \(ShellWords.line(byHand))"
    }

    /// What goes by itself, or by what is said of it.
    private static let passing: Set<FailureCode> = [.connection, .limitTime, .storage, .busy, .unfinishedRun]
    private static let longestName = 64

    /// The same for another script.
    func words(of script: String, _ arguments: [String], isNew: Bool = false) -> [String]? {
        let targets = [schedule.onFailure, schedule.onRecovery].compactMap(\.self)
        guard schedule.options.files.isEmpty, schedule.options.direct != .all, targets.allSatisfy(Self.isName) else {
            return nil
        }
        let options = time + rules + schedule.options.limits + (isNew ? [] : ["--replace"])
        let named = [script] + arguments
        guard named.contains(where: { $0.hasPrefix("-") }) else {
            return ["schedule", "add", schedule.name] + named + options
        }
        return ["schedule", "add"] + options + ["--", schedule.name] + named
    }

    /// The lines that go on after a refusal, with their heads; the plan of a firing where nothing can be added.
    package func lines(after failure: RunReport.Failure) -> [String] {
        guard let way = way(after: failure) else { return [] }
        guard let line = way.line else {
            return ["\(way.head):"] + [Self.set(["schedule", "trigger", schedule.name, "--plan"])]
        }
        return ["\(way.head):", Self.set(line)]
    }

    /// The same in one line: `To have it leave such stays out: keyshift schedule add …`.
    func sentence(after failure: RunReport.Failure) -> String? {
        way(after: failure).map { way in
            let head = way.head + (isOfOneDay && way.line != nil ? " at its next firing" : "")
            return "\(head): keyshift \(ShellWords.line(way.line ?? ["schedule", "trigger", schedule.name, "--plan"]))"
        }
    }

    /// A line of `words`, as it stands below a head.
    static func set(_ words: [String]) -> String { "    keyshift \(ShellWords.line(words))" }

    private func way(after failure: RunReport.Failure) -> (head: String, line: [String]?)? {
        let remedies = [failure.remedy] + failure.also.map(\.remedy)
        // A trial ends at such a call, whether it is granted or not.
        if case .grantDirect(let name)? = failure.remedy,
            schedule.options.direct.allows(path: DirectGrant.path(of: name))
        {
            return nil
        }
        guard remedies.contains(where: { $0.map(Self.isOfOptions) ?? false }) else { return nil }
        let options = remedies.compactMap { $0.flatMap(Self.option) }
        guard options.count == remedies.count, let words else { return ("To see what it would do now", nil) }
        let isLeavingOut = options.allSatisfy { $0[0] == "--leave-out" }
        let head = isLeavingOut ? "To have it leave such stays out" : "If each firing may do that"
        return (head, WayOn(after: failure, typed: words).line(with: options))
    }

    /// Whether options of the command line let it go on.
    private static func isOfOptions(_ remedy: Remedy) -> Bool {
        switch remedy {
        case .rows, .cannot, .repeated, .maxGroups(_, nil), .maxShift(_, nil), .maxCreated, .maxCancelled, .grantDirect:
            true
        default: false
        }
    }

    /// The option that a schedule takes for it; nil for none.
    private static func option(_ remedy: Remedy) -> [String]? {
        switch remedy {
        case .rows(let check, _, _), .cannot(let check, _, _): ["--leave-out", check.rawValue]
        case .repeated: ["--leave-out", RowCheck.recent.rawValue]
        case .maxGroups(let count, nil): ["--max-groups", "\(count)"]
        case .maxShift(let span, nil): ["--max-shift", span]
        case .grantDirect(let name): ["--allow-direct", name]
        default: nil
        }
    }

    /// Whether a target is named, and its address stands elsewhere.
    private static func isName(_ target: String) -> Bool { target.hasPrefix("env:") || target.hasPrefix("secret:") }

    /// When it fires: every day at a time, else by its expression.
    private var time: [String] {
        let fields = schedule.cron.description.split(separator: " ").map(String.init)
        let zone = Self.option("--zone", schedule.zone.name)
        guard fields.count == 5, fields[2...].allSatisfy({ $0 == "*" }), let minute = Int(fields[0]),
            let hour = Int(fields[1])
        else { return ["--cron", schedule.cron.description] + zone }
        return ["--at", Self.twoDigits(hour) + ":" + Self.twoDigits(minute)] + zone
    }

    /// The rules that are not the ordinary ones.
    private var rules: [String] {
        var rules = schedule.dst == .shift ? [] : ["--dst", schedule.dst.rawValue]
        if schedule.missed != .latest { rules += ["--missed", schedule.missed.rawValue] }
        if schedule.grace != TimeSpan(milliseconds: 3_600_000) { rules += ["--grace", "\(schedule.grace)"] }
        if schedule.overlap != .skip { rules += ["--overlap", schedule.overlap.rawValue] }
        if let most = schedule.holdAbove { rules += ["--hold-above", most == 0 ? "always" : "\(most)"] }
        if schedule.retries != 3 { rules += ["--retries", "\(schedule.retries)"] }
        if !schedule.options.direct.names.isEmpty {
            rules += ["--allow-direct", schedule.options.direct.names.joined(separator: ",")]
        }
        if let target = schedule.onFailure { rules += ["--on-failure", target] }
        if let target = schedule.onRecovery { rules += ["--on-recovery", target] }
        return rules
    }

    /// The options of the schedule, each with its value.
    var pairs: [[String]] {
        var pairs: [[String]] = []
        for word in time + rules + schedule.options.limits {
            // Every option here has a value, tied to it or behind it.
            if let last = pairs.indices.last, pairs[last].count == 1, !pairs[last][0].contains("=") {
                pairs[last].append(word)
            } else {
                pairs.append([word])
            }
        }
        return pairs
    }

    /// The words of its options without those that were typed anew, or of its time and its zone alone.
    package func options(besides typed: Set<String>, timeOnly: Bool) -> [String] {
        let times: Set = ["--at", "--cron"]
        return pairs.filter { pair in
            let name = String(pair[0].prefix { $0 != "=" })
            if times.contains(name) { return typed.isDisjoint(with: times) }
            return !typed.contains(name) && (!timeOnly || name == "--zone")
        }
        .flatMap(\.self)
    }

    private static func option(_ name: String, _ value: String) -> [String] {
        value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
