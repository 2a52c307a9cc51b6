internal import Glibc
internal import Model
internal import RunEngine

/// The files beside the journal in which names can stand: the logs of runs, plans that wait, and what was typed at the prompt.
struct ForgottenFiles {
    /// How much was forgotten.
    struct Count {
        var plans = 0
        var lines = 0
    }

    let folder: String
    /// The names of the schedules that are there: the logs of others are deleted where their schedule has the name.
    var schedules: Set<String> = []

    /// Takes every line out of logs that has a name, and deletes plans that have it.
    /// - Throws: `file` for one that cannot be changed.
    func forget(_ text: ForgetText) throws(PlanError) -> Count {
        var count = Count()
        for schedule in Self.names(in: folder + "/logs") {
            let place = "\(folder)/logs/\(schedule)"
            let name = RunLogs.decoded(schedule)
            let isGone = text.isIn(name) && !schedules.contains(name)
            for log in Self.names(in: place) where log.hasSuffix(".log") {
                count.lines += try isGone ? delete("\(place)/\(log)") : forgetLines("\(place)/\(log)", text)
            }
            if isGone { unsafe rmdir(place) }
        }
        count.lines += try forgetLines(folder + "/repl_history", text)
        for plan in Self.names(in: folder + "/held") {
            let path = "\(folder)/held/\(plan)"
            guard let bytes = try RegularFile.read(path), text.isIn(String(decoding: bytes, as: UTF8.self)) else {
                continue
            }
            guard unsafe unlink(path) == 0 else { throw RegularFile.unwritable(path) }
            count.plans += 1
        }
        return count
    }

    /// Deletes a log of a schedule that is not there any more.
    private func delete(_ path: String) throws(PlanError) -> Int {
        guard unsafe unlink(path) == 0 else { throw RegularFile.unwritable(path) }
        return 1
    }

    /// Takes lines out in place: whoever writes to the file meanwhile writes on behind them.
    private func forgetLines(_ path: String, _ text: ForgetText) throws(PlanError) -> Int {
        guard let bytes = try RegularFile.read(path) else { return 0 }
        let (rest, lines) = text.without(linesOf: String(decoding: bytes, as: UTF8.self))
        if lines > 0 { try RegularFile.overwrite(path, with: Array(rest.utf8)) }
        return lines
    }

    /// The names of what is in a folder, none where there is no such folder.
    private static func names(in folder: String) -> [String] {
        guard let entries = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(entries) }
        var names: [String] = []
        while let entry = unsafe readdir(entries) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
