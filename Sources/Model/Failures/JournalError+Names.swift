extension JournalError {
    /// The error for the id of a run that exists.
    package static func duplicateRun(_ id: String) -> JournalError {
        JournalError(.duplicateRun, "A run with the id \(id.shown) exists already: use another id.")
    }

    /// The error for the id of a run that does not exist.
    package static func unknownRun(_ id: String) -> JournalError {
        JournalError(.unknownRun, "There is no run \(id.shown): \"keyshift runs\" lists the runs of this journal.")
    }

    /// The error for an id that cannot name a run.
    package static func invalidRun(_ id: String) -> JournalError {
        JournalError(.invalidRun, "\"\(id.shown)\" is no id of a run: use up to 64 letters, digits, - and _.")
    }

    /// No alarm has this number.
    package static func unknownAlarm(_ id: Int64) -> JournalError {
        JournalError(.unknownAlarm, "There is no alarm \(id); keyshift alarms lists them.")
    }

    /// The error for a row or a member that a run does not have.
    package static func unknownRow(_ row: Int, of run: String) -> JournalError {
        JournalError(.unknownRow, "Run \(run) has no row \(row) with these members: nothing was recorded.")
    }

    /// The error for a call that a run does not have, or that is settled.
    package static func unknownCall(_ id: Int64, of run: String) -> JournalError {
        JournalError(.unknownRow, "Run \(run) has no open call \(id): nothing was recorded.")
    }

    /// The error for names, doors or houses of which a run has no stay; `verb` is what it did to those that it has.
    package static func notOfRun(_ run: String, _ asked: RowSelection, _ verb: String, _ rows: [Row]) -> JournalError {
        var seen: Set<String> = []
        let names = rows.map(\.label).filter { seen.insert($0).inserted }
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        let others = names.isEmpty ? "none at all" : names.prefix(3).joined(separator: ", ") + more
        return JournalError(
            .unknownRow,
            "run \(run.shown) \(verb) no stay of \(asked.words); it \(verb) \(others). What it \(verb):\n"
                + "    keyshift runs show \(run.shown)",
        )
    }

    /// The error for the name of a schedule that exists.
    package static func duplicateSchedule(_ name: String) -> JournalError {
        JournalError(
            .duplicateSchedule,
            "A schedule with the name \(name.shown) exists: choose another name, change it with --replace, "
                + "or remove that one first.",
        )
    }
}
