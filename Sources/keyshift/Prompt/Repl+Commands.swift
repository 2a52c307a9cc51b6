internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine
internal import Scripting

/// The commands of the prompt, which begin with a colon.
extension Repl {
    /// The commands with what they do.
    static let commands: [(name: String, argument: String, text: String)] = [
        (":plan", "", "shows what is recorded, with its checks; :plan all shows every row"),
        (":apply", "", "checks it, asks and sends it"),
        (":undo", "", "takes the last recorded statement back; with nothing recorded, undoes the last :apply"),
        (":drop", "", "forgets everything that is recorded"),
        (":more", "", "the next page of the last result, which is also _"),
        (":load", "FILE", "runs a script here, as if it were typed"),
        (":save", "FILE", "writes what was typed, and not taken back, as a script"),
        (":edit", "", "opens the last statement in $EDITOR, and does what is left there"),
        (":time", "CODE", "does a statement and says how long it took"),
        (":doc", "NAME", "what a function or a value is, also one of Lua's own"),
        (":help", "NAME", "what a function or a value is; the same as help \"NAME\""),
        (":quit", "", "leaves; what is recorded is not sent"),
    ]

    /// Does a command.
    func command(_ text: String) async -> Outcome {
        let name = String(text.prefix { !$0.isWhitespace })
        let argument = String(text.dropFirst(name.count)).trimmed
        switch name {
        case ":quit", ":q", ":exit": return .quit
        case ":help", ":h", ":?": return help(argument)
        case ":plan": return await showPlan(showsAll: argument == "all")
        case ":apply": return await apply()
        case ":drop": return await drop()
        case ":undo": return await undo()
        case ":more", ":m": return await more()
        case ":edit": return await edit()
        case ":time": return await time(argument)
        case ":doc": return describe(argument)
        case ":load": return await load(argument)
        case ":save": return save(argument)
        default:
            let names = Self.commands.map(\.name)
            let nearest = Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
            complain("\(name.shown) is no command; \(nearest ?? "there are \(names.joined(separator: ", "))")")
            return .failed
        }
    }

    /// Shows the help of a name, or the commands.
    func help(_ name: String) -> Outcome {
        let width = layout.width ?? 100
        guard name.isEmpty else {
            guard let lines = HelpText.lines(of: name, width: width) else {
                complain(HelpText.unknown(name))
                return .failed
            }
            for line in lines { session.terminal.result(line) }
            return .fine
        }
        session.terminal.note("An expression prints its value:  groups.all():in_house():count()")
        session.terminal.note(
            "A change is recorded, not sent:  groups.all():booking(\"BK-88213\"):one():extend(\"2h\")"
        )
        for command in Self.commands {
            let usage = command.argument.isEmpty ? command.name : "\(command.name) \(command.argument)"
            session.terminal.note("  \(TextWidth.padded(usage, to: 11))  \(command.text)")
        }
        session.terminal.note("help() shows what a script can use; a statement may go on over several lines.")
        return .fine
    }

    private func more() async -> Outcome {
        do throws(ScriptError) {
            guard let answer = try await host.more(layout) else {
                say("that was all")
                return .fine
            }
            show(answer)
            return .fine
        } catch {
            complain(ForeignText.paragraph(error.description))
            return .failed
        }
    }

    // MARK: - Scripts

    private func load(_ path: String) async -> Outcome {
        guard !path.isEmpty else {
            complain(":load needs the file of a script, such as :load late.lua")
            return .failed
        }
        do throws(PlanError) {
            return await evaluateLua(try ScriptFile.read(path), name: ScriptFile.name(of: path))
        } catch {
            complain(error.sentence)
            return .failed
        }
    }

    private func save(_ path: String) -> Outcome {
        do throws(PlanError) {
            guard !path.isEmpty else {
                throw PlanError(.invalidValue, ":save needs the name of a file, such as :save late.lua")
            }
            guard !log.isEmpty else { throw PlanError(.invalidValue, "there is nothing to save yet") }
            guard unsafe access(path, F_OK) != 0 else {
                throw PlanError(.file, "\(path.shown) is there already; :save overwrites nothing")
            }
            try TextFile.write(log.script, to: path)
            session.terminal.result(
                "saved to \(path.shown). To see what it does: keyshift plan \(ShellWords.quoted(path))"
            )
            return .fine
        } catch {
            complain(error.sentence)
            return .failed
        }
    }
}
