internal import CivilTime
internal import Model
internal import SQLJournal
internal import SeamSandbox

/// A world of a test on a server of its own, which listens on the machine itself until the world is closed.
///
/// It keeps one address as long as it lives: the journal knows a workspace by its server, too.
final class ServedWorld: Sendable {
    let server: SandboxServer
    let journal: SQLJournal
    /// The instant at which the world begins.
    let begins: Instant
    // `close()` cancels it and waits for its end.
    private let serving: Task<Void, Never>
    private let listening: Task<String?, Never>

    init(_ server: SandboxServer, _ journal: SQLJournal, begins: Instant) {
        self.server = server
        self.journal = journal
        self.begins = begins
        let (addresses, source) = AsyncStream.makeStream(of: String.self)
        serving = Task {
            // Without an address, whoever asks for it hears of it.
            try? await server.run { source.yield($0) }
            source.finish()
        }
        // It ends with the first address, or with the server.
        listening = Task { await addresses.first { _ in true } }
    }

    /// The address, as soon as it can be used.
    /// - Throws: `port` when none could be had.
    func address() async throws(PlanError) -> String {
        guard let address = await listening.value else {
            throw PlanError(.port, "no port of this machine can be had for the world of the test")
        }
        return address
    }

    /// Stops the server and deletes the journal.
    func close() async {
        serving.cancel()
        await serving.value
        journal.close()
    }
}
