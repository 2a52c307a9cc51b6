package import Model

/// The command lines that go on after a refusal, made of the line that was typed.
///
/// Only remedies that change what was typed have one; the others name their command in the sentence of `FailureText`.
package struct WayOn {
    private let remedy: Remedy?
    private let typed: [String]

    /// Makes them for a failure; `typed` has the words that followed `keyshift`.
    package init(after failure: RunReport.Failure, typed: [String]) {
        remedy = failure.remedy
        self.typed = typed
    }

    /// One line for each, as a shell takes it.
    package var lines: [String] { commands.map { "    keyshift \(ShellWords.line($0))" } }

    private var commands: [[String]] {
        switch remedy {
        case .maxGroups(let count, nil): [with("--max-groups", "\(count)")]
        case .maxShift(let span, nil): [with("--max-shift", span)]
        case .rows(let check, _, let hasOthers):
            (check.canBeAllowed ? [with("--allow", check.rawValue)] : []) + (hasOthers ? [leavingOut(check)] : [])
        case .stop(_, hasOthers: true): [leavingOut(.busy)]
        case .finish(_, hasOthers: true): [leavingOut(.unfinishedRun)]
        case .consent: [with("--yes")]
        case .partial: [with("--allow-partial")]
        case .skipCheck: [with("--skip-check")]
        case .allowDirect: directly
        case .instead(let text, let other): [replacing(text, with: other)]
        default: []
        }
    }

    /// The line with an option more, before what is no option whatever it looks like.
    private func with(_ option: String, _ value: String? = nil) -> [String] {
        let end = typed.firstIndex(of: "--") ?? typed.endIndex
        return Array(typed[..<end]) + [option] + (value.map { [$0] } ?? []) + typed[end...]
    }

    private func leavingOut(_ check: RowCheck) -> [String] { with("--leave-out", check.rawValue) }

    /// A run in the place of a plan, which never makes such calls.
    private var directly: [[String]] {
        guard let command = typed.first, command == "plan" || command == "run" else { return [] }
        let line = with("--allow-direct")
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
