internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import Spelling

extension RunsCommand {
    /// `keyshift runs abandon RUN`.
    struct Abandon: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "abandon",
            abstract: "End a run that stopped, and free its groups. What it moved stays moved."
        )

        @Argument(help: "The run's id, or \"last\": the newest one that is unfinished.")
        var run: String

        func run() async throws {
            let named = run
            let given = try await LocalJournal.with(.operator, to: "give up a run") { journal, _ in
                let id = try await RunName.resolve(named, as: .unfinished, in: journal)
                let rows = try await journal.rows(of: id)
                try await journal.abandonRun(id, at: EngineClock.system.now())
                return (id: id, rows: rows)
            }
            let over = "Run \(given.id) is over; its groups are free. What it moved stays moved."
            Terminal().result(([over] + Self.left(given.rows, of: given.id)).joined(separator: "\n"))
        }

        /// Whom the run has not moved, or may not have, for whoever has to do it in another way.
        private static func left(_ rows: [Row], of run: String) -> [String] {
            let unsent = rows.filter { $0.status == .planned }.map(\.label)
            let unread = rows.filter { $0.status == .pending }.map(\.label)
            let keep = unsent.count == 1 ? "was not sent, and keeps its hours" : "were not sent, and keep their hours"
            return [
                unsent.isEmpty ? nil : "\(unsent.count.counted("stay")) \(keep): \(JournalError.names(unsent))",
                unread.isEmpty
                    ? nil
                    : "\(unread.count.counted("stay")) may have been sent: \(JournalError.names(unread)); "
                        + "what they have: keyshift verify \(run)",
            ].compactMap(\.self)
        }
    }
}
