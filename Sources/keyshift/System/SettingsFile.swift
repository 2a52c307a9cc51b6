internal import Glibc
internal import Model
internal import RunEngine

/// Where `keyshift.json` is.
enum SettingsFile {
    private static let name = "keyshift.json"

    /// Reads the file that was named, else the one beside the script, else the user's; without one nothing is laid down.
    /// - Throws: `load_error` for a named file that is not there, and for a file with something wrong in it.
    static func read(
        _ named: String?,
        besideScriptIn folder: String?,
        _ variables: [String: String],
    ) throws(PlanError) -> Settings {
        let places = [
            folder.map { $0.hasSuffix("/") ? $0 + name : $0 + "/" + name },
            configurationFolder(variables).map { $0 + "/" + name },
        ]
        guard let file = named ?? places.compactMap(\.self).first(where: { unsafe access($0, F_OK) == 0 }) else {
            return Settings()
        }
        return try Settings(json: try ScriptFile.read(file, what: "settings file"), file: file)
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
