package import Model

/// Why a run did not do what was asked, with what to type instead.
package struct FailureText {
    private let failure: RunReport.Failure

    /// Makes the text of a failure.
    package init(_ failure: RunReport.Failure) {
        self.failure = failure
    }

    /// The sentence, and behind it what would let the run go on; below it, what else stands in the way.
    ///
    /// Where several checks refuse, what is typed to go on is said once, for all of them.
    package var sentence: String {
        if !failure.also.isEmpty, failure.remedy?.leavesNothing == true { return nothingLeft }
        let joint = failure.also.isEmpty ? [] : WayOn(after: failure, typed: []).options
        let isJoint = !joint.isEmpty
        let also = failure.also.map { "Also refused (\($0.code)): \(FailureText($0).own(isJoint: isJoint))" }
        let ways = joint.map { $0.joined(separator: " ") }.joined(separator: "   or: ")
        return ([own(isJoint: isJoint)] + also + (isJoint ? ["To go on: \(ways)"] : []))
            .joined(separator: "\n")
    }

    /// The same for a firing of a schedule, which shows no plan: what is wrong, shortened, and whole commands that go on.
    package func sentence(of way: ScheduleWay) -> String {
        ([firing] + [way.byHand(after: failure), way.sentence(after: failure)].compactMap(\.self)).joined(
            separator: "\n"
        )
    }

    /// What is wrong with a firing, and what helps that is no option of its schedule.
    var firing: String {
        let failures = [failure] + failure.also
        let told = failures.enumerated().map { place, failure in
            (place == 0 ? "" : "Also refused (\(failure.code)): ") + FailureText(failure).brief
        }
        return told.joined(separator: "\n")
    }

    private var brief: String {
        let about = failure.subject.map { "\(TypedValueText.option($0)): " } ?? ""
        let lines = failure.message.split(separator: "\n")
        let rest = lines.count - Self.shownLines
        let shown = rest > 1 ? lines.prefix(Self.shownLines) : lines[...]
        let more = rest > 1 ? ["  … \(rest) more"] : []
        let message = about + ForeignText.paragraph((shown.map(String.init) + more).joined(separator: "\n"))
        guard let advice = failure.remedy.flatMap(RemedyText.adviceToSchedule), !advice.isEmpty else { return message }
        return "\(message)\n  \(advice)"
    }

    /// So many lines of a refusal are told of a firing.
    private static let shownLines = 3

    /// That nothing is left to do, and only then what else would refuse a second time.
    private var nothingLeft: String {
        let also = failure.also.map { "Also refused (\($0.code)): \(FailureText($0).own(isJoint: true))" }
        let more = WayOn(after: failure, typed: []).onceMore.map {
            ["To move all of them once more: \($0.joined(separator: " "))"]
        }
        return ([own(isJoint: true)] + also + (more ?? [])).joined(separator: "\n")
    }

    private func own(isJoint: Bool) -> String {
        let about = failure.subject.map { "\(TypedValueText.option($0)): " } ?? ""
        let message = about + ForeignText.paragraph(failure.message)
        let advice =
            isJoint ? failure.remedy.flatMap(RemedyText.adviceBesideOptions) : failure.remedy.map(RemedyText.advice)
        guard let advice, !advice.isEmpty else { return message }
        if let remedy = failure.remedy, [.consent, .skipCheck, .trySandbox].contains(remedy) {
            return "\(message); \(advice)"
        }
        return message.contains("\n") || advice.contains("\n") ? "\(message)\n  \(advice)" : "\(message) \(advice)"
    }
}

/// What lets a refused plan go on, in words and flags.
enum RemedyText {
    /// The advice that is no option of the command line; nil where an option is all.
    static func adviceBesideOptions(_ remedy: Remedy) -> String? {
        switch remedy {
        case .rows(let check, let isInScript, _):
            guard isInScript, check.canBeAllowed else { return nil }
            return "In the script that is allow = \"\(check.rawValue)\"."
        case .cannot(let check, let first, _): return advice(.cannot(check, first: first, hasOthers: false))
        case .repeated(_, hasOthers: false, _): return nil
        case .repeated(let isInScript, _, _):
            return adviceBesideOptions(.rows(.recent, isInScript: isInScript, hasOthers: false))
        case .maxGroups(_, nil), .maxShift(_, nil), .maxCreated, .maxCancelled: return nil
        default: return advice(remedy)
        }
    }

