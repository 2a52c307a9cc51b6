internal import Model

/// What is said of a stay that others had changed before a run came to it, alike wherever it is told.
enum ConflictText {
    /// `CONFLICT  BK-1 Ito: planned from …, found …   run 80aa`; the same of another row with a problem.
    static func head(_ trouble: StatusFacts.Trouble) -> String {
        let why = trouble.row.error.map { ForeignText.paragraph($0.message) } ?? Story.word(trouble.row.status)
        return "\(trouble.row.status.rawValue.uppercased())  \(trouble.row.label): \(why)   run \(trouble.run.id.shown)"
    }

    /// The command that asks once more for what was wanted; and where that may leave the doors with several ends, how they get one.
    static func lines(_ redo: RedoCommand) -> [String] {
        let offer = redo.offer
        let after = redo.oneEnd.map {
            "  where its doors end at different times after that, to give all of them the latest end: keyshift \(ShellWords.line($0))"
        }
        return ["  \(offer.words): keyshift \(ShellWords.line(offer.command))"] + [after].compactMap(\.self)
    }

    /// How somebody says that nothing has to be done.
    static func seen(_ trouble: StatusFacts.Trouble) -> String {
        "  when you have looked at it: keyshift seen \(trouble.run.id.shown)"
    }
}
