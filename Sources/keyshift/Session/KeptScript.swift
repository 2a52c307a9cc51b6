internal import Journal
internal import Model
internal import RunEngine

/// The script of a schedule, with all that it reads, as it was when it was added: the same bytes on every node.
struct KeptScript: Hashable, Sendable {
    /// What was kept, the script first.
    let files: [KeptFile]
    private let contents: KeptFile.Contents

    /// Makes it of files and their bytes.
    init(_ files: [KeptFile], _ contents: KeptFile.Contents) {
        self.files = files
        self.contents = contents
    }

    /// A schedule with what was kept for it, nil where it reads the files of the machine.
    /// - Returns: Nil where there is no such schedule that can be read.
    /// - Throws: `storage` when the journal has not the bytes that the schedule names.
    static func read(
        _ name: String,
        in journal: any Journal,
    ) async throws(JournalError) -> (schedule: Schedule, kept: KeptScript?)? {
        var lacking = ""
        // Somebody may change the schedule between the two looks.
        for _ in 0..<3 {
            guard let schedule = try await journal.schedules().first(where: { $0.name == name }) else { return nil }
            guard let kept = try await of(schedule, in: journal) else { return (schedule, nil) }
            guard let missing = kept.files.first(where: { kept.contents[$0.hash] == nil }) else {
                return (schedule, kept)
            }
            lacking = missing.path
        }
        throw JournalError(
            .storage,
            "The journal has not the file \(lacking.shown) of the schedule \(name.shown) any more; add it again with "
                + "keyshift schedule add … --replace.",
        )
    }

    /// What was kept for a schedule, nil where it reads the files of the machine.
    static func of(_ schedule: Schedule, in journal: any Journal) async throws(JournalError) -> KeptScript? {
        let files = schedule.options.files
        return files.isEmpty ? nil : KeptScript(files, try await journal.contents(of: files))
    }

    /// The bytes, for the journal.
    var bytes: KeptFile.Contents { contents }

    /// The script with its arguments, which reads what was kept and nothing else.
    /// - Throws: `load_error` for a text that is not UTF-8.
    func script(_ arguments: [String]) throws(PlanError) -> Engine.Script {
        let path = files.first { $0.kind == .script }?.path ?? ""
        let name = ScriptFile.name(of: path)
        let source = try ScriptFile.text(content(.script) ?? [], of: path, what: "script")
        let folder = String(path.dropLast(name.count))
        var script = Engine.Script(name: name, source: source, arguments: arguments, folder: folder)
        script.isShipped = ScriptFolders.isShipped(path)
        script.spelled = { ScriptOutline(of: source).spelled($0) }
        script.choosing = { ScriptOutline(of: source).choosing }
        script.kept = Dictionary(files.map { ($0.path, contents[$0.hash] ?? []) }) { first, _ in first }
        return script
    }

    /// The settings that lay beside the script.
    var settings: KeptSettings? {
        guard let file = files.first(where: { $0.kind == .settings }), let bytes = contents[file.hash] else {
            return nil
        }
        return KeptSettings(text: String(decoding: bytes, as: UTF8.self), file: file.path)
    }

    private func content(_ kind: KeptFile.Kind) -> [UInt8]? {
        files.first { $0.kind == kind }.flatMap { contents[$0.hash] }
    }
}

extension Schedule {
    /// Where a file on this machine is not what was kept for the schedule, a line each; files that are not here are not told.
    var differences: [String] {
        let paths = options.files.filter { file in
            guard ScriptFolders.isFile(file.path), let bytes = try? ScriptFile.bytes(file.path, what: "file") else {
                return false
            }
            return ScriptHash.sha256(bytes) != file.hash
        }
        return Set(paths.map(\.path)).sorted().map { path in
            "\(name.shown): \(path.shown) differs from what was added, which is what fires; to take it, add the schedule "
                + "again with --replace"
        }
    }
}
