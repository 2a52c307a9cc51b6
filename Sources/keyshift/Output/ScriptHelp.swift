internal import Model
internal import RunEngine
internal import Scripting

/// What `keyshift run SCRIPT --help` shows: the script's own words, and its arguments.
struct ScriptHelp {
    /// The script as it was typed.
    let script: String
    let outline: ScriptOutline

    /// The help that a command line asks for: `run` or `plan` with a script and `--help`; nil for any other.
    init?(for arguments: [String]) {
        guard let verb = arguments.first, ["run", "plan"].contains(verb) else { return nil }
        let own = arguments.dropFirst().prefix { $0 != "--" }
        guard own.contains("--help") || own.contains("-h"),
            let script = own.first(where: { !$0.hasPrefix("-") })
        else { return nil }
        do throws(PlanError) {
            outline = ScriptOutline(of: try ScriptFile.read(try ScriptFolders.find(script)))
        } catch {
            return nil
        }
        self.script = script
    }

    /// The lines; for a window the lines of a paragraph are one, which its edge folds, and else they are those of the script.
    func lines(isFolded: Bool) -> [String] {
        let usage = (outline.arguments ?? []).map(\.usage)
        let comment = outline.comment.map { ForeignText.line($0) }
        var lines = isFolded ? Self.paragraphs(comment) : comment
        if !lines.isEmpty { lines.append("") }
        lines.append("USAGE: keyshift run \(([script] + usage).map(\.shown).joined(separator: " "))")
        guard let arguments = outline.arguments else {
            return lines + ["", "The script does not describe its arguments. keyshift help run lists the options."]
        }
        guard !arguments.isEmpty else { return lines + ["", "The script takes no arguments."] }
        let width = arguments.map { TextWidth.of($0.name.shown) }.max() ?? 0
        lines += ["", "ARGUMENTS, in this order or as name=value:"]
        for argument in arguments {
            let padding = String(repeating: " ", count: width - TextWidth.of(argument.name.shown))
            lines.append("  \(argument.name.shown)\(padding)  \(ForeignText.sentence(description(of: argument)))")
        }
        return lines + ["", "keyshift help run lists the options."]
    }

    /// Lines of a comment, of which those that go on with a sentence are joined; a line with space before it stands by itself.
    static func paragraphs(_ lines: [String]) -> [String] {
        var joined: [String] = []
        var goesOn = false
        for line in lines {
            let isText = !line.isEmpty && !line.hasPrefix(" ")
            if goesOn, isText { joined[joined.count - 1] += " " + line } else { joined.append(line) }
            goesOn = isText
        }
        return joined
    }

    private func description(of argument: ScriptOutline.Argument) -> String {
        let value = argument.kind == .choice ? argument.words.joined(separator: " or ") : argument.kind.words
        let standard = argument.standard.map { "\($0) unless given" } ?? (argument.isRequired ? nil : "may be left out")
        let parts = [argument.about, value, standard].compactMap(\.self)
        return parts.joined(separator: "; ")
    }
}
