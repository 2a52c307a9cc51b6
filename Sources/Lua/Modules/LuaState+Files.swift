import CLuaSupport
internal import Glibc

extension LuaState {
    /// Makes `io.open` and `io.lines` read the files that `files` allow.
    ///
    /// A file is read whole when it is opened, so that it can have an eighth of the script's memory at the most; `csv.rows`
    /// reads longer ones. For a file that is not there or may not be read, and for any mode that writes, `io.open` gives nil,
    /// a sentence, and the number that the system has for the reason. Without this call it gives that for every file.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openFiles(_ files: LuaFiles) throws(LuaError) {
        let read = LuaHostFunction("io.open") { state, arguments throws(LuaError) in
            let path = try arguments.string(0, "the file")
            guard arguments[1].text?.hasPrefix("r") == true, arguments[1].text?.contains("+") == false else {
                return Self.refusal("\"\(path)\" may not be written: io.open only reads", EACCES)
            }
            do throws(LuaError) {
                let size = min(files.maximumSize, state.limits.memory / 8)
                guard let text = try files.text(of: path, maximumSize: size) else {
                    return Self.refusal("\(path): No such file or directory", ENOENT)
                }
                return .value(.bytes(text))
            } catch {
                return Self.refusal(error.message, EACCES)
            }
        }
        write([.hostFunction(read)])
        _ = try results(clua_open_files(host))
    }

    private static func refusal(_ sentence: String, _ number: Int32) -> LuaAnswer {
        .values([.nil, .string(sentence), .integer(Int64(number))])
    }
}
