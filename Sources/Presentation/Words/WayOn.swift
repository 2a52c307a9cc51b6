package import Model

/// The command lines that go on after a refusal, made of the line that was typed.
///
/// Only remedies that change what was typed have one; the others name their command in the sentence of `FailureText`.
package struct WayOn {
    private let remedies: [Remedy?]
    private let typed: [String]

    /// Makes them for a failure; `typed` has the words that followed `keyshift`.
    package init(after failure: RunReport.Failure, typed: [String]) {
        remedies = [failure.remedy] + failure.also.map(\.remedy)
        self.typed = typed
    }

    /// One line for each, as a shell takes it.
    package var lines: [String] { commands.map { "    keyshift \(ShellWords.line($0))" } }

    /// What is typed more to go on with all that refuses, each way for itself; none where nothing does.
    var options: [[String]] {
        let ways = [Choice.meant, .leftOut].compactMap { options(for: $0) }.map(Self.joined)
        return ways.count == 2 && ways[0] == ways[1] ? [ways[0]] : ways
    }

    /// Where several checks refuse, each line goes on with all of them, or there is none.
    private var commands: [[String]] {
        if case .allowDirect? = remedies[0] { return directly }
        if case .instead(let text, let other)? = remedies[0] { return [replacing(text, with: other)] }
        let lines = [Choice.meant, .leftOut].compactMap { line($0) }
        return lines.count == 2 && lines[0] == lines[1] ? [lines[0]] : lines
    }

    /// The line that goes on with all refusals; nil where something stands in the way that nothing typed helps.
    private func line(_ choice: Choice) -> [String]? { options(for: choice).map { line(with: $0) } }

    private func options(for choice: Choice) -> [[String]]? {
        let options = remedies.compactMap { Self.option($0, choice) }
        return options.count == remedies.count ? options : nil
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
    private func line(with options: [[String]]) -> [String] {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        return Array(typed[..<end]) + Self.joined(options) + typed[end...]
    }

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
            return all.isEmpty ? [name] : [name, all.joined(separator: ",")]
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
