internal import Glibc
internal import Model
internal import RunEngine
internal import Scripting

/// What the shell offers where a script or one of its arguments belongs.
enum ScriptCompletion {
    /// Automations by name, and the scripts and folders that a path may go on with.
    static func scripts(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        let names = ScriptFolders.names.filter { $0.hasPrefix(prefix) }
        return typable(names + paths(prefix) { $0.hasSuffix(".lua") })
    }

    /// The arguments that the script of the line describes and that are not given yet; nothing of it is run.
    static func arguments(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        let given = words.enumerated().filter { $0.offset != index }.map(\.element)
        guard let outline = outline(in: given) else { return typable(paths(prefix) { _ in true }) }
        let names = Set(given.compactMap { ArgumentLine.named($0)?.name })
        if let (name, value) = ArgumentLine.named(prefix) {
            guard let argument = outline.first(where: { $0.name == name }) else { return [] }
            return typable(values(of: argument, value).map { "\(name)=\($0)" }.filter { $0.hasPrefix(prefix) })
        }
        let open = outline.filter { !names.contains($0.name) }
        let words = open.flatMap { argument in
            let values = values(of: argument, "")
            return values.isEmpty || argument.kind == .file
                ? ["\(argument.name)="] : values.map { "\(argument.name)=\($0)" }
        }
        let files = open.contains { $0.kind == .file } ? paths(prefix) { _ in true } : []
        return typable(words.filter { $0.hasPrefix(prefix) } + files)
    }

    /// Those that the shell can show and a person can type.
    private static func typable(_ words: [String]) -> [String] {
        words.filter { ForeignText.line($0) == $0 }
    }

    /// The arguments of the first word that is a script.
    private static func outline(in words: [String]) -> [ScriptOutline.Argument]? {
        for word in words.dropFirst(2) where !word.hasPrefix("-") {
            do throws(PlanError) {
                let path = try ScriptFolders.find(word)
                guard ScriptFolders.isFile(path) else { continue }
                return ScriptOutline(of: try ScriptFile.read(path)).arguments
            } catch {
                continue
            }
        }
        return nil
    }

    /// What can be said of the values of an argument.
    private static func values(of argument: ScriptOutline.Argument, _ prefix: String) -> [String] {
        switch argument.kind {
        case .choice: argument.words
        case .flag: ["yes", "no"]
        case .file: paths(prefix) { _ in true }
        default: argument.standard.map { [$0] } ?? []
        }
    }

    private static func paths(_ prefix: String, _ isWanted: (String) -> Bool) -> [String] {
        let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
        let paths = ScriptFolders.files(in: folder.isEmpty ? "." : folder).map { folder + $0 }
        return paths.filter { $0.hasPrefix(prefix) }.compactMap { path in
            if !ScriptFolders.files(in: path).isEmpty { return path + "/" }
            return isWanted(path) ? path : nil
        }.sorted()
    }
}
