internal import Glibc
internal import Model

/// What the process was started with.
enum ProcessEnvironment {
    /// The environment's variables.
    static let variables: [String: String] = {
        var variables: [String: String] = [:]
        var place = unsafe environ
        while let entry = unsafe place.pointee {
            let text = unsafe String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            unsafe place += 1
        }
        return variables
    }()

    /// Whether the command line asks for JSON, also where it makes no sense otherwise.
    static var wantsJSON: Bool { CommandLine.arguments.prefix { $0 != "--" }.contains("--json") }

    /// The folder of the journal: `KEYSHIFT_HOME`, else below `XDG_STATE_HOME`, else below the home folder.
    static func stateFolder(_ variables: [String: String]) -> String {
        if let folder = variables["KEYSHIFT_HOME"], !folder.isEmpty { return folder }
        if let folder = variables["XDG_STATE_HOME"], !folder.isEmpty { return folder + "/keyshift" }
        return (variables["HOME"] ?? ".") + "/.local/state/keyshift"
    }

    /// Who runs the program.
    static func operatorName(_ variables: [String: String]) -> String {
        let names = ["KEYSHIFT_OPERATOR", "SUDO_USER", "USER", "LOGNAME"].compactMap { variables[$0] }
        if let name = names.first(where: { !$0.isEmpty }) { return name }
        guard let entry = unsafe getpwuid(getuid()) else { return "user \(getuid())" }
        return unsafe String(cString: entry.pointee.pw_name)
    }

    /// A new id for a run: eight hexadecimal digits.
    static func newRunID() -> String {
        let digits = String(UInt32.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// Set when rows or calls may have left.
    static let hasSent = StopSignal()

    /// Ends the process with an exit code.
    ///
    /// Where the result could not be written, none says that all went well: 3 where something was sent, else 1.
    static func end(_ code: Int32) -> Never {
        guard let problem = Descriptor.lostOutput, code == 0 || code == 2 else { exit(code) }
        // Whoever closed the pipe has read enough.
        if problem != EPIPE {
            let reason = unsafe String(cString: strerror(problem))
            Descriptor.write("the result could not be written (\(reason))\n", to: STDERR_FILENO)
        }
        exit(hasSent.isSet ? 3 : 1)
    }

    /// The path of the file that the first word of the command line names, by itself or on the `PATH`; nil where none is.
    static var namedExecutable: String? {
        guard let name = CommandLine.arguments.first, !name.isEmpty else { return nil }
        guard !name.contains("/") else { return ScriptFile.absolute(name) }
        let folders = (variables["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first(where: ScriptFolders.isFile).map(ScriptFile.absolute)
    }

    /// The path of this program's own file.
    static var executable: String {
        ScriptFile.absolute("/proc/self/exe")
    }
}
