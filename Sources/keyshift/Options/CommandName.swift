internal import ArgumentParser
internal import Model
internal import RunEngine

/// The names of commands, for one that was typed wrong.
enum CommandName {
    /// The sentence about a command that is not there, with the nearest one; nil when the command is there.
    static func refusal(of arguments: [String], in root: any ParsableCommand.Type) -> String? {
        var (command, path) = (root, root._commandName)
        for argument in arguments {
            let inner = command.configuration.subcommands
            guard !inner.isEmpty, !argument.hasPrefix("-") else { return nil }
            guard let next = inner.first(where: { $0._commandName == argument }) else {
                return argument == "help" ? nil : sentence(argument, path, among: inner.map { $0._commandName })
            }
            (command, path) = (next, "\(path) \(argument)")
        }
        return nil
    }

    private static func sentence(_ name: String, _ path: String, among names: [String]) -> String {
        if name.hasSuffix(".lua") {
            return "\(path) has no command \"\(name.shown)\"; to run a script: keyshift run \(name.shown)"
        }
        let nearest = Suggestion.nearest(to: name, among: names)
        let advice = nearest.map { "did you mean \(path) \($0)?" } ?? "there are \(names.joined(separator: ", "))"
        return "\(path) has no command \"\(name.shown)\"; \(advice)"
    }
}
