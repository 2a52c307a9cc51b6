package import Lua
internal import Model

/// `csv`: the module of the Lua library, whose functions look at their arguments by their entries.
package struct CSVBinding {
    private let files: LuaFiles
    private let arguments: [String]

    /// Makes the binding over the files that a script may read and write, and the arguments that it was called with.
    package init(files: LuaFiles, arguments: [String] = []) {
        self.files = files
        self.arguments = arguments
    }

    /// Makes the module `csv`.
    package func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let typed = { [arguments] answers in (arguments + answers).map(Self.typed).joined(separator: " ") }
        return try state.openCSV(files: files, kinds: CSVKind.all, typed: typed) { function in
            switch function.name {
            case Surface.CSV.ask.entry.name: Surface.CSV.ask.checked(function)
            case Surface.CSV.rows.entry.name: Surface.CSV.rows.checked(function)
            case Surface.CSV.read.entry.name: Surface.CSV.read.checked(function)
            default: Surface.CSV.write.checked(function)
            }
        }
    }

    /// An argument as it is typed: of one with a name the value is in quotes where it needs them.
    private static func typed(_ argument: String) -> String {
        guard let (name, value) = ArgumentLine.named(argument) else { return ShellWords.quoted(argument) }
        return "\(name)=\(ShellWords.quoted(value))"
    }
}

/// `log`: the module of the Lua library, whose functions look at their arguments by their entries.
package enum LogBinding {
    /// Makes the module `log`; the lines go to `sink`, on the thread of the state.
    package static func module(
        in state: LuaState,
        _ sink: @escaping (LuaLogLine) -> Void,
    ) throws(LuaError) -> LuaValue {
        try state.openLog(checked: { level, function in Surface.Log.writer(level.rawValue).checked(function) }, sink)
    }
}
