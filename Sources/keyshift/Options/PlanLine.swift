internal import Model

/// The line of a command that shows its plan, where it has one to show, and sends nothing.
///
/// A file for the plan, which only `plan` and a script have, is left out of it.
struct PlanLine {
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
