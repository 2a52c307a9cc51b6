import CLuaSupport

extension LuaLimits {
    /// What is said when a limit was hit; nil for no limit.
    func error(for stop: clua_stop, position: String, traceback: String?) -> LuaError? {
        var error: LuaError
        switch stop {
        case CLUA_STOP_MEMORY:
            error = LuaError("the script needs more memory than its limit of \(Self.text(bytes: memory))")
            error.code = .limitMemory
        case CLUA_STOP_TIME:
            error = LuaError("the script ran longer than its limit of \(Self.text(time))")
            error.code = .limitTime
        case CLUA_STOP_OUTPUT:
            error = LuaError("the script printed more than its limit of \(Self.text(bytes: output))")
            error.code = .limitOutput
        case CLUA_STOP_INTERRUPT:
            error = LuaError("interrupted")
            error.code = .interrupted
        case CLUA_STOP_EXIT:
            error = LuaError("the script ended itself with os.exit")
            error.code = .exited
        default:
            return nil
        }
        error.position = position.isEmpty ? nil : position
        error.traceback = traceback
        return error
    }

    private static func text(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        if attoseconds != 0 { return "\(time)" }
        return seconds >= 60 && seconds.isMultiple(of: 60) ? "\(seconds / 60) min" : "\(seconds) s"
    }

    private static func text(bytes: Int) -> String {
        for (unit, size) in [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)] where bytes >= size {
            return bytes.isMultiple(of: size) ? "\(bytes / size) \(unit)" : "\(bytes) bytes"
        }
        return "\(bytes) bytes"
    }
}
