internal import ArgumentParser
internal import Model

/// A command where a script is named, such as `plan extend Ito --by 1h`.
struct CommandAsScript {
    /// The sentence with the line that is meant; nil where a script is named, or where there is no such command.
    static func refusal(of path: CommandPath, from root: any ParsableCommand.Type) -> String? {
        guard ["plan", "run"].contains(path.verb), let word = path.rest.first, !word.hasPrefix("-"),
            case .command(let meant) = CommandPath.reading(path.rest, from: root),
            !ScriptFolders.isFile(word), !ScriptFolders.names.contains(word)
        else { return nil }
        let head = "\(word.shown) is a command, and no script:"
        guard path.verb == "plan" else { return "\(head)\n    keyshift \(ShellWords.line(path.rest))" }
        return "\(head)\n    \(PlanLine(meant).line ?? "keyshift help \(meant.verb)")"
    }
}
