package import Model

/// The command lines that go on after a refusal, made of the line that was typed.
///
/// Only remedies that change what was typed have one; the others name their command in the sentence of `FailureText`.
package struct WayOn {
    private let remedies: [Remedy?]
    private let typed: [String]
    /// Whether nothing would be left of the plan without all that can be left out.
    private var isAllOfPlan = false
    /// What was typed and can be two things, nil where nothing was.
    private var doubt: TwoReadings?

    /// Makes them for a failure; `typed` has the words that followed `keyshift`.
    package init(after failure: RunReport.Failure, typed: [String]) {
        remedies = [failure.remedy] + failure.also.map(\.remedy)
        self.typed = typed
        isAllOfPlan = failure.isAllOfPlan
        doubt = TwoReadings(in: failure.message)
    }

    /// Makes it of a plan for the stays that it left out because something else had moved them in the last hours.
    package init(leftOutOf plan: Plan, typed: [String]) {
        let earlier = plan.leftOut.filter { $0.earlier?.isRepeated == false }
        let unlike = earlier.compactMap { $0.earlier?.typed ?? $0.target?.identifier }
        remedies = [.repeated(isInScript: false, hasOthers: false, unlike: unlike)]
        self.typed = typed
    }

    /// One line for each, as a shell takes it.
    package var lines: [String] { commands.map { "    keyshift \(ShellWords.line($0))" } }

    /// What is typed more to go on with all that refuses, each way for itself; none where nothing does.
    var options: [[String]] {
        let ways = choices.compactMap { options(for: $0) }.map(Self.joined)
        return ways.count == 2 && ways[0] == ways[1] ? [ways[0]] : ways
    }

    /// Where several checks refuse, each line goes on with all of them, or there is none.
    private var commands: [[String]] {
        if let doubt { return doubt.lines(of: typed) }
        if case .allowDirect? = remedies[0] { return directly }
        if case .instead(let text, let other)? = remedies[0] { return [replacing(text, with: other)] }
        if case .oneOf(let text, let others)? = remedies[0] {
            return typed.count { $0 == text } == 1 ? others.map { replacing(text, with: $0) } : []
        }
        if case .findFirst(let words)? = remedies[0] { return [["find"] + [words].compactMap(\.self)] }
        if remedies.count == 1, case .repeated(_, let hasOthers, let unlike)? = remedies[0] {
            return (hasOthers ? [line(with: [["--leave-out", RowCheck.recent.rawValue]])] : []) + again(unlike)
        }
        let lines = choices.compactMap { line($0) }
        return lines.count == 2 && lines[0] == lines[1] ? [lines[0]] : lines
    }

    /// The line that goes on with all refusals; nil where something stands in the way that nothing typed helps.
    private func line(_ choice: Choice) -> [String]? { options(for: choice).map { line(with: $0) } }

    private func options(for choice: Choice) -> [[String]]? {
        // What moves a stay twice is said in words, and never made into a line with other checks.
        guard !remedies.contains(where: { $0?.leavesNothing == true }) else { return nil }
        let options = remedies.compactMap { option($0, choice) }
        return options.count == remedies.count ? options : nil
    }

    /// What is typed more to move all once more, whatever else refuses; nil where something stands in the way of that.
    var onceMore: [String]? {
        let options = remedies.compactMap { Self.option($0?.leavesNothing == true ? Self.again : $0, .meant) }
        return options.count == remedies.count ? Self.joined(options) : nil
    }

    private static let again = Remedy.rows(.recent, isInScript: false, hasOthers: false)

    /// The same where several checks refuse: who was moved lately is left out of the line, whatever is done about the others.
    private func option(_ remedy: Remedy?, _ choice: Choice) -> [String]? {
        if remedies.count > 1, case .rows(.recent, _, hasOthers: true)? = remedy {
            return Self.option(remedy, .leftOut)
        }
        return Self.option(remedy, choice)
    }

    /// What can be done about the refusals, what does least harm first: where several checks refuse, or where stays would move once
    /// more or meet another guest, that is the plan without those stays.
    private var choices: [Choice] {
        guard !isAllOfPlan else { return [.meant] }
        let isBetterWithout = remedies.count > 1 || remedies[0]?.isBetterWithout == true
        return isBetterWithout ? [.leftOut, .meant] : [.meant, .leftOut]
    }

    /// What becomes of the rows that a check refuses.
    private enum Choice { case meant, leftOut }

    /// What is typed more to go on after one refusal; nil where nothing typed helps.
    private static func option(_ remedy: Remedy?, _ choice: Choice) -> [String]? {
        switch remedy {
        case .maxGroups(let count, nil): ["--max-groups", "\(count)"]
        case .maxShift(let span, nil): ["--max-shift", span]
        case .maxCreated(let count): ["--max-created", "\(count)"]
        case .maxCancelled(let count): ["--max-cancelled", "\(count)"]
        case .rows(let check, _, let hasOthers): option(check, hasOthers: hasOthers, choice)
        case .cannot(let check, _, hasOthers: true): ["--leave-out", check.rawValue]
        case .repeated(_, hasOthers: true, _): option(.recent, hasOthers: true, .leftOut)
        case .stop(_, hasOthers: true): ["--leave-out", RowCheck.busy.rawValue]
        case .finish(_, hasOthers: true): ["--leave-out", RowCheck.unfinishedRun.rawValue]
        case .consent: ["--yes"]
        case .partial: ["--allow-partial"]
        case .skipCheck: ["--skip-check"]
        case .trySandbox: ["--sandbox"]
        default: nil
        }
    }

    /// What cannot be allowed is left out, and what cannot be left out, because nothing else is in the plan, is allowed: so
    /// that one line goes on with all of them.
    private static func option(_ check: RowCheck, hasOthers: Bool, _ choice: Choice) -> [String]? {
        let leftOut = hasOthers ? ["--leave-out", check.rawValue] : nil
        let allowed = check.canBeAllowed ? ["--allow", check.rawValue] : nil
        return choice == .meant ? allowed ?? leftOut : leftOut ?? allowed
    }

    /// The line with options more, each once, before what is no option whatever it looks like.
    ///
    /// An option that is there gets the new value; one that takes a list of checks has those that were there, too.
    func line(with options: [[String]]) -> [String] {
        let kept = options.filter { $0.count > 1 && Self.lists.contains($0[0]) }.map { option in
            (option[0], values(of: option[0]).flatMap { $0.split(separator: ",").map(String.init) })
        }
        let wanted = Dictionary(kept) { first, _ in first }
        let all = wanted.sorted { $0.key < $1.key }.flatMap { name, values in values.map { [name, $0] } } + options
        let valued = Set(options.filter { $0.count > 1 }.map { $0[0] })
        let words = without(valued)
        let end = words.firstIndex(of: "--") ?? words.endIndex
        let new = all.filter { $0.count > 1 || !words[..<end].contains($0[0]) }
        return Array(words[..<end]) + Self.joined(new) + words[end...]
    }

    /// The options that take a list of checks or functions.
    private static let lists: Set<String> = ["--allow", "--leave-out", "--allow-direct"]

    /// The options with the values of each together: `--allow lockout,shorten`.
    private static func joined(_ options: [[String]]) -> [String] {
        var names: [String] = []
        var values: [String: [String]] = [:]
        for option in options {
            if values[option[0]] == nil { names.append(option[0]) }
            values[option[0], default: []] += option.dropFirst()
        }
        return names.flatMap { name in
            let all = values[name] ?? []
            let once = all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }
            return once.isEmpty ? [name] : [name, once.joined(separator: ",")]
        }
    }

    /// The line that sends only some stays, which runs of the last hours moved: none for more than a screen of names, and none but for a script.
    private func again(_ names: [String]) -> [[String]] {
        guard !names.isEmpty, names.count <= Self.namedAtMost, ["plan", "run"].contains(typed.first) else { return [] }
        let words = without(["--name", "--leave-out", "--allow"])
        let end = words.firstIndex(of: "--") ?? words.endIndex
        let checks = values(of: "--leave-out").flatMap { $0.split(separator: ",").map(String.init) }
        let allowed = values(of: "--allow").flatMap { $0.split(separator: ",").map { ["--allow", String($0)] } }
        let left = checks.filter { $0 != RowCheck.recent.rawValue }.map { ["--leave-out", $0] }
        let options =
            names.flatMap { ["--name", $0] } + Self.joined(left + allowed + [["--allow", RowCheck.recent.rawValue]])
        return [Array(words[..<end]) + options + words[end...]]
    }

    /// So many names stand in a line: what is pasted may be long, and nobody types it.
    private static let namedAtMost = Remedy.namedAtMost

    /// The words without some options and their values.
    private func without(_ options: Set<String>) -> [String] {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        var kept: [String] = []
        var words = typed[..<end]
        while let word = words.popFirst() {
            guard !options.contains(word) else {
                _ = words.popFirst()
                continue
            }
            if !options.contains(where: { word.hasPrefix("\($0)=") }) { kept.append(word) }
        }
        return kept + typed[end...]
    }

    /// The values of an option.
    private func values(of option: String) -> [String] {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        return typed[..<end].indices.compactMap { place in
            if typed[place].hasPrefix("\(option)=") { return String(typed[place].dropFirst(option.count + 1)) }
            return typed[place] == option && place + 1 < end ? typed[place + 1] : nil
        }
    }

    /// A run in the place of a plan, which never makes such calls.
    private var directly: [[String]] {
        guard let command = typed.first, command == "plan" || command == "run" else { return [] }
        let line = line(with: [["--allow-direct"]]).filter { !["--plan", "--dry-run"].contains($0) }
        guard command == "plan", let file = line.firstIndex(of: "-o") else { return [["run"] + line.dropFirst()] }
        return [["run"] + line[1..<file] + line[min(file + 2, line.count)...]]
    }

    /// The line with another text in the place of one that names nothing.
    private func replacing(_ text: String, with other: String) -> [String] {
        typed.map { word in
            if word == text { return other }
            guard word.hasPrefix("--"), word.hasSuffix("=\(text)") else { return word }
            return word.dropLast(text.count) + other
        }
    }
}