    /// The advice that is no option of a schedule; nil where an option is all, or where a schedule has none for it.
    static func adviceToSchedule(_ remedy: Remedy) -> String? {
        switch remedy {
        case .rows, .repeated: adviceBesideOptions(remedy)
        case .cannot(let check, let first?, _): advice(.cannot(check, first: first, hasOthers: false))
        case .cannot, .maxGroups(_, nil), .maxShift(_, nil), .maxCreated, .maxCancelled, .grantDirect: nil
        case .finish(let run, _): advice(.finish(run: run))
        case .stop(let run, _): advice(.stop(run: run))
        default: advice(remedy)
        }
    }

    static func advice(_ remedy: Remedy) -> String {
        switch remedy {
        case .maxGroups(let count, let file):
            let option = "add --max-groups \(count)"
            return "If that is what you mean, \(file.map { pinned("\"max_groups\": \(count)", in: $0) } ?? option)."
        case .maxShift(let span, let file):
            let option = "add --max-shift \(span)"
            return "If that is what you mean, \(file.map { pinned("\"max_shift\": \"\(span)\"", in: $0) } ?? option)."
        case .maxCreated(let count): return "If that is what you mean, add --max-created \(count)."
        case .maxCancelled(let count): return "If that is what you mean, add --max-cancelled \(count)."
        case .rows(let check, let isInScript, let hasOthers):
            return advice(for: check, isInScript: isInScript, hasOthers: hasOthers)
        case .cannot(let check, let first, let hasOthers):
            return impossible(first) + (hasOthers ? without(check) : "")
        case .repeated(let isInScript, let hasOthers, let unlike):
            return advice(isInScript: isInScript, hasOthers: hasOthers, unlike: unlike.count)
        case .consent: return "add --yes"
        case .partial:
            return "Make a new plan, or add --allow-partial to leave what was changed as it is and send the others."
        case .finish(let run, let hasOthers):
            return
                "Finish it with: keyshift resume \(run.shown)\n  or give it up with: keyshift runs abandon \(run.shown)"
                + (hasOthers ? without(.unfinishedRun) : "")
        case .stop(let run, let hasOthers):
            return "Try again when it has ended, or stop it with: keyshift runs stop \(run.shown)"
                + (hasOthers ? without(.busy) : "")
        case .expect(let least, let most):
            return "Look at the plan. If it is right, write in the script: run.expect{ groups = {\(least), \(most)} }"
        case .setClock:
            return
                "Set the clock, such as with: timedatectl set-ntp true\n  and plan again; what it is off: keyshift doctor\n"
                + "  (a sandbox that was begun with --now has a clock of its own: begin it without --now)"
        case .server(let endpoint):
            return "If you know that server: export SEAM_ENDPOINT=\(ShellWords.quoted(endpoint))"
        case .trySandbox: return "or try it without one, on doors that are not real: add --sandbox"
        case .skipCheck: return "to run it all the same, add --skip-check"
        case .allowDirect: return "A plan never sends such a call; a run does with --allow-direct."
        case .grantDirect(let name):
            return "A schedule sends it where it is added with --allow-direct \(name.shown)."
        case .newPlan(let script, let file): return "Make a new plan with: \(newPlan(script, file))"
        default: return places(remedy)
        }
    }

    /// Where there is more to see, and what ends what stands in the way of everything.
    private static func places(_ remedy: Remedy) -> String {
        switch remedy {
        case .trustedSettings(let own):
            let place = own.map { "your own settings (\($0.shown))" } ?? "your own settings"
            return
                "It belongs in \(place), those of the machine (/etc/keyshift/keyshift.json), or a file that you name with --settings."
        case .listRuns: return "Those there are: keyshift runs"
        case .listSchedules: return "Those there are: keyshift schedule list"
        case .findStays: return "Who has which door: keyshift find"
        case .findFirst: return "Look first whose stay is meant, and then name it:"
        case .name(let command):
            return "Name the one you mean, such as: keyshift \(ShellWords.line(command))"
        case .command(let command): return "The command for it: keyshift \(ShellWords.line(command))"
        case .commands(let commands):
            let lines = commands.map { "    keyshift \(ShellWords.line($0))" }
            return (["Type the line of the one that is meant:"] + lines).joined(separator: "\n")
        case .anotherPort: return "Name another one with --port, or 0 for any that is free."
        case .thaw: return "When all is well again: keyshift thaw"
        case .acceptJournal:
            return
                "Look at the stays that were changed lately, then take the journal as it is with: "
                + "keyshift journal accept --reason \"looked at the stays\""
        default: return people(remedy)
        }
    }

    /// Who has to do something.
    private static func people(_ remedy: Remedy) -> String {
        switch remedy {
        case .signIn(let name): "Sign in with: keyshift people login \(name.map(ShellWords.quoted) ?? "NAME")"
        case .role(let role): "Who can: keyshift people list   (\(role.rawValue) or above)"
        case .listPeople: "Those there are: keyshift people list"
        case .approve(let hash):
            "To see it: keyshift plans show \(hash)\n  to approve it, as somebody else: keyshift approve \(hash)"
        case .breakGlass(let hash):
            "Where nobody else is there for 15 minutes: keyshift approve \(hash) --break-glass --reason \"nobody answers\""
        case .listPlans: "Those there are: keyshift plans"
        case .askAgain: "Type the command that made it once more, for a new plan."
        case .withPlan: "Leave --unplanned out: a plan of few groups waits for nobody."
        case .anotherAdmin: "First add another one with: keyshift people add NAME --role admin"
        default: ""
        }
    }

    /// What helps where allowing something does not.
    private static func impossible(_ first: [String]?) -> String {
        guard let first else { return "Allowing it would not help: the lock takes no such PIN." }
        return "Before it, for a PIN that the lock takes: keyshift \(ShellWords.line(first))"
            + "\n  and then the same command again."
    }

    private static func without(_ check: RowCheck) -> String {
        "\n  or send the others without: --leave-out \(check.rawValue)"
    }

    private static func pinned(_ field: String, in file: String) -> String {
        "write \(field) in \(file.shown), which a flag can only lower"
    }

    private static func newPlan(_ script: [String], _ file: String?) -> String {
        let file = ShellWords.quoted(file ?? "plan.json")
        return "keyshift plan \(script.isEmpty ? "SCRIPT" : ShellWords.line(script)) -o \(file)"
    }

    /// What is said of stays of which some have what they were to get: first what moves none of them twice.
    private static func advice(isInScript: Bool, hasOthers: Bool, unlike: Int) -> String {
        let others = hasOthers ? ["To send the others without: --leave-out recent."] : []
        let more = unlike == 0 ? [] : ["To send what another run moved: --allow recent, and --name for each of those."]
        let script = isInScript ? "allow = \"recent\" in the script, or " : ""
        return (others + more + ["To move all of them once more: \(script)--allow recent."]).joined(separator: " ")
    }

    private static func advice(for check: RowCheck, isInScript: Bool, hasOthers: Bool) -> String {
        let word = check.rawValue
        let others = hasOthers ? "To send the others without: --leave-out \(word)." : ""
        guard check.canBeAllowed else { return others }
        let script = isInScript ? "allow = \"\(word)\" in the script, or " : ""
        var advice = "If you mean it: \(script)--allow \(word).\(others.isEmpty ? "" : " ")\(others)"
        if check == .recent, !others.isEmpty {
            advice = "\(others) To move these, too, on top of what they got: \(script)--allow \(word)."
        }
        if check == .overlap, !others.isEmpty { advice = "\(others) If you mean it: \(script)--allow \(word)." }
        switch check {
        case .recent where isInScript:
            advice += " A time that is not worked out from the present one, or a label with once =, cannot add up."
        case .once: advice += " Undoing that run frees the label; another label means another change."
        default: break
        }
        return advice
    }
}
