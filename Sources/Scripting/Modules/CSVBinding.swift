package import Lua

/// `csv`: the module of the Lua library, whose functions look at their arguments by their entries.
package struct CSVBinding {
    private let files: LuaFiles

    /// Makes the binding over the files that a script may read and write.
    package init(files: LuaFiles) {
        self.files = files
    }

    /// Makes the module `csv`.
    package func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.openCSV(files: files, kinds: CSVKind.all) { function in
            switch function.name {
            case Surface.CSV.rows.entry.name: Surface.CSV.rows.checked(function)
            case Surface.CSV.read.entry.name: Surface.CSV.read.checked(function)
            default: Surface.CSV.write.checked(function)
            }
        }
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
