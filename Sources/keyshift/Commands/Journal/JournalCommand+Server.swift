internal import ArgumentParser
internal import Journal
internal import Model
internal import SQLJournal
internal import Spelling

extension JournalCommand {
    /// `keyshift journal migrate`.
    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "migrate",
            abstract: "Make the tables of a journal on PostgreSQL, or bring older ones to this version.",
            discussion: """
                Nothing else changes the tables of a server. It is refused while a program works there that could not go on: \
                keyshift nodes names it. A journal in a folder needs none of this: it is brought to the present when it is opened.
                """,
        )

        func run() async throws {
            do throws(JournalError) {
                guard let place = try OwnJournal.place() else {
                    Terminal().result("This journal is in a folder, and is migrated when it is opened: nothing to do.")
                    return
                }
                let steps = try SQLJournal.migrate(place)
                let done = steps.isEmpty ? "nothing was to be done" : steps.joined(separator: "; ")
                Terminal().result("The journal on PostgreSQL (\(place.shown)) is ready: \(done.shown).")
            } catch {
                throw Terminal().refusal(error)
            }
        }
    }

    /// `keyshift journal copy FROM TO`.
    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "copy",
            abstract: "Copy a whole journal into an empty one, from a folder to a server or back, and compare both.",
            discussion: """
                Each is a folder, a connection string without a password, or env:NAME for a variable that holds one. It is \
                refused while a run is unfinished. The copy is a journal of its own: use one of the two from then on.
                """,
        )

        @Argument(help: "The journal that is read.")
        var from: String
        @Argument(help: "The journal that is written; it has no run yet, and on a server it is migrated.")
        var to: String

        func run() async throws {
            do throws(JournalError) {
                let source = try Self.open(from)
                defer { source.close() }
                let target = try Self.open(to)
                defer { target.close() }
                let copied = try await source.copy(into: target)
                let lines = copied.map(\.count).reduce(0, +)
                let tables = copied.count { $0.count > 0 }
                Terminal().result(
                    "Copied and compared: \(lines.counted("line")) of \(tables.counted("table")). Use the copy from now on: "
                        + "what is written into one of the two is not in the other."
                )
            } catch {
                throw Terminal().refusal(error)
            }
        }

        private static func open(_ text: String) throws(JournalError) -> SQLJournal {
            var named = text
            if text.hasPrefix("env:") {
                let name = String(text.dropFirst(4))
                guard let value = ProcessEnvironment.variables[name], !value.isEmpty else {
                    throw JournalError(.storage, "\(text.shown): the variable \(name.shown) is not set.")
                }
                named = value
            }
            guard PostgresPlace.isConnectionString(named) else { return try SQLJournal(directory: named) }
            let place = try PostgresPlace(named)
            guard named != text || !place.hasPassword else {
                throw JournalError(
                    .storage,
                    "A password on the command line can be read by everybody on this machine: put the connection string into a "
                        + "variable and write env:NAME, or use a .pgpass file.",
                )
            }
            let folder = ProcessEnvironment.stateFolder(ProcessEnvironment.variables)
            return try SQLJournal(server: place, folder: folder)
        }
    }
}
