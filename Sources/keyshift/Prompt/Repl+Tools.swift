internal import Model
internal import RunEngine
internal import Scripting

/// The commands of the prompt that look at Lua itself: how long a statement takes, the last one in an editor, what a name
/// is.
extension Repl {
    /// Does a statement and says how long it took.
    func time(_ statement: String) async -> Outcome {
        guard !statement.isEmpty else {
            complain(":time needs a statement, such as :time groups.all():count()")
            return .failed
        }
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = await evaluate(statement)
        say("took \(Self.seconds(clock.now - start))")
        return outcome
    }

    private static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = String(attoseconds / 1_000_000_000_000_000)
        return "\(seconds).\(String(repeating: "0", count: 3 - milliseconds.count))\(milliseconds) s"
    }

    /// Opens the last statement in an editor, and does what is left there.
    func edit() async -> Outcome {
        guard settings.isInteractive else {
            complain(":edit needs a terminal")
            return .failed
        }
        do throws(PlanError) {
            let text = try await TextEditor.edit(lastStatement, ProcessEnvironment.variables)
            guard text.contains(where: { !$0.isWhitespace }) else { return .fine }
            lastStatement = text
            return await evaluateLua(text, name: script.name)
        } catch {
            complain(error.message)
            return .failed
        }
    }

    /// Shows what a name is, also one of Lua's own.
    func describe(_ name: String) -> Outcome {
        guard !name.isEmpty else {
            complain(":doc needs a name, such as :doc groups.all or :doc string.format")
            return .failed
        }
        guard let section = LuaNames.section(of: name) else { return help(name) }
        if Reference.entry(name) != nil { _ = help(name) }
        session.terminal.result("\(name.shown) is Lua's own; section \(section) of the Lua 5.4 reference manual")
        return .fine
    }
}
