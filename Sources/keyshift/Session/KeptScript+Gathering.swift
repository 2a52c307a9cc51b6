internal import Model
internal import RunEngine

extension KeptScript {
    /// The most bytes of one file.
    private static let largest = 16 << 20

    /// Reads what a schedule is to run with on every node: its script, the modules that the script requires by name, the
    /// settings beside it, and files that are named.
    /// - Throws: `load_error` for a file that cannot be read.
    static func gather(
        _ script: Engine.Script,
        file: String,
        options: ScheduleOptions,
        named: [String],
    ) throws(PlanError) -> KeptScript {
        var gathering = Gathering(folder: script.folder ?? "/", libraries: options.moduleFolders)
        gathering.add(.script, file, Array(script.source.utf8))
        try gathering.addModules(of: script.source)
        if options.settings == nil, let settings = SettingsFile.beside(gathering.folder) {
            try gathering.add(.settings, settings, what: "settings file")
        }
        for path in named { try gathering.add(.file, ScriptFile.plain(path), what: "file") }
        return KeptScript(gathering.files, gathering.contents)
    }

    /// What was found so far.
    private struct Gathering {
        let folder: String
        let libraries: [String]
        var files: [KeptFile] = []
        var contents: KeptFile.Contents = [:]

        init(folder: String, libraries: [String]) {
            self.folder = folder
            self.libraries = libraries
        }

        mutating func add(_ kind: KeptFile.Kind, _ path: String, _ bytes: [UInt8]) {
            let hash = ScriptHash.sha256(bytes)
            files.append(KeptFile(kind, path: path, hash: hash))
            contents[hash] = bytes
        }

        mutating func add(_ kind: KeptFile.Kind, _ path: String, what: String) throws(PlanError) {
            guard !files.contains(where: { $0.path == path }) else { return }
            add(kind, path, try ScriptFile.bytes(path, what: what, most: KeptScript.largest))
        }

        /// Adds the modules of a text, and those of the modules; one that is no file is the host's, or is told at the trial.
        mutating func addModules(of source: String) throws(PlanError) {
            for name in OwnModules.required(by: source) {
                guard let path = place(of: name), !files.contains(where: { $0.path == path }) else { continue }
                try add(.module, path, what: "module")
                let bytes = files.last.flatMap { contents[$0.hash] } ?? []
                try addModules(of: String(decoding: bytes, as: UTF8.self))
            }
        }

        private func place(of module: String) -> String? {
            let file = module.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/")
            let places = ([folder] + libraries).flatMap { ["\($0)/\(file).lua", "\($0)/\(file)/init.lua"] }
            return places.map(ScriptFile.plain).first(where: ScriptFolders.isFile)
        }
    }
}
