internal import Glibc
internal import Model
internal import RunEngine

/// Where scripts lie that are named without a path: `keyshift run late-checkout`.
enum ScriptFolders {
    /// How many folders above the program its automations are looked for.
    private static let height = 5

    /// The path of a script: the file itself, else a name in the current folder, the user's automations, or those that ship.
    /// - Throws: `load_error` with the nearest name there is.
    static func find(_ script: String) throws(PlanError) -> String {
        if isFile(script) { return script }
        let isPath = script.contains("/")
        let name = script.hasSuffix(".lua") ? script : script + ".lua"
        if !isPath, let folder = all.first(where: { isFile("\($0)/\(name)") }) { return "\(folder)/\(name)" }
        guard isPath || script.hasSuffix(".lua") else {
            let nearest = Suggestion.nearest(to: script, among: names)
            throw PlanError(
                .load,
                "there is no script \"\(script.shown)\"; \(advice(on: script, among: names))",
                remedy: nearest.map { .instead(of: script, $0) },
            )
        }
        // What is there and is no file is told by whoever reads it, and so is what is near nothing.
        guard !ScriptFile.exists(script), let nearest = nearestFile(to: script) else { return script }
        throw PlanError(
            .load,
            "the script \(script.shown) cannot be read (No such file or directory); did you mean \(nearest.shown)?",
            remedy: .instead(of: script, nearest),
        )
    }

    /// The nearest script in the folder of a path; beside the current folder's those that are found by name, without `.lua`.
    private static func nearestFile(to path: String) -> String? {
        let name = ScriptFile.name(of: path)
        let folder = String(path.dropLast(name.count))
        var scripts: [String: String] = [:]
        if folder.isEmpty { for known in names { scripts["\(known).lua"] = known } }
        for file in files(in: folder.isEmpty ? "." : folder) where file.hasSuffix(".lua") {
            scripts[file] = folder + file
        }
        let wanted = name.hasSuffix(".lua") ? name : "\(name).lua"
        return Suggestion.nearest(to: wanted, among: scripts.keys.sorted()).flatMap { scripts[$0] }
    }

    /// Where those that ship are missing, what is said of a name that is one of theirs, or near one.
    private static func advice(onMissing name: String) -> String? {
        guard shipped == nil else { return nil }
        let names = ShippedAutomation.all.map(\.name)
        if names.contains(name) { return "it ships with Keyshift; \(missing)" }
        let nearest = Suggestion.nearest(to: name, among: names)
        return nearest.map {
            "did you mean \($0), which ships with Keyshift? \(missing.prefix(1).uppercased())\(missing.dropFirst())"
        }
    }

    /// That the automations are not where they are looked for, and where that is.
    private static var missing: String {
        let program = ProcessEnvironment.executable
        return "the automations are not with this program: put their folder, automations, beside \(program.shown)"
    }

    /// The nearest of some names, or all of them; where there are none, where they should be.
    static func advice(on name: String, among names: [String]) -> String {
        if let nearest = Suggestion.nearest(to: name, among: names) { return "did you mean \(nearest.shown)?" }
        if let advice = advice(onMissing: name) { return advice }
        guard names.isEmpty else { return "give one of \(names.map(\.shown).joined(separator: ", ")), or a file" }
        return "give a file; \(missing)"
    }

    /// The file's name of a script, for messages; as it was typed when there is none.
    static func fileName(of script: String) -> String {
        do throws(PlanError) {
            return ScriptFile.name(of: try find(script))
        } catch {
            return ScriptFile.name(of: script)
        }
    }

    /// The names that can be given without a path, sorted.
    static var names: [String] {
        let scripts = all.flatMap(files).filter { $0.hasSuffix(".lua") }
        return Set(scripts.map { String($0.dropLast(".lua".count)) }).sorted()
    }

    /// The names of the automations that ship, sorted.
    static var shippedNames: [String] {
        guard let shipped else { return [] }
        return files(in: shipped).filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(".lua".count)) }.sorted()
    }

    /// The current folder, the user's automations, and those that ship with the program.
    private static var all: [String] {
        let variables = ProcessEnvironment.variables
        let user = SettingsFile.configurationFolder(variables).map { $0 + "/automations" }
        return [".", user, shipped].compactMap(\.self)
    }

    /// What names a script, by its full path, on a command line: the name of one that ships where it is found by that, else
    /// the path.
    static func word(for file: String) -> String {
        let name = ScriptFile.name(of: file)
        guard isShipped(file), name.hasSuffix(".lua") else { return file }
        let word = String(name.dropLast(4))
        let isFound = (try? find(word)).map { ScriptFile.absolute($0) == file } ?? false
        return isFound ? word : file
    }

    /// The automations of the program: beside it, below `share` where it is installed, below `scripts` where it was built.
    ///
    /// Where another program loads it, such as an emulator or the dynamic linker, its own file is found by its name.
    static var shipped: String? {
        [ProcessEnvironment.executable, ProcessEnvironment.namedExecutable].compactMap(\.self).lazy
            .compactMap(shipped(with:)).first
    }

    /// Whether a file, by its full path, is one of those that ship.
    static func isShipped(_ file: String) -> Bool {
        let name = ScriptFile.name(of: file)
        guard ShippedAutomation.all.contains(where: { "\($0.name).lua" == name }) else { return false }
        return shipped.map { ScriptFile.absolute("\($0)/\(name)") == file } ?? false
    }

    /// Those that lie by a program of this path.
    static func shipped(with program: String) -> String? {
        var folder = program[...]
        for height in 0..<height {
            guard let slash = folder.lastIndex(of: "/") else { return nil }
            folder = folder[..<slash]
            let beside = height == 0 ? ["automations"] : []
            for place in beside + ["share/keyshift/automations", "scripts/automations"] {
                let candidate = "\(folder)/\(place)"
                if files(in: candidate).contains(where: { $0.hasSuffix(".lua") }) { return candidate }
            }
        }
        return nil
    }

    /// Whether there is a file of this path.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The names of what is in a folder; none when it cannot be read.
    static func files(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
