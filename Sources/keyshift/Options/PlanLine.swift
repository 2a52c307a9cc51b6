internal import Model

extension RunReport.Failure {
    /// Makes the lines that are offered show their plans, too, for who asked for no more than that.
    mutating func keepPlan() {
        remedy = remedy?.keeping(PlanLine.option) { words in words.first.map(PlanLine.commands.contains) ?? false }
    }
}

/// The line of a command that shows its plan, where it has one to show, and sends nothing.
///
/// A file for the plan, which only `plan` and a script have, is left out of it.
struct PlanLine {
    /// The switch.
    static let option = "--plan"
    /// The commands that have it.
    static let commands: Set<String> = [
        "apply", "cancel", "change-room", "create", "end", "extend", "move", "new-pin", "readmit", "resend", "resume",
        "run",
        "undo",
    ]

    /// The line, nil where the command shows no plan.
    let line: String?

    /// Makes it of what was typed.
    init(_ path: CommandPath) {
        guard OptionName.has("--plan", in: path.command) else {
            line = nil
            return
        }
        var words: [String] = []
        var isFile = false
        for word in path.rest {
            if isFile {
                isFile = false
            } else if ["-o", "--output"].contains(word) {
                isFile = true
            } else if word != "--plan", !word.hasPrefix("--output=") {
                words.append(word)
            }
        }
        let verb = path.name.split(separator: " ").dropFirst().map(String.init)
        line = "keyshift \(ShellWords.line(verb + words + ["--plan"]))"
    }
}
