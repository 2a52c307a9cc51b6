internal import Glibc
internal import Model
internal import RunEngine

/// The settings that lay beside a script when it was kept for all nodes.
struct KeptSettings: Hashable, Sendable {
    /// Their text.
    var text: String
    /// The file that they were.
    var file: String
}

/// Where `keyshift.json` is.
enum SettingsFile {
    private static let name = "keyshift.json"
    /// The settings of the machine, for users that have none.
    private static let system = "/etc/keyshift/keyshift.json"
    /// The variable by which `serve --settings FILE` tells the runs that it starts which programs get their PINs.
    static let nodeKey = "KEYSHIFT_NODE_SETTINGS"

    /// Reads the file that was named, else the one beside the script, else the user's; without one nothing is laid down.
    ///
    /// The file beside the script can only narrow what the user's, else the system's, allows; so can one that was `kept` and
    /// takes its place.
    /// - Throws: `load_error` for a named file that is not there, and for a file with something wrong in it.
    static func read(
        _ named: String?,
        besideScriptIn folder: String?,
        _ variables: [String: String],
        kept: KeptSettings? = nil,
    ) throws(PlanError) -> Settings {
        let beside = folder.map(file)
        let own = configurationFolder(variables).map { $0 + "/" + name }
        if named == nil, let kept {
            var settings = try Settings(json: kept.text, file: kept.file)
            try settings.narrow(try read(nil, besideScriptIn: nil, variables), own: own)
            return settings
        }
        let places = [beside, own, system].compactMap(\.self)
        guard let file = named ?? places.first(where: { unsafe access($0, F_OK) == 0 }) else {
            guard let node = variables[nodeKey], !node.isEmpty else { return Settings() }
            var settings = Settings()
            try settings.takeCodeHooks(of: read(node, besideScriptIn: nil, variables))
            return settings
        }
        var settings = try Settings(json: try ScriptFile.read(file, what: "settings file"), file: file)
        let isBesideScript = named == nil && file == beside && file != own
        if isBesideScript {
            try settings.narrow(try read(nil, besideScriptIn: nil, variables), own: own)
        } else if settings.journal != nil {
            try requireTrust(in: file, "journal decides where everything is kept")
        } else if !settings.hooks.isEmpty || !settings.codeHooks.isEmpty || !settings.secrets.isEmpty {
            let starts = settings.hooks.isEmpty ? "on_code gives PINs to programs" : "hooks start programs"
            let isStarting = !settings.hooks.isEmpty || !settings.codeHooks.isEmpty
            try requireTrust(in: file, isStarting ? starts : "secrets give away what you may read")
        }
        settings.isNamed = named != nil
        if named == nil, let node = variables[nodeKey], !node.isEmpty, node != file {
            try settings.takeCodeHooks(of: read(node, besideScriptIn: nil, variables))
        }
        return settings
    }

    /// The connection string of the journal's server in the settings that were named, else in the user's, else in the
    /// system's, with their file; nil where none has one.
    /// - Throws: `load_error` for a file with something wrong in it, and for one with a `secret` that others can read.
    static func journal(
        _ named: String?,
        _ variables: [String: String],
        hasSecret: (String) -> Bool,
    ) throws(PlanError) -> (text: String, file: String)? {
        var settings = try read(named, besideScriptIn: nil, variables)
        if named != nil, settings.journal == nil {
            settings.takeJournal(of: try read(nil, besideScriptIn: nil, variables))
        }
        guard let text = settings.journal else { return nil }
        let file = settings.file(of: "journal")
        var facts = stat()
        let isPrivate = unsafe stat(file, &facts) == 0 && facts.st_mode & (S_IRGRP | S_IROTH) == 0
        guard isPrivate || !hasSecret(text) else {
            throw PlanError(
                .load,
                "the settings file \(file.shown): journal has a password in it, and others can read it: chmod 600 \(file.shown), or put the password into ~/.pgpass"
            )
        }
        return (text, file)
    }

    /// The settings beside a script in a folder, nil where there are none, or where they are the user's own.
    static func beside(_ folder: String) -> String? {
        let own = configurationFolder(ProcessEnvironment.variables).map { $0 + "/" + name }
        let file = ScriptFile.plain(file(in: folder))
        return unsafe access(file, F_OK) == 0 && file != own ? file : nil
    }

    /// That nothing is laid down, and where it would be.
    static var noneThere: String {
        let own = configurationFolder(ProcessEnvironment.variables).map(file)
        return "none laid down" + (own.map { "; they would be in \($0.shown)" } ?? "")
    }

    private static func file(in folder: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Makes sure that what starts programs, or gives secrets away, was written by somebody who may.
    /// - Throws: `load_error` for a file that others than its owner can write.
    private static func requireTrust(in file: String, _ what: String) throws(PlanError) {
        var facts = stat()
        guard unsafe stat(file, &facts) == 0, facts.st_mode & (S_IWGRP | S_IWOTH) == 0,
            facts.st_uid == getuid() || facts.st_uid == 0
        else {
            throw PlanError(
                .load,
                "the settings file \(file.shown): \(what), so nobody but its owner may write it: chmod go-w \(file.shown)"
            )
        }
    }

    /// The settings of a command without a script: the user's own.
    /// - Throws: `load_error` for a file with something wrong in it.
    static func forUser(isSandbox: Bool) throws(PlanError) -> Settings {
        var settings = try read(nil, besideScriptIn: nil, ProcessEnvironment.variables)
        if isSandbox { settings.allowAnyWorkspace() }
        return settings
    }

    /// The folder of the user's own settings: below `XDG_CONFIG_HOME`, else below the home folder.
    static func configurationFolder(_ variables: [String: String]) -> String? {
        if let folder = variables["XDG_CONFIG_HOME"], !folder.isEmpty { return folder + "/keyshift" }
        return variables["HOME"].map { $0 + "/.config/keyshift" }
    }
}
