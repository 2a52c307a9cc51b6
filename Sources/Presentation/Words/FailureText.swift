package import Model

/// Why a run did not do what was asked, with what to type instead.
package struct FailureText {
    private let failure: RunReport.Failure

    /// Makes the text of a failure.
    package init(_ failure: RunReport.Failure) {
        self.failure = failure
    }

    /// The sentence, and behind it what would let the run go on.
    package var sentence: String {
        let about = failure.subject.map { "\(TypedValueText.option($0)): " } ?? ""
        let message = about + ForeignText.paragraph(failure.message)
        guard let advice = failure.remedy.map(RemedyText.advice) else { return message }
        if failure.remedy == .consent || failure.remedy == .skipCheck { return "\(message); \(advice)" }
        return message.contains("\n") || advice.contains("\n") ? "\(message)\n  \(advice)" : "\(message) \(advice)"
    }
}

/// What lets a refused plan go on, in words and flags.
enum RemedyText {
    private static let pinned = "The settings file pins the limit, and a flag can only lower it."

    static func advice(_ remedy: Remedy) -> String {
        switch remedy {
        case .maxGroups(let count, let isPinned):
            return isPinned ? pinned : "If that is what you mean, add --max-groups \(count)."
        case .maxShift(let span, let isPinned):
            return isPinned ? pinned : "If that is what you mean, add --max-shift \(span)."
        case .rows(let check, let isInScript, let hasOthers):
            return advice(for: check, isInScript: isInScript, hasOthers: hasOthers)
        case .consent: return "add --yes"
        case .applyFile(let file): return "Send it within two hours with: keyshift apply \(file.shown)"
        case .partial:
            return "Make a new plan, or add --allow-partial to leave what was changed as it is and send the others."
        case .finish(let run):
            return
                "Finish it with: keyshift resume \(run.shown)\n  or give it up with: keyshift runs abandon \(run.shown)"
        case .skipCheck: return "to run it all the same, add --skip-check"
        case .allowDirect: return "A plan never sends such a call; keyshift run does with --allow-direct."
        case .newPlan: return "Make a new plan with: keyshift plan -o FILE"
        case .listRuns: return "keyshift runs lists them."
        case .listSchedules: return "keyshift schedule list shows all."
        case .findStays: return "Who has which door: keyshift find"
        case .name(let command):
            return "Name the one you mean by its key, such as: keyshift \(ShellWords.line(command))"
        case .anotherPort: return "Name another one with --port, or 0 for any that is free."
        case .thaw: return "When all is well again: keyshift thaw"
        case .acceptJournal:
            return
                "Look at the stays that were changed lately, then take the journal as it is with: keyshift journal accept"
        }
    }

    private static func advice(for check: RowCheck, isInScript: Bool, hasOthers: Bool) -> String {
        let word = check.rawValue
        let others = hasOthers ? "To send the others without: --leave-out \(word)." : ""
        guard check.canBeAllowed else { return others }
        let script = isInScript ? "allow = \"\(word)\" in the script, or " : ""
        var advice = "If you mean it: \(script)--allow \(word).\(others.isEmpty ? "" : " ")\(others)"
        switch check {
        case .recent where isInScript:
            advice += " A time that is not worked out from the present one, or a label with once =, cannot add up."
        case .once: advice += " Undoing that run frees the label; another label means another change."
        default: break
        }
        return advice
    }
}
